package callgraph

// batchSize is how many functions are looked up together.
const batchSize = 256

// batch holds what Row and Caller have said and whose functions are still to be looked up. Looking up one function means waiting for memory twice,
// for its slot and for its key; the waits for many overlap, which takes a third off the time to read a profile of 100,000 functions.
type batch struct {
	keys  []key
	uses  []int32 // by key: the edge whose caller it is, or -1 for a row
	rows  []Figures
	row   int32 // the function of the last row that was looked up
	slots [batchSize]slot
}

// Row says what Function and Record say. With Caller it is the faster way to add many functions with their callers.
func (b *Builder) Row(file Symbol, line int, name Symbol, figures Figures) {
	b.batch.rows = append(b.batch.rows, figures)
	b.later(key{file: file, name: name, line: line}, -1)
}

// Caller says what AddEdge says, of a caller that is named as for Function and of the function of the last Row.
func (b *Builder) Caller(file Symbol, line int, name Symbol, figures Figures) {
	b.AddEdge(0, 0, figures)
	b.later(key{file: file, name: name, line: line}, int32(len(b.edges.caller)-1))
}

// SumFromZero makes Row add the figures of new functions to zero, as pstats does when it adds a profile to others (Lib/pstats.py, Stats.add): a
// negative zero becomes zero.
func (b *Builder) SumFromZero() {
	b.finishBatch()
	b.fromZero = true
}

func (b *Builder) later(k key, use int32) {
	b.batch.keys = append(b.batch.keys, k)
	b.batch.uses = append(b.batch.uses, use)
	if len(b.batch.keys) == batchSize {
		b.finishBatch()
	}
}

// finishBatch looks up the functions that Row and Caller have named.
func (b *Builder) finishBatch() {
	batch := &b.batch
	b.index.peek(batch.keys, &batch.slots)
	rows := 0
	for i, k := range batch.keys {
		f := int(batch.slots[i].number) - 1
		if f < 0 || b.functions[f] != k {
			f = b.keyed(k)
		}
		if e := batch.uses[i]; e >= 0 {
			b.edges.caller[e], b.edges.callee[e] = int32(f), batch.row
			continue
		}
		if b.fromZero && !b.Recorded(f) {
			b.Record(f, Figures{})
		}
		b.Record(f, batch.rows[rows])
		batch.row = int32(f)
		rows++
	}
	batch.keys, batch.uses, batch.rows = batch.keys[:0], batch.uses[:0], batch.rows[:0]
}
