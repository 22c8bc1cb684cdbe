package sidecar

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/pstats"
)

func called(calls int64) callgraph.Figures {
	return callgraph.Figures{Calls: calls, PrimitiveCalls: calls, Self: float64(calls), Cumulative: float64(calls)}
}

func lambda(qualified string, calls int64) Function {
	return Function{"a.py", 3, "<lambda>", callgraph.Details{QualifiedName: qualified, Def: 3, End: 3}, called(calls)}
}

// program is a profile in which main calls f and two lambdas in one line, of which the second calls f too; the first lambda's calls are lost.
func program() *callgraph.Graph {
	b := callgraph.NewBuilder()
	main := b.Add("a.py", 1, "main", called(1))
	lambda := b.Add("a.py", 3, "<lambda>", called(5))
	f := b.Add("a.py", 8, "f", called(9))
	b.AddEdge(main, lambda, called(5))
	b.AddEdge(main, f, called(4))
	b.AddEdge(lambda, f, called(5))
	return b.Graph()
}

// companion is the sidecar of the program.
func companion() *Sidecar {
	return &Sidecar{
		Functions: []Function{
			{"a.py", 8, "f", callgraph.Details{QualifiedName: "A.f", Def: 9, End: 10}, called(9)},
			lambda("main.<locals>.<lambda>", 2),
			lambda("main.<locals>.<lambda>", 5),
			{"a.py", 1, "main", callgraph.Details{QualifiedName: "main", Def: 1, End: 6}, called(1)},
			{"~", 0, "<built-in method never.called>", callgraph.Details{}, called(0)},
		},
		Edges: []Edge{
			{3, 1, called(2)}, {3, 2, called(5)}, {2, 0, called(5)},
			{3, 0, called(99)}, // no end of it is shared: the profile knows better
			{4, 1, called(0)},
		},
	}
}

