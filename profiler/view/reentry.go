package view

// maxReentry is how many groups are looked at for whether they are entered again through others; of further ones it is taken for granted. With 100,000
// functions and 500,000 edges, each 64 take 4 ms.
const maxReentry = 1024

// onlyEnteredAgain takes the marks from those suspects that call nothing outside that leads back to them. member is each function's group, or -1.
func (r *roots) onlyEnteredAgain(suspects, member []int32, marked []bool) {
	suspects = suspects[:min(len(suspects), maxReentry)]
	if len(suspects) == 0 {
		return
	}
	w := r.newReentry()
	for start := 0; start < len(suspects); start += 64 {
		w.look(suspects[start:min(start+64, len(suspects))], member, marked)
	}
}

// reentry finds groups that lead back to themselves, 64 at a time.
type reentry struct {
	*roots
	// order is the functions, what is called before its callers; those of one component are together.
	order   []int32
	reached []uint64 // by component: the suspects that it leads to, or has functions of
}

func (r *roots) newReentry() *reentry {
	next := make([]int32, r.components)
	for c := 1; c < r.components; c++ {
		next[c] = next[c-1] + r.size[c-1]
	}
	order := make([]int32, len(r.component))
	for f, c := range r.component {
		order[next[c]] = int32(f)
		next[c]++
	}
	return &reentry{roots: r, order: order, reached: make([]uint64, r.components)}
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
