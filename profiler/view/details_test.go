package view

import (
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// twins is a profile with two lambdas that share a line, told apart by what a sidecar knows.
func twins() *callgraph.Graph {
	b := callgraph.NewBuilder()
	file, name := b.Symbol([]byte("shop.py")), b.Symbol([]byte("<lambda>"))
	for i, qualified := range []string{"Basket.<lambda>", "Basket.total.<locals>.<lambda>"} {
		f := b.Variant(file, 4, name, qualified, 1)
		b.Record(f, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: float64(i + 1), Cumulative: float64(i + 1)})
		b.Describe(f, callgraph.Details{QualifiedName: qualified, Def: 6, End: 7})
	}
	return b.Graph()
}

func TestHotspotsOfDetails(t *testing.T) {
	for _, test := range []struct {
		name   string
		source string // none where it is empty
		want   []Hotspot
	}{
		{"without a source on the line of def", "", []Hotspot{hotspot(1, "Basket.total.<locals>.<lambda>", 6, 5, 2, 2, 3, 3, 1, 1)}},
		{
			"on the line of today's source", "#\n#\n#\nx = (lambda: 1), (lambda: 2)",
			[]Hotspot{hotspot(1, "Basket.total.<locals>.<lambda>", 4, 5, 2, 2, 3, 3, 1, 1)},
		},
		{
			"found by its qualified name", "class Basket:\n x = lambda: 1",
			[]Hotspot{hotspot(0, "Basket.<lambda>", 2, 4, 1, 1, 1, 1, 1.0/3, 1.0/3)},
		},
		{"not on a line that has no lambda any more", "pass", []Hotspot{}},
	} {
		var outline *source.Outline
		if test.source != "" {
			outline = source.Parse([]byte(test.source))
		}
		check(t, test.name, Hotspots(twins(), nil, []int{0, 1}, outline), test.want)
	}
}

// Functions that share a key are rows of their own.
func TestTableOfVariants(t *testing.T) {
	graph := twins()
	rows := pageOf(NewTable(graph, nil, func(f int) string { return graph.Details(f).QualifiedName }, nil), Query{Limit: 10}).Rows
	if len(rows) != 2 || rows[0].Name != "Basket.<lambda>" || rows[1].Name != "Basket.total.<locals>.<lambda>" || rows[0].Line != rows[1].Line {
		t.Errorf("got %+v", rows)
	}
}
