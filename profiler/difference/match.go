package difference

import (
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

// Pair is a function in two profiles, by its numbers in them; one of them is -1 where it is only in the other.
type Pair struct{ Base, Head int32 }

// Match finds the functions that are in both profiles, and those that are in one. Those of head come in their order, then the others of base in theirs.
//
// They are the same when their files are (see sameFiles) and their names, wherever the lines are. Of several in one file with one name, such as methods of
// several classes, those are the same with the same qualified name; then, where that is not known or does not tell them apart, those that are as many lines
// as before from a function that is the only one of its name; then those that come after each other in both. Functions written in C are the same by their
// names alone.
//
// Qualified names are those that the profiles say. The source as it is today would tell others, but of a profile that is older than its last change it would
// tell wrong ones: another method of the same name may be on the line.
func Match(base, head *callgraph.Graph) []Pair {
	m := &match{base: newMatching(base), head: newMatching(head)}
	m.files()
	groups := m.groups()
	m.ofHead = unmatched(head.Recorded())
	m.gone = make([]bool, base.Recorded())
	for i := range m.gone {
		m.gone[i] = true
	}
	for i := range groups {
		if groups[i].only() {
			m.group(&groups[i])
		}
	}
	m.findLandmarks()
	for i := range groups {
		if !groups[i].only() {
			m.group(&groups[i])
		}
	}
	m.shortNames(groups)
	pairs := make([]Pair, 0, len(m.ofHead)+len(m.gone)/8)
	for h, b := range m.ofHead {
		pairs = append(pairs, Pair{b, int32(h)})
	}
	for b, gone := range m.gone {
		if gone {
			pairs = append(pairs, Pair{int32(b), -1})
		}
	}
	return pairs
}

// match is the work of Match.
type match struct {
	base, head *matching
	ofHead     []int32 // by function of head: the one of base, or -1
	gone       []bool  // by function of base: whether it has none in head
	// landmarks are by file, as in matching.known.
	landmarks map[int32]*landmarks
}

// matching is what is compared of one profile.
type matching struct {
	*callgraph.Graph
	files  []file
	fileOf []int32 // by symbol: the number in files, or -1
	known  []int32 // by number in files: the number that the same file has in both profiles
}

func newMatching(g *callgraph.Graph) *matching {
	m := &matching{Graph: g, fileOf: unmatched(g.Symbols())}
	for f := range g.Recorded() {
		if symbol := g.FileSymbol(f); m.fileOf[symbol] < 0 {
			m.fileOf[symbol] = int32(len(m.files))
			m.files = append(m.files, newFile(g.File(f)))
		}
	}
	return m
}

// files gives the same number to the same files.
func (m *match) files() {
	same := sameFiles(m.base.files, m.head.files)
	m.head.known = make([]int32, len(m.head.files))
	for i := range m.head.known {
		m.head.known[i] = int32(i)
	}
	m.base.known = make([]int32, len(m.base.files))
	for i, h := range same {
		m.base.known[i] = int32(len(m.head.files) + i)
		if h >= 0 {
			m.base.known[i] = h
		}
	}
}

// label is what functions have in common that may be the same.
type label struct {
	file int32 // builtin for those written in C
	name string
}

const builtin = -1

func (m *matching) label(f int) label {
	name := m.Name(f)
	if view.Builtin(m.Graph, f) {
		return label{builtin, builtinName(m.File(f), name)}
	}
	in := m.known[m.fileOf[m.FileSymbol(f)]]
	if m.Line(f) == 0 && m.Stacks() == nil { // of profile, for the program itself
		return label{in, withoutAddress(name)}
	}
	return label{in, bare(name)}
}

// bare is a name without its class and the functions that it is in.
func bare(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
