// Package callgraph is the model of a profile: its functions and the calls between them, in columns that never change.
package callgraph

import "iter"

// Graph holds the functions 0 to Len()-1 and the edges between them: who called whom, how often and for how long.
// It is immutable and safe for concurrent use.
type Graph struct {
	symbols   []string
	variants  []variant
	functions []key
	recorded  int
	figures   columns   // by function
	details   []Details // by function, or nil
	stacks    *Stacks
	basis     Basis
	knowledge Knowledge

	// Edges are stored by callee: those of function f are callerStart[f] up to callerStart[f+1].
	callerStart []int32
	edges       edges

	callees *calleeIndex

	ranks ranks
}

// Edge is one end of the calls between two functions.
type Edge struct {
	Function int // the function at the other end
	Figures      // of the calls along this edge alone
}

// edges are the columns of the edges.
type edges struct {
	caller, callee []int32
	figures        columns
}

// Len returns the number of functions. They are numbered in the order of the profile's file.
func (g *Graph) Len() int { return len(g.functions) }

// Recorded returns how many functions have a record of their own. They are the functions 0 to Recorded()-1; the others,
// in a profile that was cut down or written by hand, are only named as callers and have no figures.
func (g *Graph) Recorded() int { return g.recorded }

// Edges returns the number of edges.
func (g *Graph) Edges() int { return len(g.edges.caller) }

// File returns the name of f's source file as the profile has it: absolute, relative, or "~" for a function written in C.
func (g *Graph) File(f int) string { return g.symbols[g.functions[f].file] }

// FileSymbol returns the number of File(f) among all texts of the graph: the same for functions in one file, and below Symbols.
func (g *Graph) FileSymbol(f int) Symbol { return g.functions[f].file }

// Symbols returns the number of texts in the graph.
func (g *Graph) Symbols() int { return len(g.symbols) }

// Line returns the 1-based line where f's code begins, its first decorator's where it has any, or 0 for a function written in C.
func (g *Graph) Line(f int) int { return g.functions[f].line }

// Name returns f's name as the profile has it, such as "main", "<module>" or "<built-in method builtins.len>".
func (g *Graph) Name(f int) string { return g.symbols[g.functions[f].name] }

// StandardName returns f's name as pstats prints it.
func (g *Graph) StandardName(f int) string { return StandardName(g.File(f), g.Line(f), g.Name(f)) }

// Builtin reports whether f has no Python code: functions written in C, and a profiler's entries for itself. Their line is 0; their file is "~"
// with cProfile, empty with profile, the module's name with yappi.
func (g *Graph) Builtin(f int) bool { return g.Line(f) == 0 }

// Details returns what is known of f beyond its name, the zero Details when that is nothing.
func (g *Graph) Details(f int) Details {
	if g.details == nil {
		return Details{}
	}
	return g.details[f]
}

// Variant returns what tells f from other functions with the same file, line and name: its qualified name, and its number among those that share
// even that, from 1 on. The ordinal is 0 for a function that no other can be taken for.
func (g *Graph) Variant(f int) (qualified string, ordinal int) {
	if n := g.functions[f].variant; n > 0 {
		v := g.variants[n-1]
		return v.qualified, v.ordinal
	}
	return "", 0
}

// Stacks returns the call stacks that the profile was made of, nil when it only knows which function called which.
func (g *Graph) Stacks() *Stacks { return g.stacks }

// Knowledge says which of the figures are exact, which are estimates, and which are not known.
func (g *Graph) Knowledge() Knowledge { return g.knowledge }

// Figures returns what was counted and measured for f.
func (g *Graph) Figures(f int) Figures { return g.figures.at(f) }

// Callers yields the functions that called f, each with the figures of these calls, in the order of the profile.
func (g *Graph) Callers(f int) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for e := g.callerStart[f]; e < g.callerStart[f+1]; e++ {
			if !yield(Edge{int(g.edges.caller[e]), g.edges.figures.at(int(e))}) {
				return
			}
		}
	}
}

// Callees yields the functions that f called, each with the figures of these calls, in the order of the profile.
func (g *Graph) Callees(f int) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for _, e := range g.callees.of(g, f) {
			if !yield(Edge{int(g.edges.callee[e]), g.edges.figures.at(int(e))}) {
				return
			}
		}
	}
}

// CallerCount returns the number of functions that called f.
func (g *Graph) CallerCount(f int) int { return int(g.callerStart[f+1] - g.callerStart[f]) }

// CalleeCount returns the number of functions that f called.
func (g *Graph) CalleeCount(f int) int { return len(g.callees.of(g, f)) }

// Totals returns the sums over all functions, added in the order of the profile. Cumulative times overlap, so theirs is not used.
func (g *Graph) Totals() Figures {
	var sum Figures
	for f := range g.Len() {
		sum.Calls = addCounts(sum.Calls, g.figures.calls[f])
		sum.PrimitiveCalls = addCounts(sum.PrimitiveCalls, g.figures.primitive[f])
		sum.Self += g.figures.self[f]
	}
	return sum
}
