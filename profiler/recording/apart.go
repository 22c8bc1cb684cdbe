package recording

import "tottime/profiler/callgraph"

// label is what pstats knows a function by.
type label struct {
	file string
	line int
	name string
}

func labelOf(g *callgraph.Graph, f int) label { return label{g.File(f), g.Line(f), g.Name(f)} }

// kind is what functions that are alike have in common.
type kind struct {
	label
	qualified string
	print     int64
}

func (s sum) kind(f int) kind {
	return kind{labelOf(s.graph, f), s.graph.Details(f).QualifiedName, s.origins[f].print}
}

// namesake is what the variants of a label that have ordinals have in common.
type namesake struct {
	label
	qualified string
}

// apart makes the graph of a sum: functions that share their label with others become variants of it, all others are known by it.
//
// Functions of one process that have even the same qualified name and fingerprint stay apart. Which of them is which in another process cannot be
// known, so the calls of such functions are added up when they are found in several processes.
func (s sum) apart() *callgraph.Graph {
	g := s.graph
	kinds := s.kinds()
	shared := map[label]int{} // how many functions have it
	for k, members := range kinds {
		shared[k.label] += members.count()
	}
	b := callgraph.NewBuilder()
	b.Grow(g.Len(), g.Edges())
	number := make([]int, g.Len())
	ordinals := map[namesake]int{} // how many there are
	merged := map[kind]int{}       // the ordinal of those that are added up
	for f := range g.Len() {
		k := s.kind(f)
		file, name := b.Symbol([]byte(k.file)), b.Symbol([]byte(k.name))
		if shared[k.label] == 1 {
			number[f] = b.Function(file, k.line, name)
		} else {
			ordinal := merged[k]
			if ordinal == 0 {
				n := namesake{k.label, k.qualified}
				ordinals[n]++
				ordinal = ordinals[n]
			}
			if !kinds[k].apart() {
				merged[k] = ordinal
			}
			number[f] = b.Variant(file, k.line, name, k.qualified, ordinal)
		}
		details := g.Details(f)
		if !kinds[k].apart() {
			details.End = kinds[k].end
		}
		b.Describe(number[f], details)
		b.Record(number[f], g.Figures(f))
	}
	addEdges(b, g, number)
	return b.Graph()
}

// members are the functions of a kind.
type members struct {
	functions int
	owner     int32 // the recording that they are all in, or severalOwners
	end       int   // their last line, 0 when it differs
}

// apart tells whether the functions can be told apart.
func (m members) apart() bool { return m.owner != severalOwners }

// count is how many functions they make in the end.
func (m members) count() int {
	if m.apart() {
		return m.functions
	}
	return 1
}

func (s sum) kinds() map[kind]members {
	kinds := make(map[kind]members, s.graph.Len())
	for f := range s.graph.Len() {
		k, end, owner := s.kind(f), s.graph.Details(f).End, s.origins[f].owner
		m, known := kinds[k]
		if !known {
			m = members{owner: owner, end: end}
		}
		if m.owner != owner {
			m.owner = severalOwners
		}
		if m.end != end {
			m.end = 0
		}
		m.functions++
		kinds[k] = m
	}
	return kinds
}

// together returns the graph as a plain pstats file knows it: functions that share a label are one.
func together(g *callgraph.Graph) *callgraph.Graph {
	b := callgraph.NewBuilder()
	b.Grow(g.Len(), g.Edges())
	number := make([]int, g.Len())
	for f := range g.Len() {
		l := labelOf(g, f)
		number[f] = b.Function(b.Symbol([]byte(l.file)), l.line, b.Symbol([]byte(l.name)))
		b.Record(number[f], g.Figures(f))
	}
	addEdges(b, g, number)
	return b.Graph()
}

// addEdges adds the edges of g to b, where the functions have other numbers.
func addEdges(b *callgraph.Builder, g *callgraph.Graph, number []int) {
	for f := range g.Len() {
		for e := range g.Callers(f) {
			b.AddEdge(number[e.Function], number[f], e.Figures)
		}
	}
}
