package callgraph

// key is what a function is known by. The parts lie together because they are compared together.
type key struct {
	file, name Symbol
	line       int
	variant    uint32 // 0, or 1 + the index of what tells the function from others with the same file, line and name
}

// functionIndex finds functions by their key: a hash table with open addressing whose slots hold 1 + the function's number and, to save most
// looks at the keys themselves, the upper half of the hash.
type functionIndex struct {
	slots []slot // a power of two of them, at most half in use
	used  int
}

type slot struct{ number, hash uint32 }

// find returns the number of a function, or the next free number when it is not known yet, which the caller must then add to the keys.
func (x *functionIndex) find(keys []key, k key) (number int, found bool) {
	if 2*(x.used+1) > len(x.slots) {
		x.grow(keys)
	}
	h := k.hash()
	i := h & uint64(len(x.slots)-1)
	tag := uint32(h >> 32)
	for ; x.slots[i].number != 0; i = (i + 1) & uint64(len(x.slots)-1) {
		if s := x.slots[i]; s.hash == tag && keys[s.number-1] == k {
			return int(s.number - 1), true
		}
	}
	x.used++
	x.slots[i] = slot{uint32(x.used), tag}
	return x.used - 1, false
}

// peek returns for each of some keys the slot where it most likely is, with the number 0 where it is in none.
func (x *functionIndex) peek(keys []key, slots *[batchSize]slot) {
	if len(x.slots) == 0 {
		x.grow(nil)
	}
	mask := uint64(len(x.slots) - 1)
	for n, k := range keys {
		h := k.hash()
		i := h & mask
		for x.slots[i].number != 0 && x.slots[i].hash != uint32(h>>32) {
			i = (i + 1) & mask
		}
		slots[n] = x.slots[i]
	}
}

// reserve makes room for so many functions at once. The index must be empty.
func (x *functionIndex) reserve(functions int) {
	size := 64
	for size < 2*(functions+1) {
		size *= 2
	}
	x.slots = make([]slot, size)
}

func (x *functionIndex) grow(keys []key) {
	x.slots = make([]slot, max(64, 2*len(x.slots)))
	mask := uint64(len(x.slots) - 1)
	for f := range x.used {
		h := keys[f].hash()
		i := h & mask
		for x.slots[i].number != 0 {
			i = (i + 1) & mask
		}
		x.slots[i] = slot{uint32(f + 1), uint32(h >> 32)}
	}
}

// hash mixes a key. Symbols and lines are small numbers that come in runs; multiplying by odd constants and folding the high half spreads them.
func (k key) hash() uint64 {
	h := uint64(k.file)*0x9e3779b97f4a7c15 ^ uint64(k.line)*0xc2b2ae3d27d4eb4f ^ uint64(k.name)*0x165667b19e3779f9 ^ uint64(k.variant)<<40
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
