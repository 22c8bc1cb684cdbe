package callgraph

// Functions names all functions of g, with rename applied to the names of their files, and returns for each the number by which AddEdge and
// Record know it.
func (b *Builder) Functions(g *Graph, rename func(file string) string) []int {
	const unknown = ^Symbol(0)
	names, files := make([]Symbol, len(g.symbols)), make([]Symbol, len(g.symbols))
	for i := range names {
		names[i], files[i] = unknown, unknown
	}
	number := make([]int, g.Len())
	for f, k := range g.functions {
		if names[k.name] == unknown {
			names[k.name] = b.Symbol([]byte(g.symbols[k.name]))
		}
		if files[k.file] == unknown {
			files[k.file] = b.Symbol([]byte(rename(g.symbols[k.file])))
		}
		if k.variant == 0 {
			number[f] = b.Function(files[k.file], k.line, names[k.name])
		} else {
			v := g.variants[k.variant-1]
			number[f] = b.Variant(files[k.file], k.line, names[k.name], v.qualified, v.ordinal)
		}
		b.Describe(number[f], g.Details(f))
	}
	return number
}

// AddGraph adds all functions and edges of g. What is added to earlier functions is summed from zero on, as pstats does it (Lib/pstats.py,
// Stats.add): a negative zero becomes zero. Whole stacks are kept only while all that is added has them.
func (b *Builder) AddGraph(g *Graph) {
	b.finishBatch()
	empty := len(b.recorded) == 0 && b.stacks == nil
	b.basis = max(b.basis, g.basis)
	number := b.Functions(g, func(file string) string { return file })
	if g.stacks != nil && (empty || b.stacks != nil) {
		b.addStacks(g.stacks, number)
		return
	}
	b.flattenStacks()
	sums := !empty
	for f := range g.recorded {
		if sums && !b.Recorded(number[f]) {
			b.Record(number[f], Figures{})
		}
		b.Record(number[f], g.Figures(f))
	}
	for e := range g.edges.caller {
		b.AddEdge(number[g.edges.caller[e]], number[g.edges.callee[e]], g.edges.figures.at(e))
	}
}
