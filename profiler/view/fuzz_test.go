package view

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// FuzzFilter compares the filter with a plain one that compares the needle with every part of a name.
func FuzzFilter(f *testing.F) {
	f.Add("a.py", "Straße", "Klass.STRASSE", "straẞ")
	f.Add("~", "<ſ>", "\xff", "S")
	f.Add("\xff", "ΣΑΣ", "K", "σας")
	f.Fuzz(func(t *testing.T, file, name, qualified, filter string) {
		graph := graphOf([]function{{file: file, line: 1, name: name}, {file: "~", name: name}, {file: name, line: 2, name: file}})
		names := func(f int) string { return []string{qualified, "", name}[f] }
		var want []int
		for f := range graph.Len() {
			if filter == "" || contains(graph.StandardName(f), filter) || contains(names(f), filter) {
				want = append(want, f)
			}
		}
		page := pageOf(NewTable(graph, nil, names, nil), Query{Filter: Filter{Text: filter}, Limit: 3})
		if got := functionsOf(page); !slices.Equal(got, want) {
			t.Errorf("filter %q of %q, %q, %q keeps %v, want %v", filter, file, name, qualified, got, want)
		}
	})
}

func contains(name, needle string) bool {
	runes, length := []rune(name), len([]rune(needle))
	for i := 0; i+length <= len(runes); i++ {
		if strings.EqualFold(string(runes[i:i+length]), string([]rune(needle))) {
			return true
		}
	}
	return false
}

// FuzzHotspots marks files with profiles of which some keys fit and some do not.
func FuzzHotspots(f *testing.F) {
	f.Add([]byte(basket), uint64(1))
	f.Add([]byte("def f(): return (lambda: 1), [x for x in y]"), uint64(2))
	f.Fuzz(func(t *testing.T, text []byte, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 0))
		outline := source.Parse(text)
		b := callgraph.NewBuilder()
		var functions []int
		add := func(line int, name string) {
			self := random.Float64()
			functions = append(functions, b.Add("f.py", line, name, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: self, Cumulative: 2 * self}))
		}
		add(1, "<module>")
		for definition := range outline.All() {
			add(definition.First+random.IntN(2)*random.IntN(5), definition.Name)
		}
		for _, f := range functions {
			b.AddEdge(functions[0], f, callgraph.Figures{Calls: 1, Self: random.Float64(), Cumulative: random.Float64()})
		}
		graph := b.Graph()
		all := make([]int, graph.Len())
		for f := range all {
			all[f] = f
		}
		for _, outline := range []*source.Outline{outline, nil} {
			line, shares := 0, 0.0
			for _, h := range Hotspots(graph, nil, all, outline) {
				if h.Line <= line || h.Name == "" || h.Share < 0 || h.Heat != Heat(h.Share) || h.Cumulative < h.Self {
					t.Errorf("after line %d: %+v", line, h)
				}
				line, shares = h.Line, shares+h.Share
			}
			if shares > 1+1e-9 {
				t.Errorf("the shares add up to %v", shares)
			}
		}
	})
}
