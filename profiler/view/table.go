// Package view makes of a call graph what a screen shows: pages of a table, and marks in a source file.
package view

import (
	"slices"
	"sync"

	"tottime/profiler/callgraph"
	"tottime/profiler/origin"
)

// Query asks for a page of a table.
type Query struct {
	// Columns is the order wanted, the most significant column first; without any it is that of the profile. Functions that are
	// equal in all columns keep the profile's order in either direction, where pstats' reverse_order would turn them round too; those
	// without a figure in the first column come last in either direction.
	Columns []callgraph.Column
	// Filter keeps some of the functions.
	Filter Filter
	// Top keeps the first so many of the rows in their order: a number of them from 1 on, below 1 a part of them, as pstats does. 0 keeps all.
	Top float64
	// Offset is the index of the first row wanted, Limit the number of rows.
	Offset, Limit int
}

// Page is a part of a table.
type Page struct {
	Rows []Row // never nil
	// Matching is the number of functions that the filter keeps.
	Matching int
}

// Row is a function in a table.
type Row struct {
	Function int
	// Name is the qualified name where it is known, else Name's.
	Name string
	// Builtin says that the function is written in C, in a profile of Python; see Builtin.
	Builtin bool
	// File is as in the profile, or empty for a built-in function and where the profile does not say.
	File string
	Line int // 0 where the profile does not say
	// Origin is where the function comes from.
	Origin origin.Origin
	// Callers and Callees are the numbers of functions that called this one, and that it called.
	Callers, Callees int
	callgraph.Figures
	// SelfPerCall is the seconds of Self for each call, CumulativePerCall those of Cumulative for each primitive call; nil where there
	// is no such call.
	SelfPerCall, CumulativePerCall *float64
	// Share is the part that Self is of all functions' self time, CumulativeShare that of Cumulative, 0 to 1; they are 0 where the profile has no time.
	Share, CumulativeShare float64
	// Corrected is nil where nothing is known of what recording cost.
	Corrected *Corrected
}

// Table shows the functions of a graph, sorted and filtered. It keeps the last order and the last filter, so that the further pages of a
// table cost no more than their rows. It is safe for concurrent use.
type Table struct {
	graph     *callgraph.Graph
	corrected correctedGraph
	qualified func(f int) string
	places    func(file string) origin.Place
	total     float64 // seconds of self time

	mu       sync.Mutex         // guards everything below
	columns  []callgraph.Column // that order was made for
	order    []int32            // all functions, nil before the first page
	filter   Filter             // that kept was made for
	kept     []bool             // by function: whether the filter keeps it, nil where it keeps all
	matching []int32            // the functions of order that the filter keeps
	names    *haystack          // nil before the first filter
}

// NewTable returns a table of the functions that have a record in the graph. corrected is the same graph without what recording cost, or nil where that
// is not known: see overhead.Correct. A column of a query may be of it. qualified returns a function's qualified name, or "" where
// it is not known; it is called for the rows of a page, and for all functions when the table is first filtered. places tells where source files belong. Both may be nil.
func NewTable(graph, corrected *callgraph.Graph, qualified func(f int) string, places func(file string) origin.Place) *Table {
	if qualified == nil {
		qualified = func(int) string { return "" }
	}
	if places == nil {
		places = origin.NewJudge().Place
	}
	return &Table{graph: graph, corrected: newCorrectedGraph(corrected), qualified: qualified, places: places, total: graph.Totals().Self}
}

// Page returns the rows that a query asks for; beyond the end there are none. What is wrong with the filter's text is a *filter.Problem.
func (t *Table) Page(query Query) (Page, error) {
	matching, err := t.arrange(query)
	if err != nil {
		return Page{}, err
	}
	first := min(max(query.Offset, 0), len(matching))
	last := first + min(max(query.Limit, 0), len(matching)-first)
	page := Page{Rows: make([]Row, 0, last-first), Matching: len(matching)}
	for _, f := range matching[first:last] {
		page.Rows = append(page.Rows, t.Row(int(f)))
	}
	return page, nil
}

