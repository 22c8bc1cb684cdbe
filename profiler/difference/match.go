package difference

import (
	"cmp"
	"slices"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

// Pair is a function in two profiles, by its numbers in them; one of them is -1 where it is only in the other.
type Pair struct{ Base, Head int32 }

// Match finds the functions that are in both profiles, and those that are in one. Those of head come in their order, then the others of base in theirs.
//
// They are the same when their files are (see sameFiles) and their names, wherever the lines are. Of several in one file with one name, such as methods of
// several classes, those are the same with the same qualified name; then, where that is not known or does not tell them apart, those on the same line;
// then those that come after each other in both. Functions written in C are the same by their names alone.
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
		m.group(&groups[i])
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

// group is the functions of both profiles with one label.
type group struct {
	label
	base, head []int32
}

// groups finds them, in the order of head, then of base.
func (m *match) groups() []group {
	number := make(map[label]int32, m.head.Recorded())
	var groups []group
	of := func(side *matching) []int32 {
		numbers := make([]int32, side.Recorded())
		for f := range numbers {
			l := side.label(f)
			n, known := number[l]
			if !known {
				n = int32(len(groups))
				number[l] = n
				groups = append(groups, group{label: l})
			}
			numbers[f] = n
		}
		return numbers
	}
	ofHead, ofBase := of(m.head), of(m.base)
	for n, members := range byGroup(ofHead, len(groups)) {
		groups[n].head = members
	}
	for n, members := range byGroup(ofBase, len(groups)) {
		groups[n].base = members
	}
	return groups
}

// byGroup lists the functions of each of n groups in one piece of memory.
func byGroup(numbers []int32, n int) [][]int32 {
	start := make([]int32, n+1)
	for _, g := range numbers {
		start[g+1]++
	}
	for g := range n {
		start[g+1] += start[g]
	}
	members, all := make([][]int32, n), make([]int32, len(numbers))
	for g := range members {
		members[g] = all[start[g]:start[g]:start[g+1]]
	}
	for f, g := range numbers {
		members[g] = append(members[g], int32(f))
	}
	return members
}

// group matches the functions of a group.
func (m *match) group(g *group) {
	switch {
	case len(g.base) == 0 || len(g.head) == 0:
		return
	case g.file == builtin:
		m.likely(g.base, g.head)
		return
	case len(g.base) == 1 && len(g.head) == 1:
		if b, h := m.base.qualified(g.base[0]), m.head.qualified(g.head[0]); b == "" || h == "" || b == h {
			m.match(g.base[0], g.head[0])
		}
		return
	}
	m.base.byLine(g.base)
	m.head.byLine(g.head)
	base, head := m.base.byName(g.base), m.head.byName(g.head)
	for _, name := range head.order {
		if b := base.of[name]; name != "" && len(b) > 0 {
			base.of[name], head.of[name] = m.inTurn(b, head.of[name])
		}
	}
	// Functions of which one has a name that the other is not known not to have.
	base.of[""], head.of[""] = m.inTurn(base.of[""], head.of[""])
	m.inTurn(base.of[""], head.named())
	m.inTurn(base.named(), head.of[""])
}

func (m *match) match(b, h int32) { m.ofHead[h], m.gone[b] = b, false }

// qualified is a function's qualified name where the profile says it, else "".
func (m *matching) qualified(f int32) string {
	if name := m.Details(int(f)).QualifiedName; name != "" {
		return name
	}
	if name := m.Name(int(f)); strings.Contains(name, ".") && m.Line(int(f)) > 0 {
		return name
	}
	return ""
}

// byLine orders functions by their lines, those on one line as they are.
func (m *matching) byLine(functions []int32) {
	slices.SortStableFunc(functions, func(a, b int32) int { return cmp.Compare(m.Line(int(a)), m.Line(int(b))) })
}

// named are functions by their qualified names, "" where these are not known.
type named struct {
	of    map[string][]int32
	order []string // the names as they come first
}

func (m *matching) byName(functions []int32) named {
	n := named{of: map[string][]int32{}}
	for _, f := range functions {
		name := m.qualified(f)
		if n.of[name] == nil {
			n.order = append(n.order, name)
		}
		n.of[name] = append(n.of[name], f)
	}
	return n
}

// named are the functions left whose names are known.
func (n named) named() (functions []int32) {
	for _, name := range n.order {
		if name != "" {
			functions = append(functions, n.of[name]...)
		}
	}
	return functions
}

// inTurn matches functions that are ordered by line: those on the same line, then the others in turn. It returns those that are left.
func (m *match) inTurn(base, head []int32) (restOfBase, restOfHead []int32) {
	if len(base) == 0 || len(head) == 0 {
		return base, head
	}
	i, j := 0, 0
	for i < len(base) && j < len(head) {
		switch line := cmp.Compare(m.base.Line(int(base[i])), m.head.Line(int(head[j]))); {
		case line == 0:
			m.match(base[i], head[j])
			i, j = i+1, j+1
		case line < 0:
			restOfBase, i = append(restOfBase, base[i]), i+1
		default:
			restOfHead, j = append(restOfHead, head[j]), j+1
		}
	}
	restOfBase, restOfHead = append(restOfBase, base[i:]...), append(restOfHead, head[j:]...)
	n := min(len(restOfBase), len(restOfHead))
	for k := range n {
		m.match(restOfBase[k], restOfHead[k])
	}
	return restOfBase[n:], restOfHead[n:]
}

// likely matches functions written in C that have one name but for an address, which is that of a type: those with most calls in both, and so on.
func (m *match) likely(base, head []int32) {
	byCalls := func(g *callgraph.Graph) func(a, b int32) int {
		return func(a, b int32) int { return cmp.Compare(g.Figures(int(b)).Calls, g.Figures(int(a)).Calls) }
	}
	slices.SortStableFunc(base, byCalls(m.base.Graph))
	slices.SortStableFunc(head, byCalls(m.head.Graph))
	for i := range min(len(base), len(head)) {
		m.match(base[i], head[i])
	}
}

// shortNames matches what is left of functions written in C where one profiler tells only their last names, as profile does: those that have one to
// themselves in both profiles.
func (m *match) shortNames(groups []group) {
	base, head := map[string]int32{}, map[string]int32{}
	for _, g := range groups {
		if g.file != builtin {
			continue
		}
		short := shortName(g.name)
		for _, b := range g.base {
			if m.gone[b] {
				keepOnly(base, short, b)
			}
		}
		for _, h := range g.head {
			if m.ofHead[h] < 0 {
				keepOnly(head, short, h)
			}
		}
	}
	for short, b := range base {
		h, both := head[short]
		if both && b >= 0 && h >= 0 && (m.base.short(b, short) || m.head.short(h, short)) {
			m.match(b, h)
		}
	}
}

func keepOnly(of map[string]int32, name string, f int32) {
	if _, several := of[name]; several {
		f = -1
	}
	of[name] = f
}

// short says whether a function written in C is known by its last name alone.
func (m *matching) short(f int32, name string) bool {
	return builtinName(m.File(int(f)), m.Name(int(f))) == name
}
