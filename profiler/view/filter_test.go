package view

import (
	"errors"
	"slices"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/filter"
	"tottime/profiler/origin"
)

func TestFilterConditions(t *testing.T) {
	table := marketTable()
	for _, test := range []struct {
		text string
		want []int
	}{
		{"ncalls >= 9", []int{1, 3}},
		{"calls = 0", []int{9}},
		{"ncalls >= 0", []int{0, 1, 2, 3, 4, 5, 6, 7, 9}}, // it is not known how often 8 was called
		{"pcalls = 1", []int{0, 8}},
		{"tottime > 500ms", []int{1, 5, 7}},
		{"cumtime >= 1.6", []int{0, 1}},
		{"tottime/call >= 0.1s", []int{0, 4, 5, 7}},
		{"cumtime/call > 1", []int{0}},
		{"share >= 20%", []int{1, 5}},
		{"cumshare = 40", []int{1}},
		{"line > 12", []int{7}},
		{"line >= 0", []int{0, 1, 2, 4, 7, 8, 9}}, // what is written in C has no line
		{"callers > 0", []int{1, 5, 7, 8}},
		{"callees = 2", []int{0}},
		{"name:total", []int{1}},
		{"total", []int{1, 7}},
		{"name:basket", []int{1, 7, 8}},
		{"name={built-in", []int{}},
		{`name="{built-in method time.sleep}"`, []int{5}},
		{"file:basket/", []int{1, 7, 8}},
		{"-file:/", []int{3, 5, 6, 9}},
		{"class:basket", []int{1, 7, 8}},
		{"class=list", []int{6}},
		{"package:numpy", []int{2, 3}},
		{"package=main", []int{0}},
		{"origin:project", []int{0, 1, 7, 8, 9}},
		{"origin:package", []int{2}},
		{"origin:standard", []int{4}},
		{"origin:builtin", []int{3, 5, 6}},
		{"origin:builtin tottime > 0.3 -numpy", []int{5}},
	} {
		check(t, test.text, functionsOf(pageOf(table, Query{Filter: Filter{Text: test.text}, Limit: 20})), test.want)
	}
}

func TestHidden(t *testing.T) {
	table := marketTable()
	for _, test := range []struct {
		text   string
		hidden []origin.Origin
		want   []int
	}{
		{"", []origin.Origin{origin.Builtin}, []int{0, 1, 2, 4, 7, 8, 9}},
		{"", []origin.Origin{origin.Project, origin.Package, origin.StandardLibrary}, []int{3, 5, 6}},
		{"", []origin.Origin{origin.Project, origin.Package, origin.StandardLibrary, origin.Builtin}, []int{}},
		{"numpy", []origin.Origin{origin.Builtin}, []int{2}},
	} {
		page := pageOf(table, Query{Filter: Filter{Text: test.text, Hidden: origin.SetOf(test.hidden...)}, Limit: 20})
		check(t, test.text, functionsOf(page), test.want)
		seconds := 0.0
		for _, f := range test.want {
			seconds += market[f].self
		}
		check(t, "in all", []any{page.Matching, page.Functions, page.Self, page.Share}, []any{len(test.want), len(test.want), seconds, seconds / 4})
	}
}

// Conditions are of the corrected times where that is asked for and they are known.
func TestFilterByCorrectedTimes(t *testing.T) {
	for _, test := range []struct {
		table     *Table
		corrected bool
		want      []int
	}{
		{NewTable(graphOf(shop), withoutOverhead(), nil, nil), false, []int{1, 4}},
		{NewTable(graphOf(shop), withoutOverhead(), nil, nil), true, []int{4}},
		{NewTable(graphOf(shop), nil, nil, nil), true, []int{1, 4}},
	} {
		check(t, "kept", functionsOf(pageOf(test.table, Query{Filter: Filter{Text: "tottime >= 0.4 share >= 20%", Corrected: test.corrected}, Limit: 20})), test.want)
	}
}

func TestFilterOptions(t *testing.T) {
	table := marketTable()
	for _, test := range []struct {
		filter Filter
		want   []int
	}{
		{Filter{Text: "basket"}, []int{1, 7, 8}},
		{Filter{Text: "basket", MatchCase: true}, []int{1, 7, 8}},
		{Filter{Text: "name:basket", MatchCase: true}, []int{}},
		{Filter{Text: "^basket", Regexp: true}, []int{1, 7, 8}},
		{Filter{Text: "^basket", Regexp: true, MatchCase: true}, []int{}},
		{Filter{Text: `py:\d\(`, Regexp: true}, []int{0, 2, 4, 8}},
	} {
		check(t, test.filter.Text, functionsOf(pageOf(table, Query{Filter: test.filter, Limit: 20})), test.want)
	}
}

