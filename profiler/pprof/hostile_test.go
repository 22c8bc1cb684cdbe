package pprof_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/pprof/profile"

	"tottime/profiler/pprof"
)

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// plain returns the profile uncompressed.
func plain(t testing.TB, p *profile.Profile) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.WriteUncompressed(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestDeepStack reads a stack of 100,000 different functions.
func TestDeepStack(t *testing.T) {
	const depth = 100_000
	p := &profile.Profile{SampleType: []*profile.ValueType{of("wall", "s")}, Sample: []*profile.Sample{{Value: []int64{1}}}}
	for i := range uint64(depth) {
		p.Function = append(p.Function, &profile.Function{ID: i + 1, Name: "f", Filename: "deep.py", StartLine: int64(i + 1)})
		p.Location = append(p.Location, &profile.Location{ID: i + 1, Line: []profile.Line{{Function: p.Function[i], Line: int64(i + 1)}}})
	}
	p.Sample[0].Location = p.Location
	for _, data := range [][]byte{encoded(t, p), plain(t, p)} {
		got, err := pprof.Read(data, nil)
		if err != nil {
			t.Fatal(err)
		}
		g := got.Graph
		if g.Len() != depth || g.Edges() != depth-1 || g.Line(0) != depth || g.Figures(0).Cumulative != 1 || g.Figures(depth-1).Self != 1 {
			t.Errorf("%d functions, %d edges, %v below %v", g.Len(), g.Edges(), g.Figures(0), g.Figures(depth-1))
		}
	}
}

// TestMemory reads files that describe far more than they hold. What that takes is bounded by the file's size.
func TestMemory(t *testing.T) {
	const size = 1 << 20
	many := func(part string) []byte { return []byte(strings.Repeat(part, size/len(part))) }
	inlined := small(of("wall", "s"))
	inlined.Location[0].Line = slices.Repeat(inlined.Location[0].Line, 100_000)
	inlined.Sample[0].Location = slices.Repeat(inlined.Sample[0].Location, 100_000)
	different := small(of("wall", "s")) // stacks that share nothing but their ends, which do not help
	different.Sample = nil
	for i := range uint64(1000) {
		root := &profile.Location{ID: 10 + i, Line: []profile.Line{{Function: different.Function[0], Line: 1}}}
		different.Function = append(different.Function, &profile.Function{ID: 10 + i, Name: "f", StartLine: int64(10 + i)})
		root.Line[0].Function = different.Function[len(different.Function)-1]
		different.Location = append(different.Location, root)
		stack := append(slices.Repeat([]*profile.Location{different.Location[0], different.Location[1]}, 500), root)
		different.Sample = append(different.Sample, &profile.Sample{Location: stack, Value: []int64{1}})
	}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"samples", many("\x12\x00")},
		{"labels", slices.Concat([]byte("\x12\x80\x80\x40"), many("\x1a\x00"))},
		{"locations", many("\x22\x00")},
		{"functions", many("\x2a\x00")},
		{"lines", slices.Concat([]byte("\x22\x80\x80\x40"), many("\x22\x00"))},
		{"mappings", many("\x1a\x00")},
		{"strings", many("\x32\x00")},
		{"numbers", slices.Concat([]byte("\x12\x84\x80\x40\x12\x80\x80\x40"), many("\x00"))},
		{"inlined functions", plain(t, inlined)},
		{"stacks that share nothing", plain(t, different)},
	} {
		for name, data := range map[string][]byte{c.name: c.data, c.name + ", compressed": gzipped(t, c.data)} {
			t.Run(name, func(t *testing.T) {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				if _, err := pprof.Read(data, nil); err != nil && !errors.Is(err, pprof.ErrNotProfile) {
					t.Error(err)
				}
				runtime.ReadMemStats(&after)
				took := after.TotalAlloc - before.TotalAlloc
				t.Logf("%d KB took %d MB", len(data)>>10, took>>20)
				if limit := uint64(128<<20 + 256*len(data)); took > limit {
					t.Errorf("%d bytes took %d bytes, more than %d", len(data), took, limit)
				}
			})
		}
	}
}

// TestEveryTruncation cuts profiles at every byte. One that is not compressed may end where another part of it could begin.
func TestEveryTruncation(t *testing.T) {
	for _, name := range []string{"python", "austin"} {
		whole, err := os.ReadFile(filepath.Join("../../testdata/profiles/pprof", name+".pprof"))
		if err != nil {
			t.Fatal(err)
		}
		packed := bytes.HasPrefix(whole, []byte{0x1f, 0x8b})
		for n := range whole {
			_, err := pprof.Read(whole[:n], nil)
			if err != nil && !errors.Is(err, pprof.ErrNotProfile) || err == nil && packed {
				t.Errorf("%s: the first %d of %d bytes: %v", name, n, len(whole), err)
			}
		}
	}
}

// TestCostlyExpression reads a profile that hides frames by an expression that would take hours to match. It then hides none.
func TestCostlyExpression(t *testing.T) {
	for _, c := range []struct {
		name      string
		length    int
		functions int
	}{{"short names", 10, 1}, {"long names", 2 << 20, 2}} {
		p := small(of("wall", "s"))
		p.Function[0].Name = strings.Repeat("B", c.length)
		p.DropFrames = "B.*" + strings.Repeat("|(a?){1000}", 3)
		if n := read(t, p, nil).Graph.Len(); n != c.functions {
			t.Errorf("%s: %d functions, want %d", c.name, n, c.functions)
		}
	}
}
