package callgraph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithEstimates(t *testing.T) {
	figures := []Figures{{1, 1, .5, 3}, {4, 2, 2.5, 2.5}}
	g := build([]string{"a", "b"}, figures, call{"a", "b", Figures{2, 2, 1, 2.5}}, call{"b", "b", Figures{2, 0, 1.5, 1.5}})
	got := g.WithEstimates([]Times{{.25, 2}, {1.5, 1.75}}, []Times{{.75, 1.75}, {.5, 1}})
	want := build([]string{"a", "b"}, []Figures{{1, 1, .25, 2}, {4, 2, 1.5, 1.75}}, call{"a", "b", Figures{2, 2, .75, 1.75}}, call{"b", "b", Figures{2, 0, .5, 1}})
	if diff := cmp.Diff(callers(want), callers(got)); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(callees(want), callees(got)); diff != "" {
		t.Errorf("edges by caller (-want +got):\n%s", diff)
	}
	for f := range g.Len() {
		if got.Figures(f) != want.Figures(f) || g.Figures(f) != figures[f] || got.StandardName(f) != g.StandardName(f) {
			t.Errorf("%s: %+v, before %+v", g.Name(f), got.Figures(f), g.Figures(f))
		}
	}
	if k := got.Knowledge(); k.Self != Estimated || k.Cumulative != Estimated || k.EdgeTimes != Estimated || k.Calls != Exact || k.EdgeCalls != Exact {
		t.Errorf("the knowledge is %+v", k)
	}
	if order := got.Order(Column{Key: Self, Descending: true}); order[0] != 1 {
		t.Errorf("ordered %v", order)
	}
}
