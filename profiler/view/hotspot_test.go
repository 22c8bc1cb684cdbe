package view

import (
	"math"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

const basket = `import functools

class Basket:
    @functools.cache
    @other
    def total(self):
        return sum(item.price for item in self.items)

    key = lambda self: (lambda: self)

def main(): return sorted(x, key=lambda: 1)
def cold(): pass
`

func TestHotspots(t *testing.T) {
	outline := source.Parse([]byte(basket))
	for _, test := range []struct {
		name      string
		functions []function
		calls     []call
		outline   *source.Outline
		want      []Hotspot
	}{
		{
			name:      "the line of def, not of the decorator",
			outline:   outline,
			functions: []function{{"b.py", 4, "total", 2, 1, 1, 1}},
			want:      []Hotspot{hotspot(0, "Basket.total", 6, 5, 2, 1, 1, 1, 1, 1)},
		},
		{
			name:    "sorted by line, those below the threshold left out",
			outline: outline,
			functions: []function{
				{"b.py", 12, "cold", 1, 1, 0.0099, 0.0099},
				{"b.py", 11, "main", 1, 1, 0, 0.01},
				{"b.py", 9, "<lambda>", 1, 1, 0.01, 0.01},
				{"~", 0, "<len>", 1, 1, 0.9801, 0.9801},
			},
			want: []Hotspot{
				hotspot(2, "Basket.<lambda>", 9, 1, 1, 1, 0.01, 0.01, 0.01, 0.01),
				hotspot(1, "main", 11, 1, 1, 1, 0, 0.01, 0, 0.01),
			},
		},
		{
			name:    "a def and the lambda on its line are added, what is nested counts once",
			outline: outline,
			functions: []function{
				{"b.py", 11, "<lambda>", 3, 3, 0.6, 0.6},
				{"b.py", 11, "main", 2, 1, 0.1, 0.5},
				{"b.py", 12, "cold", 1, 1, 0.3, 0.3},
			},
			calls: []call{{1, 0, 0.4}, {1, 1, 0.05}, {2, 0, 0.2}},
			want: []Hotspot{
				hotspot(1, "main", 11, 5, 5, 4, 0.7, 0.7, 0.7, 0.7),
				hotspot(2, "cold", 12, 4, 1, 1, 0.3, 0.3, 0.3, 0.3),
			},
		},
		{
			name:    "two lambdas that call each other have at least the longer one's time",
			outline: outline,
			functions: []function{
				{"b.py", 9, "<lambda>", 1, 1, 0.2, 1},
				{"./b.py", 9, "<lambda>", 1, 1, 0.8, 0.9},
			},
			calls: []call{{0, 1, 0.9}, {1, 0, 0.7}},
			want:  []Hotspot{hotspot(1, "Basket.<lambda>", 9, 5, 2, 2, 1, 1, 1, 1)},
		},
		{
			name:    "where calls have no times, the longer function's is certain",
			outline: outline,
			functions: []function{
				{"b.py", 11, "<lambda>", 3, 3, 0.6, 0.6},
				{"b.py", 11, "main", 2, 1, 0.4, 0.9},
			},
			calls: []call{{1, 0, math.NaN()}},
			want:  []Hotspot{hotspot(1, "main", 11, 5, 5, 4, 1, 0.9, 1, 0.9)},
		},
		{
			name:    "the module counts by its self time",
			outline: outline,
			functions: []function{
				{"b.py", 1, "<module>", 1, 1, 0.005, 1},
				{"b.py", 12, "cold", 1, 1, 0.995, 0.995},
			},
			want: []Hotspot{hotspot(1, "cold", 12, 5, 1, 1, 0.995, 0.995, 0.995, 0.995)},
		},
		{
			name:      "the module, and the class body",
			outline:   outline,
			functions: []function{{"b.py", 1, "<module>", 1, 1, 0.75, 1}, {"b.py", 3, "Basket", 1, 1, 0.25, 0.25}},
			want: []Hotspot{
				hotspot(0, "<module>", 1, 5, 1, 1, 0.75, 1, 0.75, 1),
				hotspot(1, "Basket", 3, 4, 1, 1, 0.25, 0.25, 0.25, 0.25),
			},
		},
		{
			name:      "the module gives way to a function on line 1",
			outline:   source.Parse([]byte("def f(): pass")),
			functions: []function{{"b.py", 1, "<module>", 1, 1, 0.75, 1}, {"b.py", 1, "f", 1, 1, 0.25, 0.25}},
			want:      []Hotspot{hotspot(1, "f", 1, 4, 1, 1, 0.25, 0.25, 0.25, 0.25)},
		},
		{
			name:      "moved functions are found by name, unknown ones left out",
			outline:   source.Parse([]byte("\n\n\n" + basket)),
			functions: []function{{"b.py", 4, "total", 1, 1, 0.5, 0.5}, {"b.py", 11, "main", 0, 0, 0.25, 0.25}, {"b.py", 12, "gone", 1, 1, 0.25, 0.25}},
			want: []Hotspot{
				hotspot(0, "Basket.total", 9, 5, 1, 1, 0.5, 0.5, 0.5, 0.5),
				hotspot(1, "main", 14, 4, 0, 0, 0.25, 0.25, 0.25, 0.25),
			},
		},
		{
			name:      "of two functions of one name, it is not known which is left",
			outline:   source.Parse([]byte("\n\n\ndef f(): pass")),
			functions: []function{{"b.py", 1, "f", 1, 1, 0.5, 0.5}, {"b.py", 2, "f", 1, 1, 0.5, 0.5}},
			want:      []Hotspot{},
		},
		{
			name: "without a source",
			functions: []function{
				{"b.py", 0, "<module>", 1, 1, 0.2, 0.2}, {"b.py", 4, "total", 1, 1, 0.4, 0.4}, {"b.py", 4, "<lambda>", 1, 1, 0.4, 0.4},
				{"b.py", 0, "odd", 1, 1, 0, 1},
			},
			want: []Hotspot{
				hotspot(0, "<module>", 1, 4, 1, 1, 0.2, 0.2, 0.2, 0.2),
				hotspot(1, "total", 4, 5, 2, 2, 0.8, 0.8, 0.8, 0.8),
			},
		},
		{
			name:      "no time at all",
			outline:   outline,
			functions: []function{{"b.py", 12, "cold", 9, 9, 0, 0}},
			want:      []Hotspot{},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			graph := graphOf(test.functions, test.calls...)
			var ofFile []int
			for f := range test.functions {
				if strings.HasSuffix(graph.File(f), "b.py") {
					ofFile = append(ofFile, f)
				}
			}
			check(t, "hotspots", Hotspots(graph, nil, ofFile, test.outline), test.want)
		})
	}
}

