package view

import (
	"math"
	"slices"
	"sync"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/origin"
)

var shop = []function{
	{"/shop/main.py", 1, "<module>", 1, 1, 0.1, 2.0},
	{"/shop/Basket.py", 12, "total", 40, 4, 0.8, 1.6},
	{"~", 0, "<built-in method builtins.len>", 1000, 1000, 0.3, 0.3},
	{"/shop/Basket.py", 3, "__init__", 4, 4, 0.3, 0.3},
	{"/shop/ÄRGER.py", 7, "straße", 0, 0, 0.5, 0.5},
}

func shopNames(f int) string {
	return map[int]string{1: "Basket.total", 3: "Basket.__init__"}[f]
}

func TestTableOrder(t *testing.T) {
	table := NewTable(graphOf(shop), nil, shopNames, nil)
	column := DefaultColumn
	reversed := func(key callgraph.Key) callgraph.Column {
		c := column(key)
		c.Descending = !c.Descending
		return c
	}
	for _, test := range []struct {
		name    string
		columns []callgraph.Column
		want    []int
	}{
		{"as in the file", nil, []int{0, 1, 2, 3, 4}},
		{"calls", []callgraph.Column{column(callgraph.Calls)}, []int{2, 1, 3, 0, 4}},
		{"primitive calls, ties as in the file", []callgraph.Column{column(callgraph.PrimitiveCalls)}, []int{2, 1, 3, 0, 4}},
		{"self, ties as in the file", []callgraph.Column{column(callgraph.Self)}, []int{1, 4, 2, 3, 0}},
		{"self reversed, ties as in the file", []callgraph.Column{reversed(callgraph.Self)}, []int{0, 2, 3, 4, 1}},
		{"self, then line", []callgraph.Column{column(callgraph.Self), reversed(callgraph.Line)}, []int{1, 4, 3, 2, 0}},
		{"self per call, none last", []callgraph.Column{column(callgraph.SelfPerCall)}, []int{0, 3, 1, 2, 4}},
		{"cumulative", []callgraph.Column{column(callgraph.Cumulative)}, []int{0, 1, 4, 2, 3}},
		{"cumulative per call", []callgraph.Column{column(callgraph.CumulativePerCall)}, []int{0, 1, 3, 2, 4}},
		{"name", []callgraph.Column{column(callgraph.Name)}, []int{2, 0, 3, 4, 1}},
		{"file, then line", []callgraph.Column{column(callgraph.File), column(callgraph.Line)}, []int{3, 1, 0, 4, 2}},
		{"name, file and line", []callgraph.Column{column(callgraph.NameFileLine)}, []int{2, 0, 3, 4, 1}},
		{"self per call ascending, none last", []callgraph.Column{reversed(callgraph.SelfPerCall)}, []int{2, 1, 3, 0, 4}},
		{"cumulative per call ascending, none last", []callgraph.Column{reversed(callgraph.CumulativePerCall)}, []int{2, 3, 1, 0, 4}},
		{"standard name", []callgraph.Column{column(callgraph.StandardNameKey)}, []int{1, 3, 0, 4, 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := pageOf(table, Query{Columns: test.columns, Limit: 10})
			check(t, "functions", functionsOf(page), test.want)
			check(t, "matching", page.Matching, len(shop))
		})
	}
}

func functionsOf(page Page) []int {
	found := []int{}
	for _, row := range page.Rows {
		found = append(found, row.Function)
	}
	return found
}

func TestTablePages(t *testing.T) {
	table := NewTable(graphOf(shop), nil, nil, nil)
	for _, test := range []struct {
		offset, limit int
		want          []int
	}{
		{0, 2, []int{0, 1}},
		{2, 2, []int{2, 3}},
		{4, 2, []int{4}},
		{5, 2, []int{}},
		{math.MaxInt, math.MaxInt, []int{}},
		{1, math.MaxInt, []int{1, 2, 3, 4}},
		{-3, 1, []int{0}},
		{0, 0, []int{}},
		{0, -1, []int{}},
	} {
		page := pageOf(table, Query{Offset: test.offset, Limit: test.limit})
		check(t, "functions", functionsOf(page), test.want)
		check(t, "matching", page.Matching, len(shop))
	}
}

func TestTableFilter(t *testing.T) {
	table := NewTable(graphOf(shop), nil, shopNames, nil)
	for _, test := range []struct {
		filter string
		want   []int
	}{
		{"", []int{0, 1, 2, 3, 4}},
		{"basket", []int{1, 3}},
		{"BASKET.PY:12(TOT", []int{1}}, // as pstats prints it
		{"basket.t", []int{1}},         // the qualified name
		{"basket.__init__", []int{3}},
		{"{built-in", []int{2}}, // as the row is called
		{"<built-in", []int{}},
		{"module", []int{0}},
		{":", []int{0, 1, 3, 4}},
		{"ärger", []int{4}},
		{"STRASSE", []int{}}, // simple folding keeps lengths: ß is not ss
		{"STRAẞE", []int{4}},
		{"ſhop/main", []int{0}}, // the long s folds to s
		{"total)\xffBasket", []int{}},
		{"(total)Basket", []int{}}, // nothing is found across two names
		{"main.py:1(<module>)/shop", []int{}},
		{"x", []int{}},
		{"main", []int{0}},
	} {
		page := pageOf(table, Query{Filter: Filter{Text: test.filter}, Limit: 10})
		check(t, test.filter, functionsOf(page), test.want)
		check(t, test.filter+": matching", page.Matching, len(test.want))
		descending := pageOf(table, Query{Columns: []callgraph.Column{{Key: callgraph.Line, Descending: true}}, Filter: Filter{Text: test.filter}, Limit: 10})
		check(t, test.filter+": matching in another order", descending.Matching, len(test.want))
		if !slices.IsSortedFunc(descending.Rows, func(a, b Row) int { return b.Line - a.Line }) {
			t.Errorf("%s: not sorted: %v", test.filter, functionsOf(descending))
		}
	}
}

