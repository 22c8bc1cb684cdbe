package capture

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// parts are the seconds that a run of testdata/shares.py took for calls of a function in Python, for calls of functions in C, and for a loop without
// calls.
type parts [3]float64

const (
	pythonCalls = iota
	callsOfC
	noCalls
)

func (p parts) total() float64 { return p[0] + p[1] + p[2] }

// share is that of a part in the time of this part and of the loop.
func (p parts) share(part int) float64 { return p[part] / (p[part] + p[noCalls]) }

func (p parts) String() string {
	return fmt.Sprintf("%.2f ms, beside the loop calls take %.1f %%, calls of functions in C %.1f %%", p.total()*1e3, 100*p.share(pythonCalls), 100*p.share(callsOfC))
}

// comparison is what is compared: each part, and the overhead that is taken off it, as it was when it was least disturbed.
type comparison struct{ truth, raw, overhead, corrected parts }

// run runs the program once without a profiler and once with it.
func (c *comparison) run(t testing.TB, i python.Interpreter, p program) {
	t.Helper()
	truth := timedPlain(t, i, p)
	raw, corrected := timedProfiled(t, i, p)
	for part := range truth {
		overhead := raw[part] - corrected[part]
		if c.truth[part] == 0 {
			c.truth[part], c.raw[part], c.overhead[part] = truth[part], raw[part], overhead
		}
		c.truth[part], c.raw[part], c.overhead[part] = min(c.truth[part], truth[part]), min(c.raw[part], raw[part]), min(c.overhead[part], overhead)
		c.corrected[part] = c.raw[part] - c.overhead[part]
	}
}

// TestCorrectedTimes compares a profile, as it was recorded and corrected, with the program as it runs without a profiler: what is corrected is nearer
// to that. Run with -v it prints how near.
//
// Each part is compared as the fastest of several runs has it: its few milliseconds are not always interrupted. When the machine is busy there are more runs.
func TestCorrectedTimes(t *testing.T) {
	found, _ := installed()
	if len(found) == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
	for _, i := range found {
		t.Run(i.Version, func(t *testing.T) { testCorrectedTimes(t, i, program{script: "shares.py"}) })
		if shared(i) { // to tell threads apart costs more
			t.Run(i.Version+" with threads", func(t *testing.T) { testCorrectedTimes(t, i, program{script: "shares.py", args: []string{"thread"}}) })
		}
	}
}

func testCorrectedTimes(t *testing.T, i python.Interpreter, p program) {
	const least, most = 2, 15
	var c comparison
	for run := 1; ; run++ {
		c.run(t, i, p)
		problem := c.problem()
		if run >= least && problem == "" {
			break
		}
		if run == most {
			t.Error(problem)
			break
		}
	}
	t.Logf("plain %v; profiled %v; corrected %v", c.truth, c.raw, c.corrected)
}

// problem says what is not nearer to the truth when it is corrected.
func (c *comparison) problem() string {
	for what, of := range map[string]func(parts) float64{
		"the seconds in all":                   func(p parts) float64 { return p.total() },
		"the share of the calls":               func(p parts) float64 { return p.share(pythonCalls) },
		"the share of calls of functions in C": func(p parts) float64 { return p.share(callsOfC) },
	} {
		if truth, raw, corrected := of(c.truth), of(c.raw), of(c.corrected); math.Abs(corrected-truth) >= math.Abs(raw-truth) {
			return fmt.Sprintf("%s: %.4f in the program, %.4f in its profile, corrected %.4f", what, truth, raw, corrected)
		}
	}
	return ""
}

// timedPlain is what the program prints when Python runs it alone.
func timedPlain(t testing.TB, i python.Interpreter, p program) (seconds parts) {
	t.Helper()
	out := plain(t, i, p)
	if _, err := fmt.Sscan(out.Stdout, &seconds[0], &seconds[1], &seconds[2]); err != nil || seconds.total() <= 0 {
		t.Fatalf("it printed %q and %q: %v", out.Stdout, out.Stderr, err)
	}
	return seconds
}

// timedProfiled is what the profile says of them, as it was recorded and corrected.
func timedProfiled(t testing.TB, i python.Interpreter, p program) (raw, corrected parts) {
	t.Helper()
	_, run, folder := profiled(t, i, p)
	stats, err := pstats.Load(disk, filepath.Join(folder, runs.ProfileFile), pstats.Accurate)
	if err != nil {
		t.Fatal(err)
	}
	costs := run.CostsOf(runs.ProfileFile)
	c := overhead.Correct(stats.Graph(), costs)
	if c == nil {
		t.Fatalf("at costs of %v the profile cannot be corrected", costs)
	}
	return partsOf(stats.Graph()), partsOf(c.Graph)
}

// partsOf adds up the self times.
func partsOf(g *callgraph.Graph) (seconds parts) {
	for f := range g.Len() {
		self := g.Figures(f).Self
		switch name := g.Name(f); {
		case name == "fib":
			seconds[pythonCalls] += self
		case name == "loop":
			seconds[noCalls] += self
		case name == "words", strings.Contains(name, ".len>"), strings.Contains(name, "'append' of 'list'"), strings.Contains(name, "'upper' of 'str'"):
			seconds[callsOfC] += self
		}
	}
	return seconds
}

// BenchmarkCorrectedTimes says how near corrected profiles come to the program as it runs without a profiler, of which each round is a run: the total as a
// part of the true one, and the shares of the parts that call, which are too large in a profile.
func BenchmarkCorrectedTimes(b *testing.B) {
	found, _ := installed()
	for _, i := range found {
		b.Run("python="+i.Version, func(b *testing.B) { benchmarkCorrectedTimes(b, i, program{script: "shares.py"}) })
		if shared(i) {
			b.Run("python="+i.Version+"-threads", func(b *testing.B) {
				benchmarkCorrectedTimes(b, i, program{script: "shares.py", args: []string{"thread"}})
			})
		}
	}
}

func benchmarkCorrectedTimes(b *testing.B, i python.Interpreter, p program) {
	var c comparison
	for b.Loop() {
		c.run(b, i, p)
	}
	b.ReportMetric(0, "ns/op") // of no interest
	b.ReportMetric(c.raw.total()/c.truth.total(), "raw/true")
	b.ReportMetric(c.corrected.total()/c.truth.total(), "corrected/true")
	for part, name := range map[int]string{pythonCalls: "calls", callsOfC: "C"} {
		b.ReportMetric(100*c.truth.share(part), "%"+name+"-true")
		b.ReportMetric(100*c.raw.share(part), "%"+name+"-raw")
		b.ReportMetric(100*c.corrected.share(part), "%"+name+"-corrected")
	}
}
