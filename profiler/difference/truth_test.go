package difference_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
	"tottime/profiler/formats"
	"tottime/profiler/pstats"
	"tottime/profiler/view"
)

const testdata = "../../testdata/"

// theirs is a function in a profile as CPython's pstats reads it.
type theirs struct {
	File, Name       string
	Line             int
	Calls, Primitive int64
	Self, Cumulative float64
}

func load(t testing.TB, path string) difference.Profile {
	t.Helper()
	stats, err := formats.Load(afero.NewReadOnlyFs(afero.NewOsFs()), testdata+path, pstats.Accurate)
	if err != nil {
		t.Fatal(err)
	}
	return difference.Profile{Graph: stats.Graph(), Table: view.NewTable(stats.Graph(), nil, nil, nil)}
}

// Every pair of profiles has the differences that are computed in Python from what CPython's pstats reads; testdata/golden/difference/differences.py
// refreshes them.
func TestTruth(t *testing.T) {
	data, err := os.ReadFile(testdata + "golden/difference/differences.json")
	if err != nil {
		t.Fatal(err)
	}
	var pairs []struct {
		Base, Head string
		Rows       []struct{ Before, After *theirs }
	}
	if err := json.Unmarshal(data, &pairs); err != nil {
		t.Fatal(err)
	}
	if len(pairs) < 10 {
		t.Fatalf("%d pairs", len(pairs))
	}
	for _, pair := range pairs {
		t.Run(pair.Base+" "+pair.Head, func(t *testing.T) {
			base, head := load(t, pair.Base), load(t, pair.Head)
			page, err := difference.NewTable(base, head).Page(difference.Query{Limit: 10_000})
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			for _, row := range pair.Rows {
				want = append(want, told(row.Before, row.After))
			}
			for _, row := range page.Rows {
				before, after := ours(base.Graph, row.Base), ours(head.Graph, row.Head)
				got = append(got, told(before, after))
				checkChange(t, row, before, after)
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-pstats +got):\n%s", diff)
			}
		})
	}
}

func ours(g *callgraph.Graph, f int32) *theirs {
	if f < 0 {
		return nil
	}
	figures := g.Figures(int(f))
	return &theirs{g.File(int(f)), g.Name(int(f)), g.Line(int(f)), figures.Calls, figures.PrimitiveCalls, figures.Self, figures.Cumulative}
}

// told is a row in words, with all figures to the last bit.
func told(before, after *theirs) string {
	one := func(f *theirs) string {
		if f == nil {
			return "nothing"
		}
		return fmt.Sprintf("%s:%d(%s) %d %d %v %v", f.File, f.Line, f.Name, f.Calls, f.Primitive, f.Self, f.Cumulative)
	}
	return one(before) + " -> " + one(after)
}

// checkChange checks what a row says of the difference.
func checkChange(t *testing.T, row difference.Row, before, after *theirs) {
	t.Helper()
	var zero theirs
	b, a := before, after
	if b == nil {
		b = &zero
	}
	if a == nil {
		a = &zero
	}
	kind := difference.Same
	switch {
	case before == nil:
		kind = difference.New
	case after == nil:
		kind = difference.Gone
	case a.Self-b.Self > 0.5e-9:
		kind = difference.Slower
	case b.Self-a.Self > 0.5e-9:
		kind = difference.Faster
	}
	c := row.Change
	if row.Kind != kind || c.Calls != a.Calls-b.Calls || c.Self != a.Self-b.Self || c.Cumulative != a.Cumulative-b.Cumulative {
		t.Errorf("%s is %v by %+v", told(before, after), row.Kind, c)
	}
	for _, part := range []struct{ got, difference, before float64 }{
		{c.CallsPart, float64(a.Calls - b.Calls), float64(b.Calls)}, {c.SelfPart, a.Self - b.Self, b.Self}, {c.CumulativePart, a.Cumulative - b.Cumulative, b.Cumulative},
	} {
		if want := part.difference / part.before; part.before == 0 && !math.IsNaN(part.got) || part.before != 0 && part.got != want {
			t.Errorf("%s: a part is %v, want %v", told(before, after), part.got, want)
		}
	}
}
