package callgraph

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestOrder(t *testing.T) {
	b := NewBuilder()
	for _, f := range []struct {
		file string
		line int
		name string
		Figures
	}{
		{"b.py", 10, "f", Figures{3, 3, 0.5, 2}},
		{"b.py", 9, "g", Figures{3, 1, 1.5, 1.5}},
		{"a.py", 10, "f", Figures{1, 1, 0.5, -0.5}},
		{"~", 0, "<len>", Figures{0, 0, math.Copysign(0, -1), 0}},
		{"a.py", 2, "é", Figures{-1, -1, 0, 7}},
		{"a.py", 2, "z", Figures{2, 2, math.NaN(), 1}},
	} {
		b.Add(f.file, f.line, f.name, f.Figures)
	}
	g := b.Graph()
	for _, c := range []struct {
		name    string
		columns []Column
		want    []int32
	}{
		{"none", nil, []int32{0, 1, 2, 3, 4, 5}},
		{"calls", []Column{{Key: Calls, Descending: true}}, []int32{0, 1, 5, 2, 3, 4}},
		{"fewest calls", []Column{{Key: Calls, Descending: false}}, []int32{4, 3, 2, 5, 0, 1}},
		{"primitive calls", []Column{{Key: PrimitiveCalls, Descending: true}}, []int32{0, 5, 1, 2, 3, 4}},
		{"both zeros are equal", []Column{{Key: Self, Descending: true}}, []int32{1, 0, 2, 3, 4, 5}},
		{"cumulative", []Column{{Key: Cumulative, Descending: true}}, []int32{4, 0, 1, 5, 3, 2}},
		{"self per call", []Column{{Key: SelfPerCall, Descending: true}}, []int32{1, 2, 0, 4, 3, 5}},
		{"cumulative per call", []Column{{Key: CumulativePerCall, Descending: true}}, []int32{1, 0, 5, 2, 4, 3}},
		{"name", []Column{{Key: Name, Descending: false}}, []int32{3, 0, 2, 1, 5, 4}},
		{"file", []Column{{Key: File, Descending: false}}, []int32{2, 4, 5, 0, 1, 3}},
		{"line", []Column{{Key: Line, Descending: false}}, []int32{3, 4, 5, 1, 0, 2}},
		{"name, file, line", []Column{{Key: NameFileLine, Descending: false}}, []int32{3, 2, 0, 1, 5, 4}},
		{"standard name", []Column{{Key: StandardNameKey, Descending: false}}, []int32{2, 5, 4, 0, 1, 3}},
		{"calls, then name backwards", []Column{{Key: Calls, Descending: true}, {Key: Name, Descending: true}}, []int32{1, 0, 5, 2, 3, 4}},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, "order", g.Order(c.columns...), c.want) })
	}
}

// TestOrderLikeAStableSort compares with a comparison sort over many ties and extreme values.
func TestOrderLikeAStableSort(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	values := []float64{0, math.Copysign(0, -1), 1, -1, 1e-300, -1e300, math.Inf(1), math.Inf(-1), math.MaxFloat64, 2.5}
	counts := []int64{0, 1, -1, math.MaxInt64, math.MinInt64, 1 << 40, 7}
	b := NewBuilder()
	for i := range 1000 {
		b.Add("f.py", i, "f", Figures{
			Calls: counts[random.IntN(len(counts))], PrimitiveCalls: random.Int64(),
			Self: values[random.IntN(len(values))], Cumulative: random.NormFloat64(),
		})
	}
	g := b.Graph()
	for _, c := range []struct {
		key     Key
		compare func(a, b Figures) int
	}{
		{Calls, func(a, b Figures) int { return cmp.Compare(a.Calls, b.Calls) }},
		{PrimitiveCalls, func(a, b Figures) int { return cmp.Compare(a.PrimitiveCalls, b.PrimitiveCalls) }},
		{Self, func(a, b Figures) int { return cmp.Compare(a.Self, b.Self) }},
		{Cumulative, func(a, b Figures) int { return cmp.Compare(a.Cumulative, b.Cumulative) }},
	} {
		for _, descending := range []bool{false, true} {
			want := g.Order()
			slices.SortStableFunc(want, func(a, b int32) int {
				if descending {
					a, b = b, a
				}
				return c.compare(g.Figures(int(a)), g.Figures(int(b)))
			})
			if !slices.Equal(g.Order(Column{Key: c.key, Descending: descending}), want) {
				t.Errorf("key %d, descending %v: not as a stable sort orders them", c.key, descending)
			}
		}
	}
}

func BenchmarkOrder(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	builder := NewBuilder()
	for i := range 100_000 {
		builder.Add("f.py", i, "f", Figures{Calls: random.Int64N(1000), Cumulative: random.ExpFloat64()})
	}
	g := builder.Graph()
	for b.Loop() {
		g.Order(Column{Key: Cumulative, Descending: true})
	}
}
