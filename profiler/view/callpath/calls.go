package callpath

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"tottime/profiler/callgraph"
)

// Direction is which way a path goes.
type Direction int

// The directions.
const (
	Callers Direction = iota // each function of a path was called by the next one
	Callees                  // each function of a path called the next one
)

// ErrNoPath is wrapped by the error for a path that nothing was called along.
var ErrNoPath = errors.New("no such path")

// Call is a caller or a callee of the last function of a path, with the figures of the calls between them: of callers what the first function took when
// it was called along the path, of callees what they took themselves.
type Call struct {
	Function int
	callgraph.Figures
	// Part is Cumulative as a part of what the last function of a path of callees, or the first of one of callers, took along the path, 0 to 1. Where there
	// are no times it is Calls as a part of those of all rows. It is NaN where neither is known.
	Part float64
	// Estimated says that the figures are a guess.
	Estimated bool
	// Recursive says that the function is on the path.
	Recursive bool
}

// Calls returns the callers or the callees of the last function of a path, in the order of the profile.
//
// Those of a single function are exact: they are what pstats' print_callers and print_callees show. At the end of a longer path figures are multiplied by
// the part of the functions' time that belongs to it:
//
//	callees of f0 → … → fk:  figures(fk→g) · seconds(f0 → … → fk) / cumulative(fk)
//	callers of f0 ← … ← fk:  figures(f1→f0) · Π cumulative(f(i+1)→fi) / cumulative(fi)    for i from 1 to k, f(k+1) being the caller
//
// Callees stay exact while all that the functions of the path did was done along it: see Model.Down; and while none of them but the first calls itself,
// since then the path with two calls of it is another; and while the callees of the last one took no longer together than it did, else their times are
// shortened as by Model.Down. Callers stay exact while each function of the path but the first has no other caller than the next one. Numbers of calls are
// rounded, and at least 1. Where the profile has whole stacks all rows are exact.
func (m *Model) Calls(direction Direction, path []int) ([]Call, error) {
	if tree := m.Tree(); tree != nil {
		return m.stackCalls(tree, direction, path)
	}
	if direction == Callers {
		return m.callersAlong(path)
	}
	return m.calleesAlong(path)
}

func (m *Model) calleesAlong(path []int) ([]Call, error) {
	step, exact := m.Start(path[0]), true
	for _, callee := range path[1:] {
		edge, found := m.Callee(step.Function, callee)
		if !found {
			return nil, m.noCall(step.Function, callee)
		}
		step = m.Down(step, edge)
		exact = exact && step.Whole && !m.Recursive(callee)
	}
	calls := make([]Call, 0, m.CalleeCount(step.Function))
	time, share, fit := m.Time(step.Function), m.share(step), 1.0
	if len(path) > 1 {
		fit = m.way(step.Function).fit
	}
	for e := range m.Callees(step.Function) {
		call := Call{Function: e.Function, Figures: e.Figures, Part: part(e.Cumulative*fit, time)}
		if !exact || fit < 1 {
			call.Figures, call.Estimated = scaled(e.Figures, share), true
			call.Self, call.Cumulative = call.Self*fit, call.Cumulative*fit
		}
		calls = append(calls, call)
	}
	return m.finished(calls, path), nil
}

func (m *Model) callersAlong(path []int) ([]Call, error) {
	last := path[len(path)-1]
	calls := make([]Call, 0, m.CallerCount(last))
	if len(path) == 1 {
		time := m.Time(last)
		for e := range m.Callers(last) {
			calls = append(calls, Call{Function: e.Function, Figures: e.Figures, Part: part(e.Cumulative, time)})
		}
		return m.finished(calls, path), nil
	}
	first, found := m.Callee(path[1], path[0])
	if !found {
		return nil, m.noCall(path[1], path[0])
	}
	factor, exact := 1.0, true
	for i := 1; i+1 < len(path); i++ {
		edge, found := m.Callee(path[i+1], path[i])
		if !found {
			return nil, m.noCall(path[i+1], path[i])
		}
		factor *= m.seconds(edge, path[i]) / m.called(path[i])
		exact = exact && m.soleCaller(path[i])
	}
	exact = exact && m.soleCaller(last)
	called := m.called(last)
	for e := range m.Callers(last) {
		part := m.seconds(e, last) / called
		call := Call{Function: e.Function, Figures: first.Figures, Part: part}
		if !exact {
			call.Figures, call.Estimated = scaled(first.Figures, factor*part), true
		}
		if !first.Timed() && !first.Counted() {
			call.Part = math.NaN()
		}
		calls = append(calls, call)
	}
	return m.finished(calls, path), nil
}

// called is the seconds that a function's time is divided by among its callers: what the calls by all of them took when that is more, as the calls of a
// function by itself take time that is counted already.
func (m *Model) called(f int) float64 {
	sum := 0.0
	for e := range m.Callers(f) {
		sum += m.seconds(e, f)
	}
	if sum = max(sum, m.Time(f)); sum > 0 {
		return sum
	}
	return 1
}

// soleCaller reports whether all calls of a function are by one other.
func (m *Model) soleCaller(f int) bool { return m.way(f).only >= 0 && m.CallerCount(f) == 1 }

// finished fills in what follows from the rows and their path.
func (m *Model) finished(calls []Call, path []int) []Call {
	sum := 0.0
	for _, c := range calls {
		if c.Counted() {
			sum += float64(max(0, c.Calls))
		}
	}
	for i := range calls {
		c := &calls[i]
		c.Recursive = slices.Contains(path, c.Function)
		if !c.Timed() {
			c.Part = math.NaN()
			if c.Counted() && sum > 0 {
				c.Part = part(float64(c.Calls), sum)
			}
		}
	}
	return calls
}

// scaled is a part of some figures.
func scaled(f callgraph.Figures, share float64) callgraph.Figures {
	return callgraph.Figures{
		Calls: scaledCount(f.Calls, share), PrimitiveCalls: scaledCount(f.PrimitiveCalls, share), Self: f.Self * share, Cumulative: f.Cumulative * share,
	}
}

func scaledCount(calls int64, share float64) int64 {
	if calls == callgraph.Uncounted || calls <= 0 || share >= 1 {
		return calls
	}
	return max(1, int64(math.Round(float64(calls)*share)))
}

// part is what some seconds are of others, 0 to 1, and NaN where that is not known.
func part(seconds, of float64) float64 {
	switch {
	case math.IsNaN(seconds):
		return seconds
	case of <= 0:
		return 0
	}
	return min(1, usable(seconds)/of)
}

func (m *Model) noCall(caller, callee int) error {
	return fmt.Errorf("%w: %s is not known to have called %s", ErrNoPath, m.Shown(caller), m.Shown(callee))
}

// Shown returns a function's standard name for messages, which may be of any length, in quotes and no longer than a line.
func (m *Model) Shown(f int) string {
	const most = 200
	name := m.StandardName(f)
	if runes := []rune(name[:min(len(name), 4*most)]); len(runes) > most {
		name = string(runes[:most]) + "…"
	}
	return strconv.Quote(name)
}
