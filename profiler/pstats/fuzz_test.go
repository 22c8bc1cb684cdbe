package pstats

import (
	"errors"
	"io"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
)

// FuzzRead checks that no data makes reading or any operation panic, and that a profile that was read is consistent.
func FuzzRead(f *testing.F) {
	files, paths := fixtures(f)
	for _, path := range paths {
		data, err := afero.ReadFile(files, path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, mode := range []Mode{Compatible, Accurate} {
			s, err := Read(data, mode)
			if err != nil {
				if !errors.Is(err, ErrNotProfile) || err.Error() == "" {
					t.Errorf("got %v", err)
				}
				return
			}
			checkConsistent(t, s.Graph(), len(data))
			s.Regroup(func(_ string, line int, name string) (first int, ok bool) { return line / 2, name > "m" })
			checkConsistent(t, s.Graph(), len(data))
			use(t, s)
		}
	})
}

// checkConsistent checks the graph of a profile of so many bytes.
func checkConsistent(t *testing.T, g *callgraph.Graph, size int) {
	if g.Recorded() > g.Len() || g.Len() > size || g.Edges() > size/minCall {
		t.Errorf("%d functions, %d recorded, %d edges from %d bytes", g.Len(), g.Recorded(), g.Edges(), size)
	}
	edges := 0
	for f := range g.Len() {
		for range g.Callees(f) {
			edges++
		}
	}
	if edges != g.Edges() {
		t.Errorf("%d edges by caller, %d by callee", edges, g.Edges())
	}
}

// use performs all operations.
func use(t *testing.T, s *Stats) {
	for _, key := range SortKeys {
		if err := s.Sort(key.Word); err != nil {
			t.Error(err)
		}
	}
	s.Reverse()
	pattern, err := Pattern("a|é")
	if err != nil {
		t.Error(err)
	}
	for range 2 {
		for _, err := range []error{s.Print(io.Discard), s.PrintCallers(io.Discard, Count(5)), s.PrintCallees(io.Discard, pattern), s.PrintCallees(io.Discard)} {
			if err != nil {
				t.Error(err)
			}
		}
		s.Add(s)
		if err := s.PrintCallees(io.Discard); err != nil {
			t.Error(err)
		}
		s.StripDirs()
		s.Notes()
		for _, err := range []error{s.PrintJSON(io.Discard, WithCallers|WithCallees), s.StatsProfile().WriteJSON(io.Discard), s.Write(io.Discard)} {
			if err != nil {
				t.Error(err)
			}
		}
	}
}
