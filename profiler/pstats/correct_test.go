package pstats

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// costly returns the profile of a function that calls another a million times, which took 1.5 s of overhead.
func costly(path string) *Stats {
	b := callgraph.NewBuilder()
	caller := b.Add("a.py", 1, "main", callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: 2, Cumulative: 4})
	callee := b.Add("a.py", 9, "step", callgraph.Figures{Calls: 1_000_000, PrimitiveCalls: 1_000_000, Self: 2, Cumulative: 2})
	b.AddEdge(caller, callee, callgraph.Figures{Calls: 1_000_000, PrimitiveCalls: 1_000_000, Self: 2, Cumulative: 2})
	s := New(b.Graph(), File{Path: path})
	s.SetCosts(overhead.Costs{overhead.Function: {Inner: 5e-7, Outer: 1e-6}})
	return s
}

func TestCorrect(t *testing.T) {
	s := costly("a.stats")
	if !s.Correct() {
		t.Fatal("it cannot be corrected")
	}
	var out bytes.Buffer
	if err := s.Sort("cumulative"); err != nil {
		t.Fatal(err)
	}
	if err := s.Print(&out); err != nil {
		t.Fatal(err)
	}
	const note = "Times are corrected, by estimate: 1.500 of 4.000 seconds were what it cost to record the calls."
	for _, want := range []string{
		"1000001 function calls in 2.500 seconds", "        1    1.000    1.000    2.500    2.500 a.py:1(main)", "  1000000    1.500    0.000    1.500    0.000 a.py:9(step)", note,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, out.String())
		}
	}
	if s.Correct() {
		t.Error("it was corrected twice")
	}
}

// Profiles are corrected before they are added up, each by its own costs.
func TestCorrectThenAdd(t *testing.T) {
	sum, other := costly("a.stats"), costly("b.stats")
	other.SetCosts(overhead.Costs{overhead.Function: {Inner: 1e-6}})
	for _, s := range []*Stats{sum, other} {
		if !s.Correct() {
			t.Fatal("it cannot be corrected")
		}
	}
	sum.Add(other)
	if got := sum.Graph().Totals().Self; math.Abs(got-5.5) > 1e-5 {
		t.Errorf("%v seconds, want 2.5 and 3", got)
	}
	if notes := strings.Join(sum.Notes(), "\n"); !strings.Contains(notes, "a.stats: Times are corrected, by estimate: 1.500 of 4.000") || !strings.Contains(notes, "b.stats: Times are corrected, by estimate: 1.000 of 4.000") {
		t.Errorf("the notes are %s", notes)
	}
	if sum.SetCosts(overhead.Costs{}); sum.Correct() {
		t.Error("it was corrected without any costs")
	}
}
