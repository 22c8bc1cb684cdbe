package recording

import (
	"slices"

	"tottime/profiler/callgraph"
)

// cut takes the driver's own functions out of every thread: those named "driver" with what only they called, and those named "wrappers", which
// stand for a function that the program called, in such a way that the program called it itself.
func (r *recording) cut() {
	if len(r.driver) == 0 && len(r.wrappers) == 0 {
		return
	}
	for i := range r.threads {
		c := cutter{entries: r.threads[i].entries, at: map[int32]int{}, gone: map[int32]bool{}}
		for at, e := range c.entries {
			c.at[e.function] = at
		}
		for _, f := range r.driver {
			if !slices.Contains(r.wrappers, f) {
				c.remove(f)
			}
		}
		for _, f := range r.wrappers {
			c.replace(f)
		}
		r.threads[i].entries = c.rest()
	}
}

// cutter takes functions out of a thread.
type cutter struct {
	entries []entry
	at      map[int32]int // where a function's entry is
	gone    map[int32]bool
}

// remove takes out a function and what it called. Functions that nothing else called go with it.
func (c *cutter) remove(f int32) {
	at, ok := c.at[f]
	if !ok || c.gone[f] {
		return
	}
	c.gone[f] = true
	for _, call := range c.entries[at].callees {
		callee, ok := c.at[call.function]
		if !ok || c.gone[call.function] {
			continue
		}
		e := &c.entries[callee]
		e.Calls -= call.Calls
		e.PrimitiveCalls -= call.PrimitiveCalls
		if call.Timed() {
			e.Self -= call.Self
			e.Cumulative -= call.Cumulative
		}
		if e.Calls <= 0 {
			c.remove(call.function)
		}
	}
}

// replace takes out a function and gives what it called to its callers, by their shares of its calls.
func (c *cutter) replace(f int32) {
	at, ok := c.at[f]
	if !ok || c.gone[f] {
		return
	}
	wrapper := c.entries[at]
	inherited := false
	for i := range c.entries {
		for _, toWrapper := range c.entries[i].callees {
			if toWrapper.function != f || i == at || wrapper.Calls == 0 {
				continue
			}
			inherited = true
			for _, call := range wrapper.callees {
				c.entries[i].inherit(call, toWrapper.Calls, wrapper.Calls)
			}
		}
	}
	if !inherited {
		c.remove(f)
	}
	c.gone[f] = true
}

// inherit adds the part share/of of a call to those of e.
func (e *entry) inherit(c call, share, of int64) {
	part := float64(share) / float64(of)
	figures := callgraph.Figures{
		Calls: int64(float64(c.Calls) * part), PrimitiveCalls: int64(float64(c.PrimitiveCalls) * part),
		Self: c.Self * part, Cumulative: c.Cumulative * part,
	}
	for i := range e.callees {
		if e.callees[i].function == c.function {
			e.callees[i].Figures = e.callees[i].Plus(figures)
			return
		}
	}
	e.callees = append(e.callees, call{c.function, figures})
}

// rest are the entries that are left.
func (c *cutter) rest() []entry {
	for i := range c.entries {
		e := &c.entries[i]
		e.callees = slices.DeleteFunc(e.callees, func(call call) bool { return c.gone[call.function] })
	}
	return slices.DeleteFunc(c.entries, func(e entry) bool { return c.gone[e.function] })
}

// flatten forgets who called whom. That is known up to here, as cut needs it.
func (r *recording) flatten() {
	for _, t := range r.threads {
		for i := range t.entries {
			t.entries[i].callees = nil
		}
	}
}
