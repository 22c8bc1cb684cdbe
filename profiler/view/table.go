// Package view makes of a call graph what a screen shows: pages of a table, and marks in a source file.
package view

import (
	"slices"
	"sync"

	"tottime/profiler/callgraph"
	"tottime/profiler/filter"
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
	// Group makes one row of all functions that have something in common.
	Group Grouping
	// Within is the id of a group, Row.Group, of which the functions are wanted in place of groups. Top is of groups, and of no effect then.
	Within string
	// Offset is the index of the first row wanted, Limit the number of rows.
	Offset, Limit int
}

// Page is a part of a table.
type Page struct {
	Rows []Row // never nil
	// Matching is the number of rows that the filter keeps, Functions that of the functions in them.
	Matching, Functions int
	// Self is the seconds of these functions' self time, Share its part of that of all functions, 0 to 1.
	Self, Share float64
}

// Row is a function in a table, or a group of functions.
type Row struct {
	Function int // -1 for a group
	// Group is the id of a group, Functions the number of its functions that the filter keeps; empty and 0 for a function.
	Group     string
	Functions int
	// Name is the qualified name where it is known, else Name's; that of a group is the class, the file without its folder or the package.
	Name string
	// Builtin says that the function is written in C, in a profile of Python; see Builtin.
	Builtin bool
	// File is as in the profile, or empty for a built-in function and where the profile does not say. That of a package is its folder, that of a class its file.
	File string
	Line int // 0 where the profile does not say
	// Origin is where the function comes from, or most of the group's self time.
	Origin origin.Origin
	// Callers and Callees are the numbers of functions that called this one, and that it called; 0 for a group.
	Callers, Callees int
	callgraph.Figures
	// SelfPerCall is the seconds of Self for each call, CumulativePerCall those of Cumulative for each primitive call; nil where there
	// is no such call.
	SelfPerCall, CumulativePerCall *float64
	// CumulativeAtMost says that the true cumulative time of a group may be less, because its functions and others call each other in turn.
	CumulativeAtMost bool
	// Share is the part that Self is of all functions' self time, CumulativeShare that of Cumulative, 0 to 1; they are 0 where the profile has no time.
	Share, CumulativeShare float64
	// Corrected is nil where nothing is known of what recording cost.
	Corrected *Corrected
}

// Table shows the functions of a graph, or groups of them, sorted and filtered. It keeps what it last arranged, so that the further pages of a table cost
// no more than their rows. It is safe for concurrent use, and who asks for something else does not wait.
type Table struct {
	graph     *callgraph.Graph
	corrected correctedGraph
	qualified func(f int) string
	total     float64 // seconds of self time

	// What is made when it is first needed.
	files                           func() *files
	origins                         func() []origin.Origin // by function
	names                           func() *filter.Index
	classes, filesAsParts, packages func() *parts

	roots, correctedRoots func() *roots

	orders   recent[[]callgraph.Column, []int32] // all functions, in an order
	kept     recent[Filter, []bool]
	arranged recent[Query, arrangement] // by queries without Offset and Limit
}

// NewTable returns a table of the functions that have a record in the graph. corrected is the same graph without what recording cost, or nil where that
// is not known: see overhead.Correct. A column of a query may be of it. qualified returns a function's qualified name, or "" where
// it is not known; it is called for the rows of a page, and for all functions when the table is first filtered. place tells where a source file belongs;
// it is called once for each. Both may be nil.
func NewTable(graph, corrected *callgraph.Graph, qualified func(f int) string, place func(file string) origin.Place) *Table {
	if qualified == nil {
		qualified = func(int) string { return "" }
	}
	if place == nil {
		place = origin.NewJudge("").Place
	}
	t := &Table{graph: graph, corrected: newCorrectedGraph(corrected), qualified: qualified, total: graph.Totals().Self}
	t.files = sync.OnceValue(func() *files { return newFiles(graph, place) })
	t.origins = sync.OnceValue(t.newOrigins)
	t.names = sync.OnceValue(t.newNames)
	t.classes = sync.OnceValue(t.newClasses)
	t.filesAsParts = sync.OnceValue(func() *parts { return t.divide(t.filePart) })
	t.packages = sync.OnceValue(t.newPackages)
	t.roots = sync.OnceValue(func() *roots { return newRoots(graph, t.total) })
	t.correctedRoots = sync.OnceValue(func() *roots { return newRoots(corrected, t.corrected.total) })
	t.orders.same, t.orders.most = slices.Equal[[]callgraph.Column], 2
	t.kept.same, t.kept.most = func(a, b Filter) bool { return a == b }, 4
	t.arranged.same, t.arranged.most = Query.equal, 4
	return t
}

// Page returns the rows that a query asks for; beyond the end there are none. What is wrong with the filter's text is a *filter.Problem; other errors
// are of ErrNoGroup.
func (t *Table) Page(query Query) (Page, error) {
	a, err := t.arrange(query)
	if err != nil {
		return Page{}, err
	}
	first := min(max(query.Offset, 0), len(a.rows))
	last := first + min(max(query.Limit, 0), len(a.rows)-first)
	page := Page{Rows: make([]Row, 0, last-first), Matching: len(a.rows), Functions: a.functions, Self: a.self, Share: share(a.self, t.total)}
	for _, row := range a.rows[first:last] {
		if a.groups != nil {
			page.Rows = append(page.Rows, t.groupRow(a.groups, row))
		} else {
			page.Rows = append(page.Rows, t.Row(int(row)))
		}
	}
	return page, nil
}

// Row returns a function's row.
func (t *Table) Row(f int) Row {
	figures := t.graph.Figures(f)
	return Row{
		Function: f, Name: t.name(f), Builtin: Builtin(t.graph, f), File: File(t.graph, f), Line: t.graph.Line(f), Figures: figures,
		Origin: t.origin(f), Callers: t.graph.CallerCount(f), Callees: t.graph.CalleeCount(f),
		SelfPerCall: present(figures.SelfPerCall()), CumulativePerCall: present(figures.CumulativePerCall()),
		Share: share(figures.Self, t.total), CumulativeShare: share(figures.Cumulative, t.total), Corrected: t.corrected.function(f),
	}
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
