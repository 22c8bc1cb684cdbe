package icicle

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/formats"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/profiler/view/callpath"
)

// Whatever made a profile, its icicle is sound, as recorded and as corrected. In those of cProfile the roots have all the time there is.
func TestRealProfiles(t *testing.T) {
	paths, _ := filepath.Glob("../../../testdata/profiles/*/*/*.stats")
	more, _ := filepath.Glob("../../../testdata/profiles/*/*.stats")
	paths = append(paths, more...)
	if len(paths) < 50 {
		t.Fatalf("%d profiles", len(paths))
	}
	costs := overhead.Costs{overhead.Function: {Inner: 1e-7, Outer: 2e-7}, overhead.Builtin: {Inner: 1e-7, Outer: 1e-7}}
	for _, path := range paths {
		stats, err := formats.Load(afero.NewOsFs(), path, pstats.Accurate)
		if err != nil {
			t.Fatal(err)
		}
		m := modelOf(stats.Graph())
		laid := lay(t, m, Query{Levels: 256})
		checkIcicle(t, m, laid, Query{})
		sum := 0.0
		for _, r := range Roots(m) {
			sum += r.Seconds
		}
		// Two list comprehensions on one line are one function before Python 3.12, and cProfile has lost the time of one of them.
		lost := strings.HasSuffix(path, "offices.stats")
		if total := m.Totals().Self; strings.Contains(path, "/cprofile/") && !lost && math.Abs(sum-total) > 1e-6*total {
			t.Errorf("%s: the roots have %v seconds of %v", path, sum, total)
		}
		if c := overhead.Correct(stats.Graph(), costs); c != nil {
			corrected := callpath.New(stats.Graph(), c.Graph).Model(true)
			checkIcicle(t, corrected, lay(t, corrected, Query{Levels: 256}), Query{})
		}
	}
}

// FuzzIcicle lays out profiles whose figures need not fit together.
func FuzzIcicle(f *testing.F) {
	f.Add([]byte{3, 10, 20, 30, 0, 1, 5, 1, 2, 9, 2, 0, 7}, uint8(4), false)
	f.Add([]byte{2, 0, 255, 0, 1, 254, 1, 0, 253}, uint8(200), true)
	f.Fuzz(func(t *testing.T, data []byte, levels uint8, exact bool) {
		if len(data) == 0 {
			return
		}
		n := 1 + int(data[0]%32)
		next := func() (b byte) {
			if len(data) > 0 {
				b, data = data[0], data[1:]
			}
			return b
		}
		time := func() float64 {
			return map[byte]float64{255: math.NaN(), 254: math.Inf(1), 253: -1, 252: math.MaxFloat64, 251: math.SmallestNonzeroFloat64}[next()] + float64(next())
		}
		next()
		g := grownOf(n, time, func() int64 { return int64(next()) - 4 }, func() (int, int, bool) {
			return int(next()) % n, int(next()) % n, len(data) > 0
		})
		m := modelOf(g)
		query := Query{Levels: int(levels), Exact: exact}
		laid := lay(t, m, query)
		checkIcicle(t, m, laid, query)
		for i := range min(len(laid.Boxes), 20) {
			part := query
			for box := i; box >= 0; box = laid.Boxes[box].Parent {
				part.Path = append([]int{laid.Boxes[box].Function}, part.Path...)
			}
			checkIcicle(t, m, lay(t, m, part), part)
		}
	})
}
