package view

// maxReentry is how many groups are looked at for whether they are entered again through others; of further ones it is taken for granted. With 100,000
// functions and 500,000 edges, each bundle of them takes 5 ms.
const maxReentry = 1024

// bundle is a set of so many groups that are looked at together.
type bundle [4]uint64

const bundled = 64 * len(bundle{})

// onlyEnteredAgain takes the marks from those suspects that call nothing outside that leads back to them. member is each function's group, or -1.
func (r *roots) onlyEnteredAgain(suspects, member []int32, marked []bool) {
	suspects = r.callBothWays(suspects, member, marked)
	suspects = suspects[:min(len(suspects), maxReentry)]
	for start := 0; start < len(suspects); start += bundled {
		r.look(suspects[start:min(start+bundled, len(suspects))], member, marked)
	}
}

// callBothWays takes the marks from the suspects that nothing outside calls, or that call nothing outside, and returns the others.
func (r *roots) callBothWays(suspects, member []int32, marked []bool) []int32 {
	called, calling := make([]bool, len(marked)), make([]bool, len(marked))
	for f, p := range member {
		for _, callee := range r.calleesOf(f) {
			if q := member[callee]; q != p {
				if p >= 0 {
					calling[p] = true
				}
				if q >= 0 {
					called[q] = true
				}
			}
		}
	}
	left := suspects[:0]
	for _, p := range suspects {
		if marked[p] = called[p] && calling[p]; marked[p] {
			left = append(left, p)
		}
	}
	return left
}

// look takes the marks from those of some groups that do not lead back to themselves.
func (r *roots) look(suspects, member []int32, marked []bool) {
	place := make([]int32, len(marked)) // by group: its place among the suspects, or -1
	for p := range place {
		place[p] = -1
	}
	for i, p := range suspects {
		place[p] = int32(i)
		marked[p] = false
	}
	suspect := func(f int) int32 {
		if p := member[f]; p >= 0 {
			return place[p]
		}
		return -1
	}
	reached := make([]bundle, r.components) // by component: the suspects that it leads to, or has functions of
	for _, f := range r.order {
		c := r.component[f]
		all := reached[c]
		if i := suspect(int(f)); i >= 0 {
			all[i/64] |= 1 << (i % 64)
		}
		for _, callee := range r.calleesOf(int(f)) {
			if other := r.component[callee]; other != c {
				for word := range all {
					all[word] |= reached[other][word]
				}
			}
		}
		reached[c] = all
	}
	for f, p := range member {
		i := suspect(f)
		if i < 0 || marked[p] {
			continue
		}
		for _, callee := range r.calleesOf(f) {
			if member[callee] != p && reached[r.component[callee]][i/64]>>(i%64)&1 != 0 {
				marked[p] = true
				break
			}
		}
	}
}
