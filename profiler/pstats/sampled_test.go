package pstats

import (
	"bytes"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
)

// sampledRow is a sampled line, and how often it was above others.
type sampledRow struct {
	file          string
	line          int64
	name          string
	direct, total int64
	callers       []sampledRow // their total is the number of samples
}

// sampledFile returns what Python 3.15 writes for samples taken every 10 ms.
func sampledFile(t *testing.T, rows ...sampledRow) []byte {
	t.Helper()
	var file bytes.Buffer
	out := marshal.NewEncoder(&file)
	key := func(r sampledRow) {
		out.Tuple(3)
		out.Text(r.file)
		out.Int(r.line)
		out.Text(r.name)
	}
	out.Dict()
	for _, r := range rows {
		key(r)
		out.Tuple(5)
		out.Int(r.direct)
		out.Int(r.total)
		out.Float(.01 * float64(r.direct))
		out.Float(.01 * float64(r.total))
		out.Dict()
		for _, caller := range r.callers {
			key(caller)
			out.Int(caller.total)
		}
		out.End()
	}
	out.Tuple(1)
	out.Text(sampledMark)
	out.Bool(true)
	out.End()
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// TestRegroup makes functions of the lines of main (1 to 9) and of the recursive work (20 to 29), which are on the stack in one of ten samples and
// in the other nine.
func TestRegroup(t *testing.T) {
	main5, main6 := sampledRow{"a.py", 5, "main", 1, 3, nil}, sampledRow{"a.py", 6, "main", 0, 7, nil}
	work22 := sampledRow{"a.py", 22, "work", 9, 9, []sampledRow{{"a.py", 5, "main", 0, 2, nil}, {"a.py", 6, "main", 0, 7, nil}, {"a.py", 24, "work", 0, 30, nil}}}
	work24 := sampledRow{"a.py", 24, "work", 0, 4, []sampledRow{{"a.py", 24, "work", 0, 26, nil}, {"b.py", 3, "unrecorded", 0, 1, nil}}}
	s, err := Read(sampledFile(t, main5, work22, main6, work24), Accurate)
	if err != nil {
		t.Fatal(err)
	}
	checkRows(t, s, "as they were sampled",
		"a.py:5(main)", uncounted(.01, .03),
		"a.py:22(work)", uncounted(.09, .09), "a.py:5(main)", uncounted(.02, .02), "a.py:6(main)", uncounted(.07, .07), "a.py:24(work)", uncounted(.04, .04),
		"a.py:6(main)", uncounted(0, .07),
		"a.py:24(work)", uncounted(0, .04), "a.py:24(work)", uncounted(0, .04), "b.py:3(unrecorded)", uncounted(0, .01),
		"b.py:3(unrecorded)", callgraph.Figures{})

	// Where main begins is known, but not where work does.
	s.Regroup(func(_ string, line int, name string) (first int, ok bool) { return 1, name == "main" })
	checkRows(t, s, "regrouped",
		"a.py:1(main)", uncounted(.01, .10),
		"a.py:22(work)", uncounted(.09, .10), "a.py:1(main)", uncounted(.09, .09), "a.py:22(work)", uncounted(.08, .08), "b.py:3(unrecorded)", uncounted(.01, .01),
		"b.py:3(unrecorded)", callgraph.Figures{})
	if g := s.Graph(); g.Basis() != callgraph.SampledLines || !s.Sampled() || len(s.Notes()) == 0 {
		t.Errorf("basis %v, sampled %v, notes %q", g.Basis(), s.Sampled(), s.Notes())
	}
}

func checkRows(t *testing.T, s *Stats, what string, want ...any) {
	t.Helper()
	if diff := cmp.Diff(want, rows(s.Graph()), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestRegroupReal checks on real profiles that no time is lost and that no figure exceeds the time of the profile.
func TestRegroupReal(t *testing.T) {
	files, _ := fixtures(t)
	for path, functions := range map[string]int{"recursion": 6, "shapes": 15, "expressions": 11} {
		s, err := Load(files, "sampling/3.15/"+path+".stats", Accurate)
		if err != nil {
			t.Fatal(err)
		}
		before := s.Graph().Totals()
		s.Regroup(func(string, int, string) (int, bool) { return 0, false })
		g := s.Graph()
		if after := g.Totals(); g.Len() != functions || math.Abs(after.Self-before.Self) > 1e-9 || after.Counted() {
			t.Errorf("%s: %d functions, %v before, %v after", path, g.Len(), before, after)
		}
		for f := range g.Len() {
			if figures := g.Figures(f); figures.Cumulative < figures.Self || figures.Cumulative > before.Self {
				t.Errorf("%s: %s has %v of %v", path, g.StandardName(f), figures, before.Self)
			}
			for e := range g.Callers(f) {
				if e.Cumulative > min(g.Figures(f).Cumulative, g.Figures(e.Function).Cumulative) || e.Self > g.Figures(f).Self || e.Cumulative <= 0 {
					t.Errorf("%s: %s calls %s for %v", path, g.StandardName(e.Function), g.StandardName(f), e.Figures)
				}
			}
		}
	}
}

// Profiles that are not sampled, or compatible, stay as they are.
func TestRegroupLeavesOthers(t *testing.T) {
	files, _ := fixtures(t)
	for path, mode := range map[string]Mode{"edge/sampled.stats": Compatible, "cprofile/3.13/shapes.stats": Accurate} {
		s, err := Load(files, path, mode)
		if err != nil {
			t.Fatal(err)
		}
		before := s.Graph()
		s.Regroup(func(string, int, string) (int, bool) { return 1, true })
		if s.Graph() != before {
			t.Errorf("%s was regrouped", path)
		}
	}
}