// list shows functions with their details and callers, a line each.
func list(g *callgraph.Graph) (lines []string) {
	for f := range g.Len() {
		d := g.Details(f)
		line := fmt.Sprintf("%s %s %d-%d, %d calls", g.StandardName(f), d.QualifiedName, d.Def, d.End, g.Figures(f).Calls)
		for e := range g.Callers(f) {
			line += fmt.Sprintf(", %d by %s", e.Calls, g.StandardName(e.Function))
			if _, ordinal := g.Variant(e.Function); ordinal > 0 {
				line += fmt.Sprintf(" #%d", ordinal)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestApply(t *testing.T) {
	g, restored, err := companion().Apply(program())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a.py:1(main) main 1-6, 1 calls",
		"a.py:3(<lambda>) main.<locals>.<lambda> 3-3, 2 calls, 2 by a.py:1(main), 0 by {built-in method never.called}",
		"a.py:3(<lambda>) main.<locals>.<lambda> 3-3, 5 calls, 5 by a.py:1(main)",
		"a.py:8(f) A.f 9-10, 9 calls, 4 by a.py:1(main), 5 by a.py:3(<lambda>) #2",
		"{built-in method never.called}  0-0, 0 calls",
	}
	if diff := cmp.Diff(want, list(g)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(Restored{Labels: 1, Functions: 2, Calls: 2}, restored); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestApplyToAnother(t *testing.T) {
	for want, change := range map[string]func(s *Sidecar){
		"it belongs to another profile: it has 8 calls of a.py:8(f), the profile has 9":                      func(s *Sidecar) { s.Functions[0].Calls = 8 },
		"it belongs to another profile: it has 4 calls of a.py:3(<lambda>), the profile has 5":               func(s *Sidecar) { s.Functions[2].Calls = 2 },
		"it belongs to another profile: it has 3 calls of {built-in method never.called}, the profile has 0": func(s *Sidecar) { s.Functions[4].Calls = 3 },
		"it belongs to another profile: it has 1 calls of b.py:1(main), the profile has 0":                   func(s *Sidecar) { s.Functions[3].File = "b.py" },
	} {
		s := companion()
		change(s)
		if _, _, err := s.Apply(program()); !errors.Is(err, ErrOtherProfile) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	b := callgraph.NewBuilder()
	b.Add("a.py", 8, "f", callgraph.Figures{Calls: callgraph.Uncounted})
	if _, _, err := companion().Apply(b.Graph()); err == nil || !strings.HasSuffix(err.Error(), "has an unknown number") {
		t.Errorf("got %v", err)
	}
}

// A name that is no Unicode is bytes in the profile and a replacement character in JSON, however many there are.
func TestApplyToBytes(t *testing.T) {
	b := callgraph.NewBuilder()
	b.Add("gr\xed\xb3\xb6\xed\xb3\x9fe.py", 1, "f", called(1))
	s := Sidecar{Functions: []Function{{"gr\ufffd\ufffde.py", 1, "f", callgraph.Details{QualifiedName: "A.f"}, called(1)}}}
	g, _, err := s.Apply(b.Graph())
	if err != nil || g.Details(0).QualifiedName != "A.f" {
		t.Errorf("got %v", err)
	}
}

// TestCollisions compares the committed profile, whose calls by CPython's pstats are 56, with its sidecar.
func TestCollisions(t *testing.T) {
	files := afero.NewOsFs()
	s, err := pstats.Load(files, fixture, pstats.Accurate)
	if err != nil {
		t.Fatal(err)
	}
	if total := s.Graph().Totals(); total.Calls != 56 {
		t.Errorf("without the sidecar: %d calls", total.Calls)
	}
	sidecar, err := Load(files, fixture+".json")
	if err != nil {
		t.Fatal(err)
	}
	var calls int64
	for _, f := range sidecar.Functions {
		calls += f.Calls
	}
	g, _, note := Refine(files, fixture, s.Graph())
	if total := g.Totals(); total.Calls != calls || calls != 94 {
		t.Errorf("%d calls, the sidecar has %d", total.Calls, calls)
	}
	if want := "collisions.stats.json tells 9 functions apart that share 4 labels, and puts back 38 calls that the profile has lost."; note != want {
		t.Errorf("got %s", note)
	}
	// All calls of the functions that share labels are somebody's.
	for f := range g.Len() {
		var by int64
		for e := range g.Callers(f) {
			by += e.Calls
		}
		if _, ordinal := g.Variant(f); ordinal > 0 && by != g.Figures(f).Calls {
			t.Errorf("%s: %d calls, %d by its callers", g.Details(f).QualifiedName, g.Figures(f).Calls, by)
		}
	}
}

func TestRefine(t *testing.T) {
	single, other := companion(), companion()
	single.Functions[1] = Function{"b.py", 1, "unused", callgraph.Details{}, called(0)}
	single.Edges = nil
	other.Functions[0].Calls = 8
	for name, c := range map[string]struct {
		sidecar *Sidecar
		damaged string
		note    string
		applied bool
	}{
		"none":     {},
		"applied":  {companion(), "", "a.stats.json tells 2 functions apart that share a label, and puts back 2 calls that the profile has lost.", true},
		"no twins": {single, "", "", true},
		"another's": {other, "", "a.stats.json is not used: it belongs to another profile: it has 8 calls of a.py:8(f), the profile has 9. " +
			"Delete it, and the profile is shown without it.", false},
		"damaged":  {nil, `{"version":1`, "a.stats.json: not a usable sidecar: it is cut short. Delete it, and the profile is shown without it.", false},
		"a report": {nil, `{"files":[],"functions":[]}`, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			data := strings.Builder{}
			data.WriteString(c.damaged)
			if c.sidecar != nil {
				if err := c.sidecar.Write(&data); err != nil {
					t.Fatal(err)
				}
			}
			if data.Len() > 0 {
				if err := afero.WriteFile(files, "a.stats.json", []byte(data.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			before := program()
			g, _, note := Refine(files, "a.stats", before)
			if note != c.note || (g != before) != c.applied {
				t.Errorf("applied: %v, %q", g != before, note)
			}
		})
	}
}
