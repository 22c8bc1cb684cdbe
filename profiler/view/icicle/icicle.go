// Package icicle lays out who called whom as boxes that are as wide as it took, from the roots down.
package icicle

import (
	"fmt"

	"tottime/profiler/view/callpath"
)

// MostBoxes is how many boxes an icicle has at most.
const MostBoxes = 20_000

// Query asks for the boxes of an icicle.
type Query struct {
	// Path is functions, each called by the one before it: the last one fills the width, with what it took along this path. A first one that is a root
	// stands for what it took as one, any other for all it did. Without any function the roots stand side by side.
	Path []int
	// Least is the width of the narrowest box wanted as a part of the whole, 0 to 1. Less than what MostBoxes of one level have is taken for that.
	Least float64
	// Levels is the number of levels wanted.
	Levels int
	// Exact leaves out what would be an estimate, except for the end of Path.
	Exact bool
}

// Icicle is a layout.
type Icicle struct {
	// Seconds is what the whole width stands for.
	Seconds float64
	// Boxes are by level, in a level from left to right.
	Boxes []Box
	// Estimated says that some of the boxes are estimates.
	Estimated bool
}

// Box is a function, called along one path.
type Box struct {
	callpath.Step
	// Parent is the index of the box above, -1 for none. Level is 0 for those on top.
	Parent, Level int
	// Start and Width are parts of the whole width, 0 to 1.
	Start, Width float64
	// Recursive says that the function calls itself, directly or not: a function that is on the path already has no box again, and its time is within the
	// box of its caller.
	Recursive bool
	// Cut says that callees are left out because they would be estimates, or too deep.
	Cut bool
}

// Root is a function that an icicle begins with.
type Root struct {
	Function int
	Seconds  float64
}

// Roots returns the roots, the longest first: of a profile of stacks the outermost functions, whose times add up to all there is; else see
// callpath.Model.Roots.
func Roots(m *callpath.Model) []Root {
	var roots []Root
	for _, b := range newSource(m).top() {
		roots = append(roots, Root{b.Function, b.Seconds})
	}
	return roots
}

// New lays out an icicle. Under each box are the functions that it called along its path, the longest first, of equally long ones the name that is less;
// together they are no wider than it is. callpath.Model.Down says how long they took, and when that is exact. Where the profile has whole stacks, all is. A
// function that calls itself directly has its callees under one box; one that does so through others has no box again.
//
// Boxes below the end of a path are the same whether it is asked for or is part of a wider icicle. The error wraps callpath.ErrNoPath.
func New(m *callpath.Model, query Query) (Icicle, error) {
	l := layout{source: newSource(m), model: m, query: query, onPath: make([]int32, m.Len())}
	l.query.Least = min(1, max(query.Least, 1.0/MostBoxes))
	top := l.top
	if len(query.Path) > 0 {
		end, err := l.end()
		if err != nil {
			return Icicle{}, err
		}
		top = func() []branch { return []branch{end} }
	}
	l.begin(top())
	for level := 1; l.first < len(l.icicle.Boxes); level++ {
		l.level(level)
	}
	return l.icicle, nil
}

// layout is the work of New.
type layout struct {
	source
	model  *callpath.Model
	query  Query
	icicle Icicle
	first  int      // the first box of the last level
	state  []branch // the boxes of the last level
	// onPath is by function the last box, from 1 on, that it was found on the path to; always for those of Query.Path.
	onPath []int32
}

// always marks a function that is on the path to every box.
const always = -1

// end is the function at the end of the path.
func (l *layout) end() (branch, error) {
	b := l.start(l.query.Path[0])
	l.onPath[b.Function] = always
	for _, f := range l.query.Path[1:] {
		next, found := l.down(&b, f)
		switch {
		case l.onPath[f] == always:
			return b, fmt.Errorf("%w: %s calls itself on it and has no box again", callpath.ErrNoPath, l.model.Shown(f))
		case !found:
			return b, fmt.Errorf("%w: %s is not known to have been called by %s on it", callpath.ErrNoPath, l.model.Shown(f), l.model.Shown(b.Function))
		}
		l.onPath[f] = always
		b = next
	}
	return b, nil
}

// begin places the boxes on top.
func (l *layout) begin(top []branch) {
	for _, b := range top {
		l.icicle.Seconds += b.Seconds
	}
	if l.query.Levels < 1 {
		return
	}
	x := 0.0
	for _, b := range top {
		width := b.Seconds / l.icicle.Seconds
		if len(l.query.Path) > 0 {
			width = 1
		} else if !(width >= l.query.Least) {
			break
		}
		width = min(width, 1-x)
		l.add(b, -1, 0, x, width)
		x += width
	}
}

func (l *layout) add(b branch, parent, level int, start, width float64) {
	l.icicle.Boxes = append(l.icicle.Boxes, Box{
		Step: b.Step, Parent: parent, Level: level, Start: start, Width: width, Recursive: l.model.Recursive(b.Function),
	})
	l.icicle.Estimated = l.icicle.Estimated || !b.Exact
	l.state = append(l.state, b)
}

// level places the boxes below those of the last level.
func (l *layout) level(level int) {
	first, last, above, wasEstimated := l.first, len(l.icicle.Boxes), l.state, l.icicle.Estimated
	l.first, l.state = last, nil
	for i := first; i < last; i++ {
		l.below(i, &above[i-first], level)
	}
	if len(l.icicle.Boxes) <= MostBoxes && level < l.query.Levels {
		return
	}
	// This level is too much: what has anything on it is cut. It was needed to know that.
	for _, box := range l.icicle.Boxes[last:] {
		l.icicle.Boxes[box.Parent].Cut = true
	}
	l.icicle.Boxes, l.icicle.Estimated, l.first = l.icicle.Boxes[:last], wasEstimated, last
}

// below places the boxes below one.
func (l *layout) below(parent int, b *branch, level int) {
	if l.icicle.Seconds == 0 {
		return
	}
	for i := parent; i >= 0; i = l.icicle.Boxes[i].Parent {
		if f := l.icicle.Boxes[i].Function; l.onPath[f] != always {
			l.onPath[f] = int32(parent + 1)
		}
	}
	isOnPath := func(f int) bool { return l.onPath[f] == always || l.onPath[f] == int32(parent+1) }
	box := l.icicle.Boxes[parent]
	x, end := box.Start, box.Start+box.Width
	for _, child := range l.children(b, l.query.Least*l.icicle.Seconds, isOnPath) {
		if l.query.Exact && !child.Exact {
			l.icicle.Boxes[parent].Cut = true
			continue
		}
		width := min(child.Seconds/l.icicle.Seconds, end-x)
		l.add(child, parent, level, x, width)
		x += width
	}
}
