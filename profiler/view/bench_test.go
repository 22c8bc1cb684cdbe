package view

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/origin"
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

// BenchmarkSort sorts 100,000 functions by the key, and by it in reverse.
func BenchmarkSort(b *testing.B) {
	table := NewTable(manyFunctions(), nil, qualified, nil)
	for name, key := range map[string]callgraph.Key{
		"calls": callgraph.Calls, "self": callgraph.Self, "cumulative per call": callgraph.CumulativePerCall, "name": callgraph.Name,
		"file": callgraph.File, "line": callgraph.Line, "name, file and line": callgraph.NameFileLine, "standard name": callgraph.StandardNameKey,
	} {
		b.Run(name, func(b *testing.B) {
			table.newOrder([]callgraph.Column{{Key: key}})
			for i := 0; b.Loop(); i++ {
				table.newOrder([]callgraph.Column{{Key: key, Descending: i%2 == 0}})
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

// BenchmarkFilter filters 100,000 functions.
func BenchmarkFilter(b *testing.B) {
	table := NewTable(manyFunctions(), nil, qualified, nil)
	for name, filter := range map[string]Filter{
		"all": {Text: "e"}, "few": {Text: "function_999"}, "qualified": {Text: "class_77."}, "one": {Text: "MODULE_1234.PY:21("},
		"none": {Text: "/usr/lib/python3/site-packages/package_x"}, "four words": {Text: "module function class_7 -class_77"},
		"match case": {Text: "Class_7", MatchCase: true}, "name": {Text: "name:class_7"}, "file": {Text: "file:module_77"},
		"class": {Text: "class:class_77"}, "package": {Text: "-package:package_7"}, "hidden": {Hidden: origin.SetOf(origin.Builtin, origin.Project)},
		"figure": {Text: "tottime > 1ms"}, "figures": {Text: "tottime > 1ms ncalls < 500k share < 1%"},
		"expression": {Text: `class_\d*7\.`, Regexp: true}, "expression without a text in it": {Text: `\d7\d*\)$`, Regexp: true},
	} {
		b.Run(name, func(b *testing.B) {
			if _, err := table.keep(filter); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := table.keep(filter); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkGroups groups 100,000 functions with 500,000 edges anew, by each grouping.
func BenchmarkGroups(b *testing.B) {
	table := NewTable(manyEdges(), nil, qualified, nil)
	for name, grouping := range map[string]Grouping{"class": ByClass, "file": ByFile, "package": ByPackage} {
		b.Run(name, func(b *testing.B) {
			table.grouped(grouping, nil)
			for b.Loop() {
				table.arrangeGroups(Query{Group: grouping, Columns: []callgraph.Column{DefaultColumn(callgraph.Self)}}, nil)
			}
		})
	}
}

// manyEdges is manyFunctions with 500,000 calls: most are between functions that are near each other, and from the first to the last.
func manyEdges() *callgraph.Graph {
	random := rand.New(rand.NewPCG(3, 4))
	b := callgraph.NewBuilder()
	graph := manyFunctions()
	for f := range graph.Len() {
		b.Add(graph.File(f), graph.Line(f), graph.Name(f), graph.Figures(f))
	}
	for range 5 * many {
		caller := random.IntN(many)
		b.AddEdge(caller, (caller+random.IntN(100)-2+many)%many, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: .01, Cumulative: .1})
	}
	return b.Graph()
}

// BenchmarkOpen finds out what an opened profile is described by: the origins of 100,000 functions, and how few of them take most of the time.
func BenchmarkOpen(b *testing.B) {
	graph := manyFunctions()
	for b.Loop() {
		table := NewTable(graph, nil, qualified, nil)
		table.Origins()
		table.Concentration(.8)
	}
}
