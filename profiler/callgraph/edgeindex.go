package callgraph

// edgeIndex finds edges by their two functions. Like functionIndex it is a hash table with open addressing; its slots hold 1 + the edge's number.
type edgeIndex struct {
	slots []int32 // a power of two of them, at most half in use
	used  int     // edges: those before this number
}

// fold adds up the edges that are not in the index yet: those that are known, into the earlier ones, and moves the others together.
func (x *edgeIndex) fold(e *edges) {
	length := x.used
	for i := x.used; i < len(e.caller); i++ {
		if 2*(x.used+1) > len(x.slots) {
			x.grow(e)
		}
		slot := x.search(e, e.caller[i], e.callee[i])
		if known := int(x.slots[slot]) - 1; known >= 0 {
			e.figures.set(known, e.figures.at(known).Plus(e.figures.at(i)))
			continue
		}
		if length != i {
			e.caller[length], e.callee[length] = e.caller[i], e.callee[i]
			e.figures.set(length, e.figures.at(i))
		}
		length++
		x.used = length
		x.slots[slot] = int32(length)
	}
	e.truncate(length)
}

// search returns the slot of an edge, or the free one where it belongs.
func (x *edgeIndex) search(e *edges, caller, callee int32) uint64 {
	mask := uint64(len(x.slots) - 1)
	h := (uint64(uint32(caller))<<32 | uint64(uint32(callee))) * 0x9e3779b97f4a7c15
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	slot := h >> 32 & mask
	for n := x.slots[slot]; n != 0 && (e.caller[n-1] != caller || e.callee[n-1] != callee); n = x.slots[slot] {
		slot = (slot + 1) & mask
	}
	return slot
}

func (x *edgeIndex) grow(e *edges) {
	x.slots = make([]int32, max(64, 2*len(x.slots)))
	for i := range x.used {
		x.slots[x.search(e, e.caller[i], e.callee[i])] = int32(i + 1)
	}
}