func TestTableRows(t *testing.T) {
	rows := pageOf(NewTable(graphOf(shop), nil, shopNames, nil), Query{Limit: 10}).Rows
	check(t, "rows", rows, []Row{
		{Function: 0, Name: "<module>", File: "/shop/main.py", Line: 1, Figures: callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: 0.1, Cumulative: 2}, SelfPerCall: pointer(0.1), CumulativePerCall: pointer(2), Share: 0.05, CumulativeShare: 1},
		{Function: 1, Name: "Basket.total", File: "/shop/Basket.py", Line: 12, Figures: callgraph.Figures{Calls: 40, PrimitiveCalls: 4, Self: 0.8, Cumulative: 1.6}, SelfPerCall: pointer(0.02), CumulativePerCall: pointer(0.4), Share: 0.4, CumulativeShare: 0.8},
		{Function: 2, Name: "{built-in method builtins.len}", Builtin: true, Origin: origin.Builtin, Figures: callgraph.Figures{Calls: 1000, PrimitiveCalls: 1000, Self: 0.3, Cumulative: 0.3}, SelfPerCall: pointer(0.0003), CumulativePerCall: pointer(0.0003), Share: 0.15, CumulativeShare: 0.15},
		{Function: 3, Name: "Basket.__init__", File: "/shop/Basket.py", Line: 3, Figures: callgraph.Figures{Calls: 4, PrimitiveCalls: 4, Self: 0.3, Cumulative: 0.3}, SelfPerCall: pointer(0.075), CumulativePerCall: pointer(0.075), Share: 0.15, CumulativeShare: 0.15},
		{Function: 4, Name: "straße", File: "/shop/ÄRGER.py", Line: 7, Figures: callgraph.Figures{Self: 0.5, Cumulative: 0.5}, Share: 0.25, CumulativeShare: 0.25},
	})
}

// Only cProfile's own form of a built-in is rewritten; other profilers have theirs.
func TestName(t *testing.T) {
	graph := graphOf([]function{
		{"~", 0, "<built-in method time.sleep>", 1, 1, 0, 0},
		{"", 0, "len", 1, 1, 0, 0},
		{"a.py", 3, "<lambda>", 1, 1, 0, 0},
	})
	for f, want := range []string{"{built-in method time.sleep}", "len", "<lambda>"} {
		check(t, want, Name(graph, f), want)
	}
}

func TestTableWithoutTime(t *testing.T) {
	rows := pageOf(NewTable(graphOf([]function{{"a.py", 1, "f", 3, 1, 0, 0}}), nil, nil, nil), Query{Limit: 1}).Rows
	check(t, "rows", rows, []Row{
		{Function: 0, Name: "f", File: "a.py", Line: 1, Figures: callgraph.Figures{Calls: 3, PrimitiveCalls: 1}, SelfPerCall: pointer(0), CumulativePerCall: pointer(0)},
	})
}

// TestTableLeavesOutCallers reads a profile with functions that are only named as callers: pstats does not print them.
func TestTableLeavesOutCallers(t *testing.T) {
	b := callgraph.NewBuilder()
	caller := b.Function(b.Symbol([]byte("gone.py")), 1, b.Symbol([]byte("gone")))
	b.AddEdge(caller, b.Add("a.py", 1, "f", callgraph.Figures{Calls: 1, Self: 1}), callgraph.Figures{Calls: 1})
	table := NewTable(b.Graph(), nil, nil, nil)
	for filter, want := range map[string]int{"": 1, "gone": 0, "PY": 1} {
		check(t, filter, pageOf(table, Query{Filter: Filter{Text: filter}, Limit: 10}).Matching, want)
	}
}

func TestTableIsSafeForConcurrentUse(t *testing.T) {
	table := NewTable(graphOf(shop), nil, shopNames, nil)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 200 {
				filter, want := "", 5
				if (i+j)%2 == 0 {
					filter, want = "basket", 2
				}
				key := callgraph.Key(j % int(callgraph.StandardNameKey+1))
				page := pageOf(table, Query{Columns: []callgraph.Column{DefaultColumn(key)}, Filter: Filter{Text: filter}, Limit: 10})
				if group := pageOf(table, Query{Group: Grouping(1 + j%3), Filter: Filter{Text: filter}, Top: 1, Limit: 10}); len(group.Rows) != 1 {
					t.Errorf("%q: %d groups", filter, len(group.Rows))
				}
				if len(page.Rows) != want || page.Matching != want {
					t.Errorf("%q: %d rows of %d", filter, len(page.Rows), page.Matching)
				}
			}
		})
	}
	all.Wait()
}