// hotspot is one with its derived figures.
func hotspot(f int, name string, line, heat int, calls, primitive int64, self, cumulative, share, cumulativeShare float64) Hotspot {
	figures := callgraph.Figures{Calls: calls, PrimitiveCalls: primitive, Self: self, Cumulative: cumulative}
	return Hotspot{
		Function: f, Name: name, Line: line, Heat: heat, Figures: figures,
		SelfPerCall: present(figures.SelfPerCall()), CumulativePerCall: present(figures.CumulativePerCall()),
		Share: share, CumulativeShare: cumulativeShare,
	}
}

func TestHeat(t *testing.T) {
	for share, want := range map[float64]int{
		0: 1, 0.049: 1, 0.05: 2, 0.099: 2, 0.1: 3, 0.199: 3, 0.2: 4, 0.399: 4, 0.4: 5, 1: 5, 1.5: 5, -1: 1,
	} {
		if got := Heat(share); got != want {
			t.Errorf("Heat(%v) = %d, want %d", share, got, want)
		}
	}
}

func TestLocate(t *testing.T) {
	outline := source.Parse([]byte(basket + "class Other:\n    def total(self): pass\n"))
	for _, test := range []struct {
		line  int
		name  string
		want  string
		def   int
		moved bool
	}{
		{4, "total", "Basket.total", 6, false},
		{14, "total", "Other.total", 14, false},
		{5, "main", "main", 11, true},
		{11, "main", "main", 11, false},
		{30, "total", "", 0, false}, // which of the two?
		{1, "gone", "", 0, false},
		{7, "<genexpr>", "Basket.total.<locals>.<genexpr>", 7, false},
		{8, "<genexpr>", "Basket.total.<locals>.<genexpr>", 7, true},
		{1, "<module>", "<module>", 1, false},
		{4, "Basket.total", "Basket.total", 6, false}, // a qualified name
		{30, "Basket.total", "Basket.total", 6, true}, // the other total is not meant
		{30, "Shop.main", "", 0, false},               // nor the function of that name
	} {
		location, found := Locate(outline, test.line, test.name)
		if location.QualifiedName != test.want || location.Def != test.def || location.Moved != test.moved || found != (test.want != "") {
			t.Errorf("Locate(%d, %q) = %+v, %v, want %+v", test.line, test.name, location, found, test)
		}
	}
}