// arrange returns the functions that the query's filter keeps, in its order. The result is never changed afterwards.
func (t *Table) arrange(query Query) (_ []int32, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	reorder := t.order == nil || !slices.Equal(query.Columns, t.columns)
	if reorder {
		t.columns = slices.Clone(query.Columns)
		t.order = absentLast(t.graph, t.recorded(t.graph.Order(query.Columns...)), query.Columns)
	}
	refilter := query.Filter != t.filter
	if refilter {
		if t.kept, err = t.Keep(query.Filter); err != nil {
			return nil, err
		}
		t.filter = query.Filter
	}
	if reorder || refilter {
		t.matching = t.order
		if t.kept != nil {
			t.matching = make([]int32, 0, len(t.order))
			for _, f := range t.order {
				if t.kept[f] {
					t.matching = append(t.matching, f)
				}
			}
		}
	}
	return t.matching, nil
}

// recorded leaves out the functions that are only named as callers, as pstats does not print them either.
func (t *Table) recorded(order []int32) []int32 {
	if t.graph.Recorded() == t.graph.Len() {
		return order
	}
	return slices.DeleteFunc(order, func(f int32) bool { return int(f) >= t.graph.Recorded() })
}

// match reports which functions a filter keeps; nil stands for all.
func (t *Table) match(filter string) []bool {
	if filter == "" {
		return nil
	}
	if t.names == nil {
		t.names = newHaystack(t.graph, t.qualified)
	}
	kept := make([]bool, t.graph.Len())
	t.names.find(filter, func(f int) { kept[f] = true })
	return kept
}

// Row returns a function's row.
func (t *Table) Row(f int) Row {
	figures := t.graph.Figures(f)
	row := Row{
		Function: f, Name: t.qualified(f), Builtin: Builtin(t.graph, f), File: File(t.graph, f), Line: t.graph.Line(f), Figures: figures,
		Origin: t.origin(f), Callers: t.graph.CallerCount(f), Callees: t.graph.CalleeCount(f),
		SelfPerCall: present(figures.SelfPerCall()), CumulativePerCall: present(figures.CumulativePerCall()),
		Share: share(figures.Self, t.total), CumulativeShare: share(figures.Cumulative, t.total), Corrected: t.corrected.function(f),
	}
	if row.Name == "" {
		row.Name = Name(t.graph, f)
	}
	return row
}

// Builtin reports whether a function is known to be written in C. A profile of call stacks may be of a program in any language: a function
// without a line is one whose line it does not say. And what the pure Python profiler enters for itself and for the statement that it ran is
// no function (Lib/profile.py, Profile.set_cmd).
func Builtin(graph *callgraph.Graph, f int) bool {
	return graph.Builtin(f) && graph.Stacks() == nil && graph.File(f) != "profile"
}

// File is the name of a function's source file as in the profile, or empty for a built-in function and where the profile does not say.
func File(graph *callgraph.Graph, f int) string {
	file := graph.File(f)
	if file == "~" || graph.Builtin(f) && graph.Stacks() == nil {
		return ""
	}
	return file
}

// Name is what a function is called where its qualified name is not known: the profile's name, and that of a built-in as pstats prints
// it, such as "{built-in method time.sleep}".
func Name(graph *callgraph.Graph, f int) string {
	if graph.File(f) == "~" && graph.Line(f) == 0 {
		return graph.StandardName(f)
	}
	return graph.Name(f)
}

// present returns a pointer to a figure, or nil for one that is not a number: it has none.
func present(figure float64) *float64 {
	if figure != figure {
		return nil
	}
	return &figure
}

// share is the part that some seconds are of a total, or 0 where that is no number.
func share(seconds, total float64) float64 {
	if total > 0 && seconds == seconds {
		return seconds / total
	}
	return 0
}

// DefaultColumn returns a key with the direction that pstats' sort_stats gives it: the largest figure first, names and lines ascending.
func DefaultColumn(key callgraph.Key) callgraph.Column {
	switch key {
	case callgraph.Name, callgraph.File, callgraph.Line, callgraph.NameFileLine, callgraph.StandardNameKey:
		return callgraph.Column{Key: key}
	}
	return callgraph.Column{Key: key, Descending: true}
}
