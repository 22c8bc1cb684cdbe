package callgraph

import (
	"hash/maphash"
	"strings"
)

// Symbol stands for a text, a file's or a function's name, that is stored once however often it is used.
type Symbol uint32

// symbols numbers texts in the order in which they are first seen. It is a hash table with open addressing whose slots hold 1 + symbol.
type symbols struct {
	texts  []string
	hashes []uint32 // of the texts
	slots  []uint32 // a power of two of them, at most half in use
	seed   maphash.Seed
	pool   strings.Builder // holds the bytes of many texts, which saves an allocation for each
}

func newSymbols() symbols { return symbols{seed: maphash.MakeSeed()} }

// of returns the symbol of a text.
func (s *symbols) of(text []byte) Symbol {
	if 2*(len(s.texts)+1) > len(s.slots) {
		s.grow()
	}
	hash := uint32(maphash.Bytes(s.seed, text))
	mask := uint32(len(s.slots) - 1)
	slot := hash & mask
	for ; s.slots[slot] != 0; slot = (slot + 1) & mask {
		n := s.slots[slot] - 1
		if s.hashes[n] == hash && s.texts[n] == string(text) {
			return Symbol(n)
		}
	}
	s.texts = append(s.texts, s.store(text))
	s.hashes = append(s.hashes, hash)
	s.slots[slot] = uint32(len(s.texts))
	return Symbol(len(s.texts) - 1)
}

const poolSize = 1 << 16

// store returns a copy of text, cut from a pool unless it is long.
func (s *symbols) store(text []byte) string {
	if len(text) > poolSize/16 {
		return string(text)
	}
	if s.pool.Cap()-s.pool.Len() < len(text) {
		s.pool = strings.Builder{}
		s.pool.Grow(poolSize)
	}
	start := s.pool.Len()
	s.pool.Write(text)
	return s.pool.String()[start:]
}

func (s *symbols) grow() {
	s.slots = make([]uint32, max(64, 2*len(s.slots)))
	mask := uint32(len(s.slots) - 1)
	for n, hash := range s.hashes {
		slot := hash & mask
		for s.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		s.slots[slot] = uint32(n + 1)
	}
}
