package pprof_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/pprof/profile"

	"tottime/profiler/pprof"
)

// FuzzRead checks that no data makes reading panic, and that a profile that was read is consistent and the same whether it was compressed or not.
func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob("../../testdata/profiles/pprof/*.pprof")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no profiles (%v)", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		p, err := profile.ParseData(data)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(plain(f, p)) // whose bytes can be changed without breaking gzip's checksum
	}
	f.Add(plain(f, small(of("samples", "count"), of("cpu", "nanoseconds"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		p, err := pprof.Read(data, nil)
		if !bytes.Equal(before, data) {
			t.Error("the data was changed")
		}
		if err != nil {
			if !errors.Is(err, pprof.ErrNotProfile) || p != nil {
				t.Errorf("got %v, %v", p, err)
			}
			return
		}
		g := p.Graph
		if g.Len() == 0 || g.Recorded() != g.Len() || g.Stacks().Len() == 0 || len(p.Notes) == 0 {
			t.Errorf("%d functions, %d recorded, %d stacks, notes %q", g.Len(), g.Recorded(), g.Stacks().Len(), p.Notes)
		}
		for f := range g.Len() {
			if figures := g.Figures(f); !(figures.Self >= 0 && figures.Cumulative >= figures.Self*(1-1e-9)) || figures.Counted() || g.Name(f) == "" {
				t.Errorf("%q has %+v", g.Name(f), figures)
			}
		}
		if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
			return
		}
		again, err := pprof.Read(gzipped(t, data), nil)
		if err != nil || again.Graph.Len() != g.Len() || again.Graph.Totals() != g.Totals() {
			t.Errorf("compressed: %v, %v", again, err)
		}
	})
}
