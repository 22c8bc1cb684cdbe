package callpath

import (
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
	columns := query.Columns
	if len(columns) == 0 {
		columns = []callgraph.Column{{Key: callgraph.Cumulative, Descending: true}, {Key: callgraph.Calls, Descending: true}}
	}
	seen := func(of *callgraph.Graph, i int) callgraph.Edge {
		c := &calls[i]
		if of != nil && corrected != nil {
			c = &corrected[i]
		}
		return callgraph.Edge{Function: c.Function, Figures: c.Figures}
	}
	order := p.plain.OrderEdges(len(calls), seen, columns...)
	if first := columns[0]; !first.Descending {
		order = absentLast(order, func(i int32) bool { return absent(first.Key, seen(first.Of, int(i)).Figures) })
	}
	l.calls = make([]Call, 0, len(calls))
	for _, i := range order {
		l.calls = append(l.calls, calls[i])
		if corrected != nil {
			l.corrected = append(l.corrected, corrected[i].Figures)
		}
	}
	return l, nil
}

// absentLast moves the rows in front that have no figure behind the others: what is not known is less than all others in an order.
func absentLast(order []int32, absent func(i int32) bool) []int32 {
	known := slices.IndexFunc(order, func(i int32) bool { return !absent(i) })
	if known <= 0 {
		return order
	}
	return slices.Concat(order[known:], order[:known])
}

// absent reports whether there is no figure that a key compares.
func absent(key callgraph.Key, f callgraph.Figures) bool {
	switch key {
	case callgraph.Calls:
		return f.Calls == callgraph.Uncounted
	case callgraph.PrimitiveCalls:
		return f.PrimitiveCalls == callgraph.Uncounted
	case callgraph.Self:
		return math.IsNaN(f.Self)
	case callgraph.Cumulative:
		return math.IsNaN(f.Cumulative)
	case callgraph.SelfPerCall:
		return math.IsNaN(f.SelfPerCall())
	case callgraph.CumulativePerCall:
		return math.IsNaN(f.CumulativePerCall())
	}
	return false
}
