// Package trace makes profiles of made-up programs of which every call is known, so that tests can compare estimates with the truth.
package trace

import (
	"fmt"
	"math"
	"math/rand/v2"

	"tottime/profiler/callgraph"
)

// Call is a call of a function and the calls that it made.
type Call struct {
	Function int
	Self     float64 // seconds
	Calls    []*Call
}

// Walk visits a call and all below it. stack are the functions that are on the stack, the outermost first; it is valid during the visit.
func (c *Call) Walk(visit func(call *Call, stack []int)) { c.walk(nil, visit) }

func (c *Call) walk(stack []int, visit func(*Call, []int)) {
	stack = append(stack, c.Function)
	visit(c, stack)
	for _, called := range c.Calls {
		called.walk(stack, visit)
	}
}

// Random is a program whose functions call some others each, at most so many times in all. Half of all programs have no circles of calls but of functions
// that call themselves.
func Random(random *rand.Rand, functions, most int) *Call {
	may := make([][]int, functions)
	circles := random.IntN(2) == 0
	for f := range may {
		for range 1 + random.IntN(3) {
			g := random.IntN(functions)
			if g >= f || circles {
				may[f] = append(may[f], g)
			}
		}
	}
	left := most
	var call func(f, depth int) *Call
	call = func(f, depth int) *Call {
		c := &Call{Function: f, Self: float64(1 + random.IntN(5))}
		for range random.IntN(4) {
			if left > 0 && depth < 12 && len(may[f]) > 0 {
				left--
				c.Calls = append(c.Calls, call(may[f][random.IntN(len(may[f]))], depth+1))
			}
		}
		return c
	}
	return call(0, 0)
}

// Stacks is what a profile of whole stacks has of programs.
func Stacks(programs ...*Call) *callgraph.Graph {
	b := callgraph.NewBuilder()
	for _, p := range programs {
		p.Walk(func(call *Call, stack []int) {
			numbers := make([]int, len(stack))
			for i, f := range stack {
				numbers[i] = b.Function(b.Symbol([]byte("f.py")), f+1, b.Symbol(fmt.Appendf(nil, "f%d", f)))
			}
			b.AddStack(numbers, call.Self)
		})
	}
	return b.Graph()
}

// Pairs is what cProfile has of programs: functions and who called whom, numbered as in Stacks.
func Pairs(programs ...*Call) *callgraph.Graph { return pairs(true, programs) }

// Counted is what the module profile has of programs: as Pairs, but of who called whom only how often.
func Counted(programs ...*Call) *callgraph.Graph { return pairs(false, programs) }

func pairs(timed bool, programs []*Call) *callgraph.Graph {
	stacks := Stacks(programs...)
	type count struct{ calls, primitive int64 }
	calls, edges := map[int]count{}, map[[2]int]count{}
	for _, p := range programs {
		p.Walk(func(_ *Call, stack []int) {
			f, on, pairOn := stack[len(stack)-1], 0, 0
			caller := -1
			if len(stack) > 1 {
				caller = stack[len(stack)-2]
			}
			for i, g := range stack {
				if g == f {
					on++
				}
				if i > 0 && g == f && stack[i-1] == caller {
					pairOn++
				}
			}
			add := func(c count, first bool) count {
				c.calls++
				if first {
					c.primitive++
				}
				return c
			}
			calls[f] = add(calls[f], on == 1)
			if caller >= 0 {
				edges[[2]int{caller, f}] = add(edges[[2]int{caller, f}], pairOn == 1)
			}
		})
	}
	b := callgraph.NewBuilder()
	with := func(f callgraph.Figures, c count) callgraph.Figures {
		f.Calls, f.PrimitiveCalls = c.calls, c.primitive
		return f
	}
	for f := range stacks.Len() {
		b.Add(stacks.File(f), stacks.Line(f), stacks.Name(f), with(stacks.Figures(f), calls[stacks.Line(f)-1]))
	}
	for f := range stacks.Len() {
		for e := range stacks.Callers(f) {
			if !timed {
				e.Self, e.Cumulative = math.NaN(), math.NaN()
			}
			b.AddEdge(e.Function, f, with(e.Figures, edges[[2]int{stacks.Line(e.Function) - 1, stacks.Line(f) - 1}]))
		}
	}
	return b.Graph()
}
