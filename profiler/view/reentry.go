package view

import (
	"tottime/profiler/callgraph"
)

// maxReentry is how many groups are looked at for whether they are entered again through others; of further ones it is taken for granted. With 100,000
// functions and 500,000 edges, each 64 take 4 ms.
const maxReentry = 1024

// onlyEnteredAgain takes the marks from the parts that call nothing outside that leads back to them. member is each function's part, or -1.
func onlyEnteredAgain(graph *callgraph.Graph, member []int32, marked []bool) {
	var suspects []int32
	for p, is := range marked {
		if is {
			suspects = append(suspects, int32(p))
		}
	}
	if len(suspects) == 0 {
		return
	}
	r := newReentry(graph)
	for start := 0; start < min(len(suspects), maxReentry); start += 64 {
		r.look(suspects[start:min(start+64, len(suspects))], member, marked)
	}
}

// reentry finds groups that lead back to themselves, 64 at a time.
type reentry struct {
	graph *callgraph.Graph
	// order is the functions, what is called before its callers; those that call each other in turn are one component, and together.
	order     []int32
	component []int32
	reached   []uint64 // by component: the suspects that it leads to, or has functions of
}

func newReentry(graph *callgraph.Graph) *reentry {
	component, count := graph.Components()
	next := make([]int32, count+1)
	for _, c := range component {
		next[c+1]++
	}
	for c := range count {
		next[c+1] += next[c]
	}
	order := make([]int32, len(component))
	for f, c := range component {
		order[next[c]] = int32(f)
		next[c]++
	}
	return &reentry{graph: graph, order: order, component: component, reached: make([]uint64, count)}
}

// look takes the marks from those of 64 parts that do not lead back to themselves.
func (r *reentry) look(suspects, member []int32, marked []bool) {
	clear(r.reached)
	bit := make(map[int32]uint64, len(suspects))
	for i, p := range suspects {
		bit[p] = 1 << i
		marked[p] = false
	}
	bits := make([]uint64, len(member))
	for f, p := range member {
		if p >= 0 {
			bits[f] = bit[p]
		}
	}
	for _, f := range r.order {
		c := r.component[f]
		r.reached[c] |= bits[f]
		for edge := range r.graph.Callees(int(f)) {
			r.reached[c] |= r.reached[r.component[edge.Function]]
		}
	}
	for f, p := range member {
		if bits[f] == 0 || marked[p] {
			continue
		}
		for edge := range r.graph.Callees(f) {
			if member[edge.Function] != p && r.reached[r.component[edge.Function]]&bits[f] != 0 {
				marked[p] = true
				break
			}
		}
	}
}
