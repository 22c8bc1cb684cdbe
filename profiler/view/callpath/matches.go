package callpath

// visit goes through all stacks and says of each whether it ends with a path, and whether the one below its top frame does. frames are its nodes, the
// outermost first; they are valid during the call. A path may begin anywhere on a stack.
//
// It is the algorithm of Knuth, Morris and Pratt along all stacks at once: how much of the path the end of a stack matches follows from how much its
// parent's does.
func (t *Tree) visit(path []int, seen func(x int32, here, below bool, frames []int32)) {
	back := borders(path)
	matched, depth, frames := make([]int32, t.Len()), make([]int32, t.Len()), []int32(nil)
	for x := range int32(t.Len()) {
		k := int32(0)
		if p := t.Parent[x]; p >= 0 {
			k, depth[x] = matched[p], depth[p]+1
		}
		below := int(k) == len(path)
		frames = append(frames[:depth[x]], x)
		f := int(t.Function[x])
		for k > 0 && (int(k) == len(path) || path[k] != f) {
			k = back[k]
		}
		if path[k] == f {
			k++
		}
		matched[x] = k
		seen(x, int(k) == len(path), below, frames)
	}
}

// borders are, by the length of a beginning of the path, the length of the longest shorter beginning that it ends with.
func borders(path []int) []int32 {
	back := make([]int32, len(path)+1)
	k := int32(0)
	for i := 1; i < len(path); i++ {
		for k > 0 && path[k] != path[i] {
			k = back[k]
		}
		if path[k] == path[i] {
			k++
		}
		back[i+1] = k
	}
	return back
}
