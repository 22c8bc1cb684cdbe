package recording

import (
	"strconv"

	"tottime/profiler/callgraph"
)

// tally adds up recordings. Each code object is a function of its own, also one that shares its file, line and name with others.
//
// Within a recording code objects are known by their place. Those of different processes are the same when file, line, name, qualified name and
// fingerprint are: see apart for what is done where several of a process are alike.
type tally struct {
	builder *callgraph.Builder
	origins []origin // by function
	next    int32    // the number of the next recording
}

// origin is where a function comes from.
type origin struct {
	owner int32 // the number of the recording that it is in, or severalOwners
	print int64 // its fingerprint
}

const severalOwners = -1

// mostAlike is how many functions of a process that are alike are kept apart. A program that compiles text over and over has no end of them.
const mostAlike = 64

func newTally() *tally { return &tally{builder: callgraph.NewBuilder()} }

// add adds a recording.
func (t *tally) add(r *recording) {
	n := t.next
	t.next++
	ordinals := r.ordinals()
	number := make([]int, len(r.functions)) // in the builder
	known := make([]int, len(r.functions))  // 1 + the thread in whose entries it is last
	for i := range r.threads {
		entries := r.threads[i].entries
		for _, e := range entries {
			if known[e.function] == 0 {
				number[e.function] = t.function(r.functions[e.function], ordinals[e.function], n)
			}
			known[e.function] = i + 1
			t.builder.Record(number[e.function], e.Figures)
		}
		for _, e := range entries {
			for _, c := range e.callees {
				// One without entry has not returned from any call yet (Lib/cProfile.py, snapshot_stats, leaves it out too).
				if known[c.function] == i+1 {
					t.builder.AddEdge(number[e.function], number[c.function], c.Figures)
				}
			}
		}
	}
	t.builder.Compact()
}

// ordinals numbers the functions that are alike, from 0 on.
func (r *recording) ordinals() []int {
	ordinals := make([]int, len(r.functions))
	count := make(map[function]int, len(r.functions))
	for i, f := range r.functions {
		f.end = 0
		ordinals[i] = min(count[f], mostAlike-1)
		count[f]++
	}
	return ordinals
}

// function returns the builder's number of a function. The first of its kind is shared by all recordings, the others are this one's alone.
func (t *tally) function(f function, ordinal int, recording int32) int {
	if ordinal > 0 {
		ordinal += mostAlike * int(recording+1)
	}
	b := t.builder
	number := b.Variant(b.Symbol([]byte(f.file)), f.line, b.Symbol([]byte(f.name)), f.qualified+"\x00"+strconv.FormatInt(f.print, 36), ordinal)
	switch {
	case number == len(t.origins):
		t.origins = append(t.origins, origin{recording, f.print})
		b.Describe(number, callgraph.Details{QualifiedName: f.qualified, End: f.end})
	case t.origins[number].owner != recording:
		t.origins[number].owner = severalOwners
	}
	return number
}

// close returns the sum, of which any number of tallies can go on.
func (t *tally) close() sum {
	return sum{graph: t.builder.Graph(), origins: t.origins, next: t.next}
}

// sum is the result of a tally. Its functions have the same numbers as in the tally, since each was recorded when it was named first.
type sum struct {
	graph   *callgraph.Graph
	origins []origin
	next    int32
}

// tally returns a tally that begins with the sum.
func (s sum) tally() *tally {
	t := newTally()
	t.next = s.next
	if s.graph != nil {
		t.builder.AddGraph(s.graph)
		t.origins = append(t.origins, s.origins...)
	}
	return t
}
