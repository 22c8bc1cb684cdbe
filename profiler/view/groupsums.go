package view

import (
	"math"

	"tottime/profiler/callgraph"
)

// sums adds up the figures of the functions by part, and tells of which parts the true cumulative time may be less. member is each function's part, or -1.
//
// The cumulative time of a group is counted once: it is that of the calls that enter it from outside, and what its functions took when nothing is known to
// have called them. It is the truth unless some of these calls are within others, where a group calls a function outside which calls the group in turn.
// No group takes less than the longest of its functions, none more than the whole program.
func sums(graph *callgraph.Graph, functions, member []int32, total float64) (figures []callgraph.Figures, atMost []bool) {
	figures, atMost = make([]callgraph.Figures, len(functions)), make([]bool, len(functions))
	longest := make([]float64, len(functions))
	entered := enteredTimes(graph, functions, member)
	for f, p := range member {
		if p < 0 {
			continue
		}
		own := graph.Figures(f)
		longest[p] = max(longest[p], own.Cumulative)
		figures[p] = figures[p].Plus(own)
	}
	for p := range figures {
		if functions[p] > 1 {
			figures[p].Cumulative = max(longest[p], min(entered[p], max(total, longest[p])))
			atMost[p] = figures[p].Cumulative > longest[p]*(1+1e-9)
		}
	}
	if graph.Stacks() == nil {
		onlyEnteredAgain(graph, member, atMost)
	} else {
		clear(atMost)
	}
	return figures, atMost
}

// enteredTimes returns for each part how long the calls took that enter it from outside, in seconds, together with what nothing called. Where the profile
// does not say how long calls took it is the sum of all its functions' times.
func enteredTimes(graph *callgraph.Graph, functions, member []int32) []float64 {
	entered := make([]float64, len(functions))
	if stacks := graph.Stacks(); stacks != nil {
		return stackTimes(stacks, member, entered)
	}
	for f, p := range member {
		if p < 0 || functions[p] < 2 {
			continue
		}
		whole := graph.Figures(f).Cumulative
		outside, all := 0.0, 0.0
		for edge := range graph.Callers(f) {
			if edge.Function == f {
				continue
			}
			all += edge.Cumulative
			if member[edge.Function] != p {
				outside += edge.Cumulative
			}
		}
		if math.IsNaN(all) {
			entered[p] += whole
			continue
		}
		entered[p] += outside + max(whole-all, 0)
	}
	return entered
}

// stackTimes returns for each part the time of the stacks that it is on.
func stackTimes(stacks *callgraph.Stacks, member []int32, entered []float64) []float64 {
	whole := make([]float64, stacks.Len())
	for n := stacks.Len() - 1; n >= 0; n-- {
		whole[n] += stacks.Self(n)
		if parent := stacks.Parent(n); parent >= 0 {
			whole[parent] += whole[n]
		}
	}
	for n := range whole {
		p := member[stacks.Function(n)]
		if p < 0 {
			continue
		}
		below := stacks.Parent(n)
		for below >= 0 && member[stacks.Function(below)] != p {
			below = stacks.Parent(below)
		}
		if below < 0 {
			entered[p] += whole[n]
		}
	}
	return entered
}
