package callgraph

// functionIndex finds functions by their key: a hash table with open addressing whose slots hold 1 + the function's number, so that a
// key costs four bytes and is compared in the columns themselves.
type functionIndex struct {
	slots []int32 // a power of two of them, at most half in use
	used  int
}

// find returns the number of a function, or the next free number when it is not known yet, which the caller must then add to the columns.
func (x *functionIndex) find(functions *functions, file Symbol, line int, name Symbol) (number int, found bool) {
	if 2*(x.used+1) > len(x.slots) {
		x.grow(functions)
	}
	mask := uint64(len(x.slots) - 1)
	slot := hash(file, line, name) & mask
	for ; x.slots[slot] != 0; slot = (slot + 1) & mask {
		f := int(x.slots[slot] - 1)
		if functions.name[f] == name && functions.line[f] == line && functions.file[f] == file {
			return f, true
		}
	}
	x.slots[slot] = int32(x.used + 1)
	x.used++
	return x.used - 1, false
}

func (x *functionIndex) grow(functions *functions) {
	x.slots = make([]int32, max(64, 2*len(x.slots)))
	mask := uint64(len(x.slots) - 1)
	for f := range x.used {
		slot := hash(functions.file[f], functions.line[f], functions.name[f]) & mask
		for x.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		x.slots[slot] = int32(f + 1)
	}
}

// hash mixes a key. Symbols and lines are small numbers that come in runs; multiplying by odd constants and folding the high half spreads them.
func hash(file Symbol, line int, name Symbol) uint64 {
	h := uint64(file)*0x9e3779b97f4a7c15 ^ uint64(line)*0xc2b2ae3d27d4eb4f ^ uint64(name)*0x165667b19e3779f9
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
