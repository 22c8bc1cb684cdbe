package callgraph

// Stacks are the call stacks of a profile as a tree: each node is a stack, its function's frame on top of that of its parent. The nodes are 0 to
// Len()-1; parents come before their children.
type Stacks struct {
	parent, function []int32
	self             []float64
}

// Len returns the number of nodes.
func (s *Stacks) Len() int { return len(s.parent) }

// Parent returns the stack below the frame on top of n, or -1 for an outermost function.
func (s *Stacks) Parent(n int) int { return int(s.parent[n]) }

// Function returns the function on top of stack n.
func (s *Stacks) Function(n int) int { return int(s.function[n]) }

// Self returns the seconds for which the stack was just this one.
func (s *Stacks) Self(n int) float64 { return s.self[n] }

// stacksBuilder grows the tree; its functions are numbered as in the builder.
type stacksBuilder struct {
	Stacks
	nodes map[frame]int32
}

// frame is a function on top of a stack.
type frame struct{ parent, function int32 }

// AddStack adds the time, in seconds, for which the functions, outermost first, were on the stack. Figures and edges follow from the stacks:
// a builder that is given stacks must not be given others. The numbers are from Add, Function or Variant.
func (b *Builder) AddStack(functions []int, seconds float64) {
	if b.stacks == nil {
		b.stacks = &stacksBuilder{nodes: make(map[frame]int32)}
	}
	node := int32(-1)
	for _, f := range functions {
		node = b.stacks.node(node, int32(f))
	}
	if node >= 0 {
		b.stacks.self[node] += seconds
	}
}

// StackNodes returns how many nodes the tree of the stacks that were added has. Each takes some 80 bytes until the graph is made.
func (b *Builder) StackNodes() int {
	if b.stacks == nil {
		return 0
	}
	return b.stacks.Len()
}

// node returns the number of a function's frame on top of a stack.
func (s *stacksBuilder) node(parent, function int32) int32 {
	key := frame{parent, function}
	n, known := s.nodes[key]
	if !known {
		n = int32(len(s.parent))
		s.nodes[key] = n
		s.parent = append(s.parent, parent)
		s.function = append(s.function, function)
		s.self = append(s.self, 0)
	}
	return n
}

// stacks returns the tree with the functions' final numbers.
func (s *stacksBuilder) stacks(number []int32) *Stacks {
	for n, f := range s.function {
		s.function[n] = number[f]
	}
	return &s.Stacks
}

// addStacks adds those of a graph whose functions have these numbers in the builder.
func (b *Builder) addStacks(stacks *Stacks, number []int) {
	if b.stacks == nil {
		b.stacks = &stacksBuilder{nodes: make(map[frame]int32, stacks.Len())}
	}
	same := make([]int32, stacks.Len())
	for n := range same {
		parent := int32(-1)
		if p := stacks.parent[n]; p >= 0 {
			parent = same[p]
		}
		same[n] = b.stacks.node(parent, int32(number[stacks.function[n]]))
		b.stacks.self[same[n]] += stacks.self[n]
	}
}
