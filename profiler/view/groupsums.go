package view

import (
	"math"

	"tottime/profiler/callgraph"
)

// sums adds up the figures of functions by their groups. functions is the number of each group's, member each function's group, or -1.
//
// The cumulative time of a group is counted once: it is that of the calls that enter it from outside, and what its functions took when nothing had called
// them. That is the truth unless some of these calls are within others, because the group calls functions outside that call it in turn; or unless it is not
// known what nothing had called. Then the truth may be less, which atMost says by group. It is never less than the time of the group's longest function, and never
// more than that of the whole program.
func sums(r *roots, functions, member []int32) (figures []callgraph.Figures, atMost []bool) {
	graph := r.graph
	figures, atMost = make([]callgraph.Figures, len(functions)), make([]bool, len(functions))
	longest := make([]float64, len(functions))
	for f, p := range member {
		if p >= 0 {
			own := graph.Figures(f)
			longest[p] = max(longest[p], own.Cumulative)
			figures[p] = figures[p].Plus(own)
		}
	}
	entered, certain := r.entered(functions, member)
	for p := range figures {
		if functions[p] > 1 {
			figures[p].Cumulative = max(longest[p], min(entered[p], r.total))
			atMost[p] = figures[p].Cumulative > longest[p]*(1+tolerance)
		}
	}
	if graph.Stacks() != nil {
		clear(atMost)
		return figures, atMost
	}
	suspects := make([]int32, 0, len(atMost))
	for p, is := range atMost {
		if is && certain[p] {
			suspects = append(suspects, int32(p))
		}
	}
	r.onlyEnteredAgain(suspects, member, atMost)
	return figures, atMost
}

// tolerance is how much of a time may be lost where many are added up.
const tolerance = 1e-6

// entered returns for each group how long the calls took that enter it from outside, in seconds, with what nothing had called; and whether that is certain. Where
// the profile does not say how long calls took it is the sum of all its functions' times.
func (r *roots) entered(functions, member []int32) (entered []float64, certain []bool) {
	entered, certain = make([]float64, len(functions)), make([]bool, len(functions))
	for p := range certain {
		certain[p] = true
	}
	if stacks := r.graph.Stacks(); stacks != nil {
		return stackTimes(stacks, member, entered), certain
	}
	maybe := make([]float64, len(functions)) // what nothing may have called
	for f, p := range member {
		if p < 0 || functions[p] < 2 {
			continue
		}
		outside := 0.0
		for edge := range r.graph.Callers(f) {
			if edge.Function != f && member[edge.Function] != p {
				outside += edge.Cumulative
			}
		}
		if math.IsNaN(outside) || math.IsNaN(r.uncalled[f]) {
			entered[p] += r.graph.Figures(f).Cumulative
			certain[p] = false
			continue
		}
		entered[p] += outside
		if r.circular(f) {
			maybe[p] += r.uncalled[f]
		} else {
			entered[p] += r.uncalled[f]
		}
	}
	for p := range entered {
		if most := min(maybe[p], r.unknown); most > 0 {
			entered[p] += most
			certain[p] = false
		}
	}
	return entered, certain
}

// stackTimes returns for each group the time of the stacks that it is on. It goes through them from each to those that go on from it, and counts how often
// every group is on the one where it is, so that deep stacks take no longer than many.
func stackTimes(stacks *callgraph.Stacks, member []int32, entered []float64) []float64 {
	const none = -1
	whole := make([]float64, stacks.Len())
	longer, beside := make([]int, stacks.Len()), make([]int, stacks.Len()) // by stack: the first that goes on from it, and the next one with the same parent
	for n := range longer {
		longer[n] = none
	}
	first := none
	for n := stacks.Len() - 1; n >= 0; n-- {
		whole[n] += stacks.Self(n)
		if parent := stacks.Parent(n); parent >= 0 {
			whole[parent] += whole[n]
			beside[n], longer[parent] = longer[parent], n
		} else {
			beside[n], first = first, n
		}
	}
	on := make([]int32, len(entered))
	for n := first; n != none; {
		if p := member[stacks.Function(n)]; p >= 0 {
			if on[p] == 0 {
				entered[p] += whole[n]
			}
			on[p]++
		}
		if longer[n] != none {
			n = longer[n]
			continue
		}
		for n != none {
			if p := member[stacks.Function(n)]; p >= 0 {
				on[p]--
			}
			if beside[n] != none {
				n = beside[n]
				break
			}
			n = stacks.Parent(n)
		}
	}
	return entered
}
