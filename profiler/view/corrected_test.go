package view

import (
	"testing"

	"tottime/profiler/callgraph"
)

// withoutOverhead is the shop's graph with less time in the functions that are called often.
func withoutOverhead() *callgraph.Graph {
	edges := make([]callgraph.Times, graphOf(shop).Edges())
	return graphOf(shop).WithEstimates([]callgraph.Times{{Self: .1, Cumulative: 1}, {Self: .2, Cumulative: .8}, {Self: 0, Cumulative: 0}, {Self: .3, Cumulative: .3}, {Self: .4, Cumulative: .4}}, edges)
}

func TestCorrectedRows(t *testing.T) {
	table := NewTable(graphOf(shop), withoutOverhead(), nil, nil)
	rows := pageOf(table, Query{Limit: 10}).Rows
	check(t, "total", rows[1].Corrected, &Corrected{.2, .8, pointer(.005), pointer(.2), .2, .8})
	check(t, "never called", rows[4].Corrected, &Corrected{.4, .4, nil, nil, .4, .4})
	check(t, "as recorded", rows[1].Self, .8)
	of := func(key callgraph.Key, descending bool) []callgraph.Column {
		return []callgraph.Column{{Key: key, Descending: descending, Of: withoutOverhead()}}
	}
	for name, test := range map[string]struct {
		columns []callgraph.Column
		want    []int
	}{
		"corrected self":                                {of(callgraph.Self, true), []int{4, 3, 1, 0, 2}},
		"corrected cumulative":                          {of(callgraph.Cumulative, true), []int{0, 1, 4, 3, 2}},
		"corrected self for each call, none last":       {of(callgraph.SelfPerCall, false), []int{2, 1, 3, 0, 4}},
		"corrected cumulative for each call, none last": {of(callgraph.CumulativePerCall, true), []int{0, 1, 3, 2, 4}},
	} {
		check(t, name, functionsOf(pageOf(table, Query{Columns: test.columns, Limit: 10})), test.want)
	}
}

// Corrected times of functions on one line are added up as the others are.
func TestCorrectedHotspots(t *testing.T) {
	functions := []function{{"/a.py", 1, "<lambda>", 4, 4, 3, 3}, {"/a.py", 1, "<genexpr>", 2, 2, 1, 1}}
	corrected := graphOf(functions).WithEstimates([]callgraph.Times{{Self: 2, Cumulative: 2}, {Self: .5, Cumulative: .5}}, nil)
	marks := Hotspots(graphOf(functions), corrected, []int{0, 1}, nil)
	if len(marks) != 1 {
		t.Fatalf("there are %d marks", len(marks))
	}
	check(t, "corrected", marks[0].Corrected, &Corrected{2.5, 2.5, pointer(2.5 / 6), pointer(2.5 / 6), 1, 1})
	check(t, "as recorded", marks[0].Self, 4.)
}
