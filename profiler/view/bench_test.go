package view

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
)

const many = 100_000

// manyFunctions is a profile of 100,000 functions in 2,000 files, with paths of about 45 bytes.
func manyFunctions() *callgraph.Graph {
	random := rand.New(rand.NewPCG(1, 2))
	b := callgraph.NewBuilder()
	for i := range many {
		file := fmt.Sprintf("/usr/lib/python3/site-packages/package_%d/module_%d.py", i%40, i%2000)
		calls := random.Int64N(1_000_000)
		b.Add(file, i/2000*20+1, fmt.Sprintf("function_%d", random.IntN(30_000)), callgraph.Figures{
			Calls: calls, PrimitiveCalls: calls - random.Int64N(calls+1), Self: random.ExpFloat64(), Cumulative: random.ExpFloat64() * 10,
		})
	}
	return b.Graph()
}

func qualified(f int) string { return fmt.Sprintf("Class_%d.function_%d", f%500, f) }

// BenchmarkSort sorts 100,000 functions anew for each page: by the key, and by it in reverse.
func BenchmarkSort(b *testing.B) {
	table := NewTable(manyFunctions(), nil, qualified, nil)
	for name, key := range map[string]callgraph.Key{
		"calls": callgraph.Calls, "self": callgraph.Self, "cumulative per call": callgraph.CumulativePerCall, "name": callgraph.Name,
		"file": callgraph.File, "line": callgraph.Line, "name, file and line": callgraph.NameFileLine, "standard name": callgraph.StandardNameKey,
	} {
		b.Run(name, func(b *testing.B) {
			pageOf(table, Query{Columns: []callgraph.Column{{Key: key}}})
			for i := 0; b.Loop(); i++ {
				pageOf(table, Query{Columns: []callgraph.Column{{Key: key, Descending: i%2 == 0}}, Limit: 100})
			}
		})
	}
}

// BenchmarkFilter filters 100,000 functions anew for each page.
func BenchmarkFilter(b *testing.B) {
	table := NewTable(manyFunctions(), nil, qualified, nil)
	columns := []callgraph.Column{DefaultColumn(callgraph.Self)}
	for name, filter := range map[string]string{
		"all": "e", "few": "function_999", "qualified": "class_77.", "one": "MODULE_1234.PY:21(", "none": "/usr/lib/python3/site-packages/package_x",
	} {
		b.Run(name, func(b *testing.B) {
			pageOf(table, Query{Columns: columns, Filter: Filter{Text: filter}})
			for i := 0; b.Loop(); i++ {
				pageOf(table, Query{Columns: columns, Filter: Filter{Text: filter + "("[:i%2]}, Limit: 100})
			}
		})
	}
}

// BenchmarkScroll reads one page after the other of a sorted and filtered table.
func BenchmarkScroll(b *testing.B) {
	table := NewTable(manyFunctions(), nil, qualified, nil)
	for i := 0; b.Loop(); i++ {
		page := pageOf(table, Query{Columns: []callgraph.Column{{Key: callgraph.Self}}, Filter: Filter{Text: "e"}, Offset: i * 100 % many, Limit: 100})
		if page.Matching != many {
			b.Fatal(page.Matching)
		}
	}
}

// BenchmarkFirstFilter makes the index that words are looked for in.
func BenchmarkFirstFilter(b *testing.B) {
	graph := manyFunctions()
	b.ReportAllocs()
	for b.Loop() {
		pageOf(NewTable(graph, nil, qualified, nil), Query{Filter: Filter{Text: "e"}})
	}
}

// BenchmarkHotspots marks a file of 1,000 functions.
func BenchmarkHotspots(b *testing.B) {
	graph := manyFunctions()
	functions := make([]int, 1000)
	for i := range functions {
		functions[i] = i
	}
	for b.Loop() {
		Hotspots(graph, nil, functions, nil)
	}
}
