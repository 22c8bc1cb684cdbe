package callgraph

// Builder collects functions and edges in any order and makes a Graph of them. What is added twice is added up.
type Builder struct {
	symbols   symbols
	functions []key // in the order in which they were first named
	index     functionIndex

	record   []int32 // by function: its record, or -1
	recorded []int32 // by record: its function
	figures  columns // by record

	edges    edges
	batch    batch
	fromZero bool      // see SumFromZero
	known    edgeIndex // of the edges that Compact has seen

	variants  []variant
	variantOf map[variant]uint32 // 1 + the index in variants
	details   []Details          // by function; it ends after the last one that has any
	stacks    *stacksBuilder
	basis     Basis
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{symbols: newSymbols()}
}

// Grow makes room for so many further functions and edges. It is a hint: memory that stays untouched costs nothing.
func (b *Builder) Grow(functions, edges int) {
	if len(b.edges.caller) > 0 || len(b.functions) > 0 {
		return
	}
	b.functions = make([]key, 0, functions)
	b.record = make([]int32, 0, functions)
	b.recorded = make([]int32, 0, functions)
	b.figures = newColumns(0, functions)
	b.edges.caller = make([]int32, 0, edges)
	b.edges.callee = make([]int32, 0, edges)
	b.edges.figures = newColumns(0, edges)
}

// Symbol returns the symbol of a text.
func (b *Builder) Symbol(text []byte) Symbol { return b.symbols.of(text) }

// Text returns the text of a symbol.
func (b *Builder) Text(s Symbol) string { return b.symbols.texts[s] }

// Function returns the number by which AddEdge and Record know a function. It is not the function's number in the Graph.
func (b *Builder) Function(file Symbol, line int, name Symbol) int {
	return b.keyed(key{file: file, name: name, line: line})
}

func (b *Builder) keyed(k key) int {
	f, found := b.index.find(b.functions, k)
	if !found {
		b.functions = append(b.functions, k)
		b.record = append(b.record, -1)
	}
	return f
}

// Record gives a function its figures. The order of the first records is the order of the functions in the Graph.
func (b *Builder) Record(function int, figures Figures) {
	r := int(b.record[function])
	if r < 0 {
		b.record[function] = int32(len(b.recorded))
		b.recorded = append(b.recorded, int32(function))
		b.figures.append(figures)
		return
	}
	b.figures.set(r, b.figures.at(r).Plus(figures))
}

// Recorded reports whether the function has been given figures.
func (b *Builder) Recorded(function int) bool { return b.record[function] >= 0 }

// Add names a function and records its figures. It returns the number by which AddEdge knows it.
func (b *Builder) Add(file string, line int, name string, figures Figures) int {
	f := b.Function(b.Symbol([]byte(file)), line, b.Symbol([]byte(name)))
	b.Record(f, figures)
	return f
}

// AddEdge says that caller called callee; both are numbers from Add or Function.
func (b *Builder) AddEdge(caller, callee int, figures Figures) {
	b.edges.caller = append(b.edges.caller, int32(caller))
	b.edges.callee = append(b.edges.callee, int32(callee))
	b.edges.figures.append(figures)
}

// Compact adds up the edges that were added more than once. A builder that is fed from any number of profiles and compacted after each stays as
// small as their union and the last.
func (b *Builder) Compact() {
	b.finishBatch()
	b.known.fold(&b.edges)
}

// Graph makes the graph. It takes over the builder's memory: the builder must not be used afterwards.
func (b *Builder) Graph() *Graph {
	b.finishBatch()
	b.sumStacks()
	b.index, b.known = functionIndex{}, edgeIndex{} // nothing is looked up any more
	number := b.numbering()
	b.edges.group(number)
	b.edges.renumber(number)

	// The functions in their final order: first the recorded ones, then those that are only named as callers.
	order := make([]int32, len(number))
	for f, n := range number {
		order[n] = int32(f)
	}
	g := &Graph{
		symbols:   b.symbols.texts,
		functions: permuted(b.functions, order),
		recorded:  len(b.recorded),
		figures:   b.figures,
		edges:     b.edges,
		variants:  b.variants,
		basis:     b.basis,
	}
	for range len(order) - len(b.recorded) {
		g.figures.append(Figures{})
	}
	g.callerStart = starts(g.edges.callee, len(order))
	g.callees = new(calleeIndex)
	if b.details != nil {
		g.details = permuted(append(b.details, make([]Details, len(order)-len(b.details))...), order)
	}
	if b.stacks != nil {
		g.stacks = b.stacks.stacks(number)
	}
	g.knowledge = g.assess()
	*b = Builder{}
	return g
}

// numbering returns each function's number in the graph: its record's, and after all records for those that have none.
func (b *Builder) numbering() []int32 {
	number := make([]int32, len(b.record))
	next := int32(len(b.recorded))
	for f, r := range b.record {
		if r < 0 {
			r = next
			next++
		}
		number[f] = r
	}
	return number
}
