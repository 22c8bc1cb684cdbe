package view

import (
	"slices"

	"tottime/profiler/callgraph"
)

// arrangement is the rows that a query is a page of. It is never changed.
type arrangement struct {
	rows      []int32 // functions, or parts of groups
	groups    *groups // nil where the rows are functions
	functions int
	self      float64 // seconds
}

// equal says whether two queries ask for the same rows.
func (q Query) equal(other Query) bool {
	return q.Filter == other.Filter && q.Top == other.Top && q.Group == other.Group && q.Within == other.Within && slices.Equal(q.Columns, other.Columns)
}

// arrange returns the rows that the query's filter keeps, in its order.
func (t *Table) arrange(query Query) (arrangement, error) {
	query.Columns, query.Offset, query.Limit = slices.Clone(query.Columns), 0, 0
	return t.arranged.get(query, func() (arrangement, error) {
		kept, err := t.Keep(query.Filter)
		switch {
		case err != nil:
			return arrangement{}, err
		case query.Within != "":
			return t.arrangeWithin(query, kept)
		case query.Group != Ungrouped:
			return t.arrangeGroups(query, kept), nil
		}
		order := t.order(query.Columns)
		if kept != nil {
			order = chosen(order, func(f int32) bool { return kept[f] })
		}
		return t.arrangement(top(order, query.Top)), nil
	})
}

// arrangeWithin returns the functions of one group.
func (t *Table) arrangeWithin(query Query, kept []bool) (arrangement, error) {
	of, group, err := t.group(query.Within)
	if err != nil {
		return arrangement{}, err
	}
	return t.arrangement(chosen(t.order(query.Columns), func(f int32) bool { return of.of[f] == group && (kept == nil || kept[f]) })), nil
}

func (t *Table) arrangeGroups(query Query, kept []bool) arrangement {
	groups := t.grouped(query.Group, kept)
	a := arrangement{rows: top(t.orderGroups(groups, query.Columns), query.Top), groups: groups}
	for _, p := range a.rows {
		a.functions += int(groups.functions[p])
		a.self += groups.figures[p].Self
	}
	return a
}

// arrangement is one of functions.
func (t *Table) arrangement(functions []int32) arrangement {
	a := arrangement{rows: functions, functions: len(functions)}
	if len(functions) == t.graph.Recorded() {
		a.self = t.total
		return a
	}
	for _, f := range functions {
		a.self += t.graph.Figures(int(f)).Self
	}
	return a
}

// order returns all functions that have a record in an order.
func (t *Table) order(columns []callgraph.Column) []int32 {
	order, _ := t.orders.get(columns, func() ([]int32, error) { return t.newOrder(columns), nil })
	return order
}

func (t *Table) newOrder(columns []callgraph.Column) []int32 {
	return absentLast(t.graph, t.recorded(t.graph.Order(columns...)), columns)
}

// recorded leaves out the functions that are only named as callers, as pstats does not print them either.
func (t *Table) recorded(order []int32) []int32 {
	if t.graph.Recorded() == t.graph.Len() {
		return order
	}
	return slices.DeleteFunc(order, func(f int32) bool { return int(f) >= t.graph.Recorded() })
}

// chosen returns those for which keep is true.
func chosen(order []int32, keep func(f int32) bool) []int32 {
	rows := make([]int32, 0, len(order))
	for _, f := range order {
		if keep(f) {
			rows = append(rows, f)
		}
	}
	return rows
}

// top returns the first so many rows: a number of them from 1 on, below 1 a part of them, rounded as pstats does (Lib/pstats.py, eval_print_amount). 0 is
// all of them.
func top(rows []int32, most float64) []int32 {
	switch {
	case most <= 0 || most >= float64(len(rows)):
		return rows
	case most < 1:
		return rows[:int(float64(len(rows))*most+.5)]
	}
	return rows[:int(most)]
}
