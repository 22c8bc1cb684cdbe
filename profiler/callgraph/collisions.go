package callgraph

// renaming adds up what falls together when functions get new numbers.
type renaming struct {
	*Graph
	number    []int32 // by function: its new number; the new functions come in the order of the first that becomes each
	collision Collision
	collided  Collided

	// What kept needs: its result, and for each new function where its edge stands there, if it was seen last among the callers of this one.
	list, last, seen []int32
}

// recordedFunctions returns how many of the new functions have a record. They are the first ones, as the recorded functions are.
func (r *renaming) recordedFunctions() (n int) {
	for _, to := range r.number[:r.recorded] {
		n = max(n, int(to)+1)
	}
	return n
}

// functionFigures returns those of n new functions.
func (r *renaming) functionFigures(n int) columns {
	sums := newColumns(n, n)
	next := int32(0)
	for f, to := range r.number[:r.recorded] {
		if to == next {
			sums.set(int(to), r.figures.at(f))
			next++
		} else {
			sums.set(int(to), sums.at(int(to)).Plus(r.figures.at(f)))
		}
	}
	return sums
}

// functionDetails returns those of n new functions: of several the last.
func (r *renaming) functionDetails(n int) []Details {
	if r.details == nil {
		return nil
	}
	details := make([]Details, n)
	for f, d := range r.details {
		if d != (Details{}) {
			details[r.number[f]] = d
		}
	}
	return details
}

// sumEdges returns the edges between n new functions, by callee, and where those of each callee begin.
func (r *renaming) sumEdges(n int) (start []int32, sums edges) {
	start, sums = make([]int32, n+1), newEdges(r.Edges())
	firstOld := starts(r.number, n)
	old := grouped(r.number, firstOld)
	place := make([]int32, n) // by caller: 1 + its last edge among the sums, which may be to an earlier callee
	length := int32(0)
	for callee := range int32(n) {
		start[callee] = length
		for _, f := range old[firstOld[callee]:firstOld[callee+1]] {
			for _, e := range r.kept(f) {
				caller, figures := r.number[r.edges.caller[e]], r.edges.figures.at(int(e))
				if p := int(place[caller]) - 1; p >= int(start[callee]) {
					sums.figures.set(p, sums.figures.at(p).Plus(figures))
					continue
				}
				sums.caller[length], sums.callee[length] = caller, callee
				sums.figures.set(int(length), figures)
				length++
				place[caller] = length
			}
		}
	}
	start[n] = length
	sums.truncate(int(length))
	return start, sums
}

// kept returns the edges to a function that are not lost. They are valid until the next call.
func (r *renaming) kept(f int32) []int32 {
	r.list = r.list[:0]
	for e := r.callerStart[f]; e < r.callerStart[f+1]; e++ {
		caller := r.number[r.edges.caller[e]]
		if r.seen[caller] == f+1 {
			last := &r.list[r.last[caller]]
			r.collided.Edges++
			r.collided.Calls = addCounts(r.collided.Calls, r.edges.figures.calls[*last])
			if r.collision == KeepLast {
				*last = e
				continue
			}
		}
		r.last[caller], r.seen[caller] = int32(len(r.list)), f+1
		r.list = append(r.list, e)
	}
	return r.list
}
