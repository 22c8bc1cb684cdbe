package callgraph

import "math"

// Key is what functions are ordered by.
type Key int

// The keys. Those which pstats knows compare as pstats does; names compare by code point.
const (
	Calls Key = iota
	PrimitiveCalls
	Self
	SelfPerCall // functions without calls count as less than any other
	Cumulative
	CumulativePerCall // functions without primitive calls count as less than any other
	Name
	File
	Line
	NameFileLine
	StandardNameKey
)

// Column is one level of an order: a key and its direction.
type Column struct {
	Key        Key
	Descending bool
	// Of is the graph whose functions are compared, which are the same; nil is the one that is ordered. It has other times: see WithEstimates.
	Of *Graph
}

// Order returns the functions ordered by the first column, those equal in it by the second, and so on. Functions that are equal in all
// columns keep the order of the profile, in either direction.
func (g *Graph) Order(columns ...Column) []int32 {
	s := sorter{order: make([]int32, g.Len())}
	for f := range s.order {
		s.order[f] = int32(f)
	}
	// Each sort is stable, so the least significant column goes first.
	for i := len(columns) - 1; i >= 0; i-- {
		c, of := columns[i], g
		if c.Of != nil {
			of = c.Of
		}
		if c.Key == NameFileLine {
			for _, key := range []Key{Line, File, Name} {
				s.sort(of.sortKeys(key), c.Descending)
			}
			continue
		}
		s.sort(of.sortKeys(c.Key), c.Descending)
	}
	return s.order
}

// sortKeys returns a number for each function; the numbers compare as the functions do by key.
func (g *Graph) sortKeys(key Key) []uint64 {
	keys := make([]uint64, g.Len())
	for f := range keys {
		keys[f] = g.sortKey(key, f)
	}
	return keys
}

func (g *Graph) sortKey(key Key, f int) uint64 {
	switch key {
	case Calls:
		return intKey(g.figures.calls[f])
	case PrimitiveCalls:
		return intKey(g.figures.primitive[f])
	case Self:
		return floatKey(g.figures.self[f])
	case SelfPerCall:
		return floatKey(g.Figures(f).SelfPerCall())
	case Cumulative:
		return floatKey(g.figures.cumulative[f])
	case CumulativePerCall:
		return floatKey(g.Figures(f).CumulativePerCall())
	case Name:
		return uint64(g.symbolRanks()[g.functions[f].name])
	case File:
		return uint64(g.symbolRanks()[g.functions[f].file])
	case Line:
		return intKey(int64(g.functions[f].line))
	case StandardNameKey:
		return uint64(g.standardNameRanks()[f])
	}
	panic("callgraph: no such key to order by")
}

// intKey maps integers to numbers that compare alike without a sign.
func intKey(i int64) uint64 { return uint64(i) ^ 1<<63 }

// floatKey maps floats to numbers that compare alike: both zeros are equal, and what is not a number is less than all others.
func floatKey(x float64) uint64 {
	if math.IsNaN(x) {
		return 0
	}
	bits := math.Float64bits(x + 0) // -0 + 0 is 0
	if bits>>63 != 0 {
		return ^bits
	}
	return bits | 1<<63
}
