package capture

import (
	"strings"
	"testing"

	"tottime/profiler/runs"
)

func TestRepeat(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	o := options(t, i, program{what: sections})
	o.Repeat = 3
	run, err := Supervise(t.Context(), o)
	if err != nil || len(run.Problems) > 0 {
		t.Fatalf("problems %v, %v", run.Problems, err)
	}
	checkCalls(t, named(t, load(t, i, o.Folder), "sections.py", "between"), 18, 18)
	if len(run.Processes) != 3 {
		t.Errorf("the processes are %+v, want three", run.Processes)
	}
	r := run.Repeat
	if r == nil || r.Runs != 3 {
		t.Fatalf("the repeat is %+v, want three runs", r)
	}
	for _, of := range []runs.Spread{r.Wall, r.Profiled} {
		if !(0 < of.Min && of.Min <= of.Median && of.Median <= of.Max) {
			t.Errorf("a spread is %+v", of)
		}
	}
	if sum := r.Wall.Min + r.Wall.Median + r.Wall.Max; sum-run.Seconds > 1e-9 || run.Seconds-sum > 1e-9 {
		t.Errorf("the program ran for %v s, the spread is %+v", run.Seconds, r.Wall)
	}
	if kept, err := runs.Read(disk, o.Folder); err != nil || kept.Repeat == nil || *kept.Repeat != *r {
		t.Errorf("run.json says %+v, %v", kept.Repeat, err)
	}
}

// TestRepeatEnds does not run a program again that has failed.
func TestRepeatEnds(t *testing.T) {
	t.Parallel()
	o := faked(t, "record:0:ended exit:3")
	o.Repeat = 3
	run := completed(t, o)
	if run.Exit.Code != 3 || run.Repeat != nil || problemCodes(run) != "repeat-ended" || !strings.Contains(run.Problems[0].Text, "1 of 3 times") {
		t.Errorf("it ended as %+v with %+v, problems %v", run.Exit, run.Repeat, run.Problems)
	}
}

func TestSpread(t *testing.T) {
	for _, test := range []struct {
		numbers []float64
		want    runs.Spread
	}{
		{[]float64{2}, runs.Spread{Min: 2, Median: 2, Max: 2}},
		{[]float64{4, 1}, runs.Spread{Min: 1, Median: 2.5, Max: 4}},
		{[]float64{9, 1, 3}, runs.Spread{Min: 1, Median: 3, Max: 9}},
	} {
		if got := spread(test.numbers); got != test.want {
			t.Errorf("the spread of %v is %v, want %v", test.numbers, got, test.want)
		}
	}
}
