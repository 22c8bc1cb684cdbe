// Package difference compares two profiles function by function.
package difference

import (
	"math"
	"slices"
	"sync"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

// Profile is one of the profiles that a Table compares.
type Profile struct {
	Graph *callgraph.Graph
	// Table is that of the same graph.
	Table *view.Table
}

// Table shows the differences between two profiles, sorted and filtered. It keeps the last order, kinds and filter, so that further pages cost no more
// than their rows. It is safe for concurrent use.
type Table struct {
	base, head Profile
	pairs      []Pair
	total      Total

	mu        sync.Mutex // guards what follows
	tolerance Tolerance
	kinds     []Kind         // by row, for the tolerance; nil before they are first needed
	counts    [KindCount]int // of kinds
	columns   []Column
	order     []int32 // all rows, for the columns; nil before the first page
	filter    view.Filter
	kept      []bool // by row, for the filter; nil where it keeps all
	query     Query  // that matching was made for, without its page
	matching  []int32
	ranks     [2][]uint64 // by row: the place of its name, and of its file, among all; nil before they are first needed
}

// NewTable compares two profiles.
func NewTable(base, head Profile) *Table {
	return &Table{base: base, head: head, pairs: Match(base.Graph, head.Graph), total: newTotal(base.Graph, head.Graph)}
}

// Query asks for a page of the table.
type Query struct {
	// Columns is the order wanted, the most significant column first. Rows that are equal in all of them come as in the profile after, then those that are
	// gone as in the one before. Those without a figure come last in either direction.
	Columns []Column
	// Filter keeps some of the rows: see Table.Keep.
	Filter view.Filter
	// Kinds are those that are kept; none stands for all.
	Kinds     Kinds
	Tolerance Tolerance
	// Top keeps the first so many of the rows in their order: a number of them from 1 on, below 1 a part of them, as pstats does. 0 keeps all.
	Top float64
	// Offset is the index of the first row wanted, Limit the number of rows.
	Offset, Limit int
}

// Row is a function in two profiles.
type Row struct {
	Pair
	Kind Kind
	// Before and After are the figures, zero where the function is not.
	Before, After callgraph.Figures
	Change        Change
}

// Page is a part of the table.
type Page struct {
	Rows []Row
	// Matching is the number of rows that the filter and the kinds keep.
	Matching int
}

// Page returns the rows that a query asks for; beyond the end there are none. What is wrong with the filter's text is a *filter.Problem.
func (t *Table) Page(query Query) (Page, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.arrange(query); err != nil {
		return Page{}, err
	}
	first := min(max(query.Offset, 0), len(t.matching))
	last := first + min(max(query.Limit, 0), len(t.matching)-first)
	page := Page{Rows: make([]Row, 0, last-first), Matching: len(t.matching)}
	for _, i := range t.matching[first:last] {
		before, after := t.figures(i)
		page.Rows = append(page.Rows, Row{Pair: t.pairs[i], Kind: t.kinds[i], Before: before, After: after, Change: NewChange(before, after)})
	}
	return page, nil
}

// arrange finds the rows that a query keeps, in its order.
func (t *Table) arrange(query Query) error {
	t.judge(query.Tolerance)
	if t.order == nil || !slices.Equal(query.Columns, t.columns) {
		t.order, t.columns, t.matching = t.sorted(query.Columns), slices.Clone(query.Columns), nil
	}
	if query.Filter != t.filter {
		kept, err := t.keep(query.Filter)
		if err != nil {
			return err
		}
		t.kept, t.filter, t.matching = kept, query.Filter, nil
	}
	if t.matching != nil && t.query.Kinds == query.Kinds && t.query.Top == query.Top {
		return nil
	}
	t.query = query
	t.matching = t.order
	if t.kept != nil || query.Kinds != 0 {
		t.matching = make([]int32, 0, len(t.order))
		for _, i := range t.order {
			if (t.kept == nil || t.kept[i]) && (query.Kinds == 0 || query.Kinds.Has(t.kinds[i])) {
				t.matching = append(t.matching, i)
			}
		}
	}
	t.matching = top(t.matching, query.Top)
	return nil
}

// top are the first rows, a number of them or a part, rounded as pstats does.
func top(rows []int32, most float64) []int32 {
	switch {
	case most <= 0:
		return rows
	case most < 1:
		most = math.Floor(float64(len(rows))*most + 0.5)
	}
	return rows[:int(min(most, float64(len(rows))))]
}

// judge finds the kinds of all rows.
func (t *Table) judge(tolerance Tolerance) {
	if t.kinds != nil && t.tolerance == tolerance {
		return
	}
	kinds, counts := make([]Kind, len(t.pairs)), [KindCount]int{}
	for i, p := range t.pairs {
		switch {
		case p.Base < 0:
			kinds[i] = New
		case p.Head < 0:
			kinds[i] = Gone
		default:
			kinds[i] = tolerance.kind(t.base.Graph.Figures(int(p.Base)).Self, t.head.Graph.Figures(int(p.Head)).Self)
		}
		counts[kinds[i]]++
	}
	if slices.ContainsFunc(t.columns, func(c Column) bool { return c.Key == ByKind }) {
		t.order = nil
	}
	t.kinds, t.counts, t.tolerance, t.matching = kinds, counts, tolerance, nil
	if t.filter.Text != "" {
		t.filter, t.kept = view.Filter{}, nil // conditions may be of kinds
	}
}

// figures are those of a row, zero where the function is not.
func (t *Table) figures(row int32) (before, after callgraph.Figures) {
	if p := t.pairs[row]; p.Base >= 0 {
		before = t.base.Graph.Figures(int(p.Base))
	}
	if p := t.pairs[row]; p.Head >= 0 {
		after = t.head.Graph.Figures(int(p.Head))
	}
	return before, after
}

// Counts returns the number of functions of each kind.
func (t *Table) Counts(tolerance Tolerance) [KindCount]int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.judge(tolerance)
	return t.counts
}

// Total is the figures of all functions together.
type Total struct {
	// Before and After are sums; cumulative times overlap, so these are the self times.
	Before, After callgraph.Figures
	Change        Change
	// FunctionsBefore and FunctionsAfter are the numbers of functions.
	FunctionsBefore, FunctionsAfter int
}

// Total returns the figures of all functions together.
func (t *Table) Total() Total { return t.total }

func newTotal(base, head *callgraph.Graph) Total {
	total := Total{Before: base.Totals(), After: head.Totals(), FunctionsBefore: base.Recorded(), FunctionsAfter: head.Recorded()}
	total.Before.Cumulative, total.After.Cumulative = total.Before.Self, total.After.Self
	total.Change = NewChange(total.Before, total.After)
	return total
}
