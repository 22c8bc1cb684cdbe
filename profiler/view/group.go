package view

import (
	"cmp"
	"iter"
	"math"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// group is the functions of a profile that are defined on one line.
type group struct {
	definition source.Definition // of the first function
	functions  []int             // the one that the line is marked for, then the others
}

// with adds a function to a group, which is nil before its first. A def comes before what else is on its line, then the function that
// took longer.
func (g *group) with(graph *callgraph.Graph, f int, definition source.Definition) *group {
	if g == nil {
		return &group{definition, []int{f}}
	}
	g.functions = append(g.functions, f)
	isDef, wasDef := definition.Kind == source.Function, g.definition.Kind == source.Function
	if isDef && !wasDef || isDef == wasDef && graph.Figures(f).Self > graph.Figures(g.functions[0]).Self {
		g.definition = definition
		last := len(g.functions) - 1
		g.functions[0], g.functions[last] = g.functions[last], g.functions[0]
	}
	return g
}

func (g *group) hotspot(graph *callgraph.Graph, total float64, corrected correctedGraph) Hotspot {
	figures := g.figures(graph)
	self := share(figures.Self, total)
	return Hotspot{
		Function: g.functions[0], Name: g.definition.QualifiedName, Line: g.definition.Def, Heat: Heat(self), Figures: figures,
		SelfPerCall: present(figures.SelfPerCall()), CumulativePerCall: present(figures.CumulativePerCall()),
		Share: self, CumulativeShare: share(figures.Cumulative, total), Corrected: corrected.group(g),
	}
}

// figures adds up the functions' figures. The cumulative time of one that another of them called is within the other's: it is counted
// once.
func (g *group) figures(graph *callgraph.Graph) callgraph.Figures {
	sum := graph.Figures(g.functions[0])
	if len(g.functions) == 1 {
		return sum
	}
	longest, nested := sum.Cumulative, g.nested(graph)
	for _, f := range g.functions[1:] {
		figures := graph.Figures(f)
		sum = sum.Plus(figures)
		longest = max(longest, figures.Cumulative)
	}
	// Functions that call each other in turn have edges that are longer than what they are counted twice for.
	sum.Cumulative = max(sum.Cumulative-nested, longest)
	return sum
}

// nested is the cumulative time of calls from one function of the group to another, in seconds; it is without bound where the profile
// does not say.
func (g *group) nested(graph *callgraph.Graph) float64 {
	inGroup := make(map[int]bool, len(g.functions))
	for _, f := range g.functions {
		inGroup[f] = true
	}
	seconds := 0.0
	for _, caller := range g.functions {
		for edge := range graph.Callees(caller) {
			switch {
			case edge.Function == caller || !inGroup[edge.Function]:
			case edge.Timed():
				seconds += edge.Cumulative
			default:
				seconds = math.Inf(1)
			}
		}
	}
	return seconds
}

// define yields the functions that can be found in the source, with their definitions.
func define(graph *callgraph.Graph, functions []int, outline *source.Outline) iter.Seq2[int, source.Definition] {
	count := countNames(graph, functions)
	return func(yield func(int, source.Definition) bool) {
		for _, f := range functions {
			details := graph.Details(f)
			definition := sourceless(graph.Line(f), graph.Name(f), details)
			found := definition.Def > 0
			if outline != nil {
				var location Location
				location, found = Locate(outline, graph.Line(f), LocatedName(graph, f))
				// Of several functions with the name of the one that is left, it is not known which that is.
				found = found && (!location.Moved || count[LocatedName(graph, f)] == 1)
				definition = location.Definition
				definition.QualifiedName = cmp.Or(details.QualifiedName, definition.QualifiedName)
			}
			if found && !yield(f, definition) {
				return
			}
		}
	}
}

// countNames counts the functions by their names; those that share even their line, as several lambdas on one line do, are one.
func countNames(graph *callgraph.Graph, functions []int) map[string]int {
	type place struct {
		line int
		name string
	}
	seen := make(map[place]bool, len(functions))
	count := make(map[string]int)
	for _, f := range functions {
		if at := (place{graph.Line(f), LocatedName(graph, f)}); !seen[at] {
			seen[at] = true
			count[at.name]++
		}
	}
	return count
}

// sourceless is what the profile alone says of a definition.
func sourceless(line int, name string, details callgraph.Details) source.Definition {
	kind := source.Function
	switch {
	case name == "<module>":
		kind, line = source.Module, 1
	case name == "" || name[0] == '<':
		kind = source.Lambda
	}
	return source.Definition{
		Kind: kind, Name: name, QualifiedName: cmp.Or(details.QualifiedName, name),
		First: line, Def: cmp.Or(details.Def, line), Last: cmp.Or(details.End, details.Def, line),
	}
}
