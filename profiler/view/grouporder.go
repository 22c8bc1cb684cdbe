package view

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tottime/profiler/callgraph"
)

// orderGroups returns the groups in the order of some columns, as functions are ordered: those that are equal keep the order of their first functions, and
// those without a figure in the first column come last.
func (t *Table) orderGroups(g *groups, columns []callgraph.Column) []int32 {
	order := g.present()
	var compare []func(a, b int32) int
	for i, column := range columns {
		by := g.comparison(column, i == 0)
		compare = append(compare, by)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		for _, by := range compare {
			if c := by(a, b); c != 0 {
				return c
			}
		}
		return 0
	})
	return order
}

// comparison compares groups by a column. What is not a number is less than all others, or comes last.
func (g *groups) comparison(column callgraph.Column, absentLast bool) func(a, b int32) int {
	text, figure := g.sortText(column.Key), g.sortFigure(column)
	return func(a, b int32) int {
		c := 0
		if text != nil {
			c = strings.Compare(text(a), text(b))
		} else {
			x, y := figure(a), figure(b)
			if absentLast && math.IsNaN(x) != math.IsNaN(y) {
				return cmp.Compare(y, x) // a NaN is less than all others
			}
			c = cmp.Compare(x, y)
		}
		if column.Descending {
			return -c
		}
		return c
	}
}

// sortText returns the texts that a key is of, nil for one of figures.
func (g *groups) sortText(key callgraph.Key) func(p int32) string {
	switch key {
	case callgraph.Name, callgraph.NameFileLine:
		return func(p int32) string { return g.parts.parts[p].title }
	case callgraph.File, callgraph.StandardNameKey:
		return func(p int32) string { return g.parts.parts[p].file }
	}
	return nil
}

// sortFigure returns the figures that a column is of, NaN where there are none. Groups have no lines.
func (g *groups) sortFigure(column callgraph.Column) func(p int32) float64 {
	figures := g.figures
	if column.Of != nil && g.corrected != nil {
		figures = g.corrected
	}
	switch column.Key {
	case callgraph.Calls:
		return func(p int32) float64 { return count(figures[p].Calls) }
	case callgraph.PrimitiveCalls:
		return func(p int32) float64 { return count(figures[p].PrimitiveCalls) }
	case callgraph.Self:
		return func(p int32) float64 { return figures[p].Self }
	case callgraph.SelfPerCall:
		return func(p int32) float64 { return figures[p].SelfPerCall() }
	case callgraph.Cumulative:
		return func(p int32) float64 { return figures[p].Cumulative }
	case callgraph.CumulativePerCall:
		return func(p int32) float64 { return figures[p].CumulativePerCall() }
	}
	return func(int32) float64 { return 0 }
}
