package callgraph

// Collision says what becomes of calls that cannot be told apart any more once files are renamed: those of one function by several others that
// then have the same file, line and name.
type Collision int

// What may become of them.
const (
	AddUp    Collision = iota // they are added up
	KeepLast                  // the last of them stay and the others are lost, as in pstats (Lib/pstats.py, Stats.strip_dirs)
)

// Collided says how many edges cannot be told from another any more, and how many calls these stand for, which may be Uncounted.
type Collided struct {
	Edges int
	Calls int64
}

// Renamed returns the graph with rename applied to the names of files, and the edges that KeepLast loses, or would lose. Functions that then have
// the same file, line and name are added up.
//
// Both graphs share what renaming leaves alone: where no functions fall together, all but the names.
func (g *Graph) Renamed(rename func(file string) string, collision Collision) (renamed *Graph, collided Collided) {
	symbols, files := g.renamedFiles(rename)
	number, functions := g.renamedFunctions(files)
	switch {
	case len(functions) == g.Len():
		return &Graph{
			symbols: symbols, variants: g.variants, functions: functions, recorded: g.recorded, figures: g.figures, details: g.details,
			stacks: g.stacks, basis: g.basis, knowledge: g.knowledge, callerStart: g.callerStart, edges: g.edges, callees: g.callees,
		}, Collided{}
	case g.stacks != nil:
		// The figures of functions that have fallen together follow from the stacks: a sum would count twice what they called of each other.
		b := NewBuilder()
		b.basis = g.basis
		b.addStacks(g.stacks, b.Functions(g, rename))
		return b.Graph(), Collided{}
	}
	n := len(functions)
	r := renaming{Graph: g, number: number, collision: collision, last: make([]int32, n), seen: make([]int32, n)}
	renamed = &Graph{
		symbols: symbols, variants: g.variants, functions: functions, recorded: r.recordedFunctions(), figures: r.functionFigures(n),
		details: r.functionDetails(n), basis: g.basis, callees: new(calleeIndex),
	}
	renamed.callerStart, renamed.edges = r.sumEdges(n)
	renamed.knowledge = renamed.assess()
	return renamed, r.collided
}

// renamedFiles returns the symbols with those of the new names of files added, and for each symbol that is a file's name that of the new one.
func (g *Graph) renamedFiles(rename func(file string) string) (symbols []string, files []Symbol) {
	symbols = g.symbols[:len(g.symbols):len(g.symbols)]
	files = make([]Symbol, len(g.symbols))
	known := make([]bool, len(g.symbols))
	symbolOf := make(map[string]Symbol)
	for _, k := range g.functions {
		if known[k.file] {
			continue
		}
		known[k.file] = true
		name := rename(g.symbols[k.file])
		symbol, taken := symbolOf[name]
		if !taken {
			symbol = Symbol(len(symbols))
			symbolOf[name] = symbol
			symbols = append(symbols, name)
		}
		files[k.file] = symbol
	}
	return symbols, files
}

// renamedFunctions returns for each function the number of the one that it becomes, and the keys of these in the order of their first.
func (g *Graph) renamedFunctions(files []Symbol) (number []int32, functions []key) {
	number = make([]int32, g.Len())
	functions = make([]key, 0, g.Len())
	var index functionIndex
	index.reserve(g.Len())
	for f, k := range g.functions {
		k.file = files[k.file]
		n, known := index.find(functions, k)
		if !known {
			functions = append(functions, k)
		}
		number[f] = int32(n)
	}
	return number, functions
}
