package difference

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

// Key is a column of the table.
type Key uint8

// The columns.
const (
	ByName Key = iota
	ByFile
	ByKind
	CallsBefore
	CallsAfter
	CallsDifference
	CallsPercent
	SelfBefore
	SelfAfter
	SelfDifference
	SelfPercent
	CumulativeBefore
	CumulativeAfter
	CumulativeDifference
	CumulativePercent
)

// Column is one level of an order: a key and its direction. Differences are compared with their signs: descending, what got slowest is first.
type Column struct {
	Key        Key
	Descending bool
}

// sorted returns all rows in an order.
func (t *Table) sorted(columns []Column) []int32 {
	order := make([]int32, len(t.pairs))
	for i := range order {
		order[i] = int32(i)
	}
	// Each sort is stable, so the least significant column goes first.
	for _, c := range slices.Backward(columns) {
		order = callgraph.OrderByNumbers(order, t.numbers(c))
	}
	return order
}

// numbers returns a number for each row; in an order of them the rows are in that of the column.
func (t *Table) numbers(c Column) []uint64 {
	numbers := make([]uint64, len(t.pairs))
	switch c.Key {
	case ByName, ByFile:
		copy(numbers, t.places(c.Key))
	case ByKind:
		for i, k := range t.kinds {
			numbers[i] = uint64(k)
		}
	default:
		figure := t.figure(c.Key)
		for i := range numbers {
			numbers[i] = callgraph.FloatNumber(figure(int32(i))) // 0 for what is not a number
		}
		if !c.Descending {
			for i, n := range numbers {
				numbers[i] = n - 1 // what is not a number becomes the last
			}
			return numbers
		}
	}
	if c.Descending {
		for i, n := range numbers {
			numbers[i] = ^n
		}
	}
	return numbers
}

// figure returns a column's figures by row, NaN where there is none.
func (t *Table) figure(key Key) func(row int32) float64 {
	before := func(row int32) (callgraph.Figures, bool) {
		b, _ := t.figures(row)
		return b, t.pairs[row].Base >= 0
	}
	after := func(row int32) (callgraph.Figures, bool) {
		_, a := t.figures(row)
		return a, t.pairs[row].Head >= 0
	}
	of := func(side func(int32) (callgraph.Figures, bool), figure func(callgraph.Figures) float64) func(int32) float64 {
		return func(row int32) float64 {
			if f, there := side(row); there {
				return figure(f)
			}
			return math.NaN()
		}
	}
	change := func(figure func(Change) float64) func(int32) float64 {
		return func(row int32) float64 { return figure(NewChange(t.figures(row))) }
	}
	calls := func(f callgraph.Figures) float64 { return count(f.Calls) }
	self := func(f callgraph.Figures) float64 { return known(f.Self) }
	cumulative := func(f callgraph.Figures) float64 { return known(f.Cumulative) }
	switch key {
	case CallsBefore:
		return of(before, calls)
	case CallsAfter:
		return of(after, calls)
	case CallsDifference:
		return change(func(c Change) float64 { return count(c.Calls) })
	case CallsPercent:
		return change(func(c Change) float64 { return c.CallsPart })
	case SelfBefore:
		return of(before, self)
	case SelfAfter:
		return of(after, self)
	case SelfDifference:
		return change(func(c Change) float64 { return c.Self })
	case SelfPercent:
		return change(func(c Change) float64 { return c.SelfPart })
	case CumulativeBefore:
		return of(before, cumulative)
	case CumulativeAfter:
		return of(after, cumulative)
	case CumulativeDifference:
		return change(func(c Change) float64 { return c.Cumulative })
	case CumulativePercent:
		return change(func(c Change) float64 { return c.CumulativePart })
	}
	panic("difference: the column holds no figures")
}

// count is a number of calls as a figure, NaN where it is not known.
func count(calls int64) float64 {
	if calls == callgraph.Uncounted {
		return math.NaN()
	}
	return float64(calls)
}

// places are those of the rows' names or files among all.
func (t *Table) places(key Key) []uint64 {
	places := &t.ranks[key]
	if *places == nil {
		texts := make([]string, len(t.pairs))
		for i, p := range t.pairs {
			graph, f := t.head.Graph, int(p.Head)
			if p.Head < 0 {
				graph, f = t.base.Graph, int(p.Base)
			}
			if texts[i] = view.Name(graph, f); key == ByFile {
				texts[i] = view.File(graph, f)
			}
		}
		*places = rank(texts)
	}
	return *places
}

// rank returns the place of each of some texts; equal ones have the same.
func rank(texts []string) []uint64 {
	order := make([]int32, len(texts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(strings.Compare(texts[a], texts[b]), cmp.Compare(a, b)) })
	places := make([]uint64, len(texts))
	for i, x := range order {
		places[x] = uint64(i)
		if i > 0 && texts[order[i-1]] == texts[x] {
			places[x] = places[order[i-1]]
		}
	}
	return places
}
