package difference

import (
	"cmp"
	"slices"
	"strings"

	"tottime/profiler/callgraph"
)

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
			base.of[name], head.of[name] = m.inTurn(g.file, b, head.of[name])
		}
	}
	// Functions of which one has a name that the other is not known not to have.
	base.of[""], head.of[""] = m.inTurn(g.file, base.of[""], head.of[""])
	m.inTurn(g.file, base.of[""], head.named())
	m.inTurn(g.file, base.named(), head.of[""])
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

// inTurn matches functions of one file that are ordered by line: those that are as far as before from what comes before or after them, then the others in
// turn. It returns those that are left.
func (m *match) inTurn(file int32, base, head []int32) (restOfBase, restOfHead []int32) {
	if len(base) == 0 || len(head) == 0 {
		return base, head
	}
	base, head = m.atSamePlace(file, base, head, sightings.before)
	base, head = m.atSamePlace(file, base, head, sightings.after)
	n := min(len(base), len(head))
	for k := range n {
		m.match(base[k], head[k])
	}
	return base[n:], head[n:]
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
