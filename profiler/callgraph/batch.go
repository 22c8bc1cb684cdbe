package callgraph

// batchSize is how many callers are looked up together.
const batchSize = 256

// batch holds edges whose callers are still to be looked up. Looking up one function means waiting for memory twice, for its slot and for its
// key; the waits for many overlap, which takes a third off the time to read a profile of 100,000 functions.
type batch struct {
	callers []key
	edges   []int32 // by caller: the edge that needs it
	slots   [batchSize]slot
}

// AddCall says what AddEdge says, of a caller that is named as for Function. It is the faster way to add many.
func (b *Builder) AddCall(file Symbol, line int, name Symbol, callee int, figures Figures) {
	b.batch.callers = append(b.batch.callers, key{file: file, name: name, line: line})
	b.batch.edges = append(b.batch.edges, int32(len(b.edges.caller)))
	b.AddEdge(0, callee, figures)
	if len(b.batch.callers) == batchSize {
		b.finishBatch()
	}
}

// finishBatch looks up the callers that AddCall has named.
func (b *Builder) finishBatch() {
	batch := &b.batch
	b.index.peek(batch.callers, &batch.slots)
	for i, caller := range batch.callers {
		f := int(batch.slots[i].number) - 1
		if f < 0 || b.functions[f] != caller {
			f = b.keyed(caller)
		}
		b.edges.caller[batch.edges[i]] = int32(f)
	}
	batch.callers, batch.edges = batch.callers[:0], batch.edges[:0]
}
