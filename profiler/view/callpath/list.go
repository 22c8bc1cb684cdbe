package callpath

import (
	"cmp"
	"math"
	"slices"

	"tottime/profiler/callgraph"
)

// Query asks for a page of the callers or callees at the end of a path.
type Query struct {
	Direction Direction
	// Path is functions: of Callers each was called by the next, of Callees each called the next. It is not empty.
	Path []int
	// Columns is the order wanted, by the figures of the calls, the most significant column first. Rows that are equal in all keep the order of the
	// profile; those without a figure in the first column come last in either direction. Without any column the longest cumulative time is first, then the
	// most calls. A column whose Of is not nil is by the corrected times.
	Columns []callgraph.Column
	// Offset is the index of the first row wanted, Limit the number of rows.
	Offset, Limit int
}

// Page is a part of a list of callers or callees.
type Page struct {
	Calls []Call
	// Corrected are those of Calls without what recording cost, nil where that is not known.
	Corrected []callgraph.Figures
	// Matching is the number of callers or callees in all.
	Matching int
}

// list is a list of callers or callees in order.
type list struct {
	path      []int // nil before the first
	columns   []callgraph.Column
	calls     []Call
	corrected []callgraph.Figures
}

// Page returns the callers or callees that a query asks for; beyond the end there are none. Further pages of a list cost no more than their rows. The error
// wraps ErrNoPath.
func (p *Paths) Page(query Query) (Page, error) {
	l, err := p.list(query)
	if err != nil {
		return Page{}, err
	}
	first := min(max(query.Offset, 0), len(l.calls))
	last := first + min(max(query.Limit, 0), len(l.calls)-first)
	page := Page{Calls: l.calls[first:last], Matching: len(l.calls)}
	if l.corrected != nil {
		page.Corrected = l.corrected[first:last]
	}
	return page, nil
}

func (p *Paths) list(query Query) (list, error) {
	p.mu.Lock()
	known := p.lists[query.Direction]
	p.mu.Unlock()
	if known.path != nil && slices.Equal(known.path, query.Path) && slices.Equal(known.columns, query.Columns) {
		return known, nil
	}
	made, err := p.arrange(query)
	if err != nil {
		return list{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lists[query.Direction] = made
	return made, nil
}

// arrange makes a list anew.
func (p *Paths) arrange(query Query) (list, error) {
	l := list{path: slices.Clone(query.Path), columns: slices.Clone(query.Columns)}
	calls, err := p.plain.Calls(query.Direction, query.Path)
	if err != nil {
		return l, err
	}
	var corrected []Call
	if p.corrected != nil {
		if corrected, err = p.corrected.Calls(query.Direction, query.Path); err != nil {
			return l, err
		}
	}
	order := make([]int32, len(calls))
	for i := range order {
		order[i] = int32(i)
	}
	columns := query.Columns
	if len(columns) == 0 {
		columns = []callgraph.Column{{Key: callgraph.Cumulative, Descending: true}, {Key: callgraph.Calls, Descending: true}}
	}
	var comparisons []comparison
	for i, c := range columns {
		of := calls
		if c.Of != nil && corrected != nil {
			of = corrected
		}
		comparisons = append(comparisons, p.comparisons(of, c, i == 0)...)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		for _, compare := range comparisons {
			if c := compare(a, b); c != 0 {
				return c
			}
		}
		return 0
	})
	for _, i := range order {
		l.calls = append(l.calls, calls[i])
		if corrected != nil {
			l.corrected = append(l.corrected, corrected[i].Figures)
		}
	}
	return l, nil
}

// comparison compares two rows by their indices.
type comparison func(a, b int32) int

// comparisons are those that a column stands for.
func (p *Paths) comparisons(calls []Call, c callgraph.Column, first bool) []comparison {
	sign := 1
	if c.Descending {
		sign = -1
	}
	if figure := figureOf(c.Key); figure != nil {
		figures := make([]float64, len(calls))
		for i := range calls {
			figures[i] = figure(calls[i].Figures)
		}
		return []comparison{func(a, b int32) int {
			x, y := figures[a], figures[b]
			if absentX, absentY := math.IsNaN(x), math.IsNaN(y); first && absentX != absentY {
				if absentX {
					return 1
				}
				return -1
			}
			return sign * cmp.Compare(x, y)
		}}
	}
	keys := []callgraph.Key{c.Key}
	if c.Key == callgraph.NameFileLine {
		keys = []callgraph.Key{callgraph.Name, callgraph.File, callgraph.Line}
	}
	var all []comparison
	for _, key := range keys {
		compare := p.plain.CompareBy(key)
		all = append(all, func(a, b int32) int { return sign * compare(calls[a].Function, calls[b].Function) })
	}
	return all
}

// figureOf returns how to tell the figure that a key compares, NaN for one that is not known; nil for a key of names and places.
func figureOf(key callgraph.Key) func(callgraph.Figures) float64 {
	count := func(calls int64) float64 {
		if calls == callgraph.Uncounted {
			return math.NaN()
		}
		return float64(calls)
	}
	switch key {
	case callgraph.Calls:
		return func(f callgraph.Figures) float64 { return count(f.Calls) }
	case callgraph.PrimitiveCalls:
		return func(f callgraph.Figures) float64 { return count(f.PrimitiveCalls) }
	case callgraph.Self:
		return func(f callgraph.Figures) float64 { return f.Self }
	case callgraph.Cumulative:
		return func(f callgraph.Figures) float64 { return f.Cumulative }
	case callgraph.SelfPerCall:
		return callgraph.Figures.SelfPerCall
	case callgraph.CumulativePerCall:
		return callgraph.Figures.CumulativePerCall
	}
	return nil
}
