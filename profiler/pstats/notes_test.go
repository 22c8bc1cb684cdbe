package pstats

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
)

// noted returns a profile with notes on its file.
func noted(path string, notes ...string) *Stats {
	b := callgraph.NewBuilder()
	b.Add("a.py", 1, "f", callgraph.Figures{Calls: 1, PrimitiveCalls: 1})
	s := New(b.Graph(), File{Path: path})
	for _, note := range notes {
		s.Note(note)
	}
	return s
}

// A note on one of several files says which it is of.
func TestNotesOfSeveralFiles(t *testing.T) {
	for name, c := range map[string]struct {
		files []*Stats
		want  []string
	}{
		"one":                 {[]*Stats{noted("a", "cut", "cut", "odd")}, []string{"cut", "odd"}},
		"the first of two":    {[]*Stats{noted("a", "cut"), noted("b")}, []string{"a: cut"}},
		"the last of three":   {[]*Stats{noted("a"), noted("b"), noted("c", "cut")}, []string{"c: cut"}},
		"all, and one more":   {[]*Stats{noted("a", "cut"), noted("b", "odd", "cut"), noted("c", "cut")}, []string{"cut", "b: odd"}},
		"two of three":        {[]*Stats{noted("a", "cut"), noted("b"), noted("c", "cut")}, []string{"a: cut", "c: cut"}},
		"the same file twice": {[]*Stats{noted("a", "cut"), noted("b"), noted("a", "cut")}, []string{"a: cut"}},
	} {
		t.Run(name, func(t *testing.T) {
			sum := c.files[0]
			for _, other := range c.files[1:] {
				sum.Add(other)
			}
			if diff := cmp.Diff(c.want, sum.Notes()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