func TestFilterProblem(t *testing.T) {
	table := marketTable()
	for range 2 {
		_, err := table.Page(Query{Filter: Filter{Text: "percall > 1"}, Group: ByClass})
		problem, is := errors.AsType[*filter.Problem](err)
		if !is || *problem != (filter.Problem{Text: "percall may be one of several columns. Write tottime/call or cumtime/call.", Start: 0, End: 9}) {
			t.Errorf("got %v", err)
		}
	}
	if page := pageOf(table, Query{Limit: 1}); len(page.Rows) != 1 {
		t.Errorf("after a problem there are %d rows", len(page.Rows))
	}
}

// Keep says of each function whether it is kept, also of those that are named only as callers, which never are.
func TestKeep(t *testing.T) {
	b := callgraph.NewBuilder()
	caller := b.Function(b.Symbol([]byte("gone.py")), 1, b.Symbol([]byte("gone")))
	b.AddEdge(caller, b.Add("a.py", 1, "f", callgraph.Figures{Calls: 1, Self: 1}), callgraph.Figures{Calls: 1})
	table := NewTable(b.Graph(), nil, nil, nil)
	for text, want := range map[string][]bool{"": nil, "gone": {false, false}, "-gone": {true, false}, "callers = 1": {true, false}} {
		kept, err := table.Keep(Filter{Text: text})
		if err != nil || !slices.Equal(kept, want) {
			t.Errorf("%q keeps %v (%v), want %v", text, kept, err, want)
		}
	}
	kept, _ := table.Keep(Filter{Hidden: origin.SetOf(origin.Package)})
	check(t, "hidden", kept, []bool{true, false})
	check(t, "groups", pageOf(table, Query{Group: ByFile, Limit: 9}).Matching, 1)
}

// Top rounds as pstats does: int(count * part + .5), and an int for a number.
func TestTop(t *testing.T) {
	for _, test := range []struct {
		top  float64
		want int
	}{
		{0, 5}, {1, 1}, {2, 2}, {2.9, 2}, {4, 4}, {5, 5}, {6, 5}, {1e300, 5}, {.1, 1}, {.09, 0}, {.3, 2}, {.29, 1}, {.5, 3}, {.9, 5}, {.999, 5}, {-1, 5},
	} {
		page := pageOf(NewTable(graphOf(shop), nil, nil, nil), Query{Top: test.top, Columns: []callgraph.Column{DefaultColumn(callgraph.Self)}, Limit: 10})
		if want := []int{1, 4, 2, 3, 0}[:test.want]; page.Matching != test.want || !slices.Equal(functionsOf(page), want) {
			t.Errorf("the top %v are %v, want %v", test.top, functionsOf(page), want)
		}
	}
	page := pageOf(NewTable(graphOf(shop), nil, nil, nil), Query{Top: .5, Filter: Filter{Text: "shop/"}, Columns: []callgraph.Column{DefaultColumn(callgraph.Self)}, Limit: 10})
	check(t, "half of what the filter keeps", functionsOf(page), []int{1, 4})
}

func TestConcentration(t *testing.T) {
	for _, test := range []struct {
		self []float64
		want Concentration
		is   bool
	}{
		{[]float64{1, 8, 1}, Concentration{1, .8, .8}, true},
		{[]float64{1, 7, 2}, Concentration{2, .8, .9}, true},
		{[]float64{0, 3}, Concentration{1, .8, 1}, true},
		{[]float64{1, 1, 1, 1, 1}, Concentration{4, .8, .8}, true},
		{[]float64{0, 0}, Concentration{Share: .8}, false},
		{nil, Concentration{Share: .8}, false},
	} {
		var functions []function
		for i, self := range test.self {
			functions = append(functions, function{"a.py", i + 1, "f", 1, 1, self, self})
		}
		got, is := NewTable(graphOf(functions), nil, nil, nil).Concentration(.8)
		check(t, "concentration", got, test.want)
		check(t, "known", is, test.is)
	}
}

func TestOrigins(t *testing.T) {
	check(t, "origins", marketTable().Origins(), []OriginTotal{
		{origin.Project, 5, 1.6, .4}, {origin.Package, 1, .3, .075}, {origin.StandardLibrary, 1, .5, .125}, {origin.Builtin, 3, 1.6, .4},
	})
	check(t, "none", NewTable(graphOf(nil), nil, nil, nil).Origins(), []OriginTotal{})
}
