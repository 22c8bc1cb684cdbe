package pstats

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"

	"tottime/profiler/callgraph"
)

// PrintCallers writes what pstats.Stats.print_callers prints: for each listed function those that called it.
func (s *Stats) PrintCallers(w io.Writer, restrictions ...Restriction) error {
	return s.printCalls(w, restrictions, "was called by...", "<- ", func(f int) []callgraph.Edge {
		return slices.AppendSeq(make([]callgraph.Edge, 0, s.graph.CallerCount(f)), s.graph.Callers(f))
	})
}

// PrintCallees writes what pstats.Stats.print_callees prints: for each listed function those that it called. Like pstats, it
// does not notice what Add brings after the first report on callees.
func (s *Stats) PrintCallees(w io.Writer, restrictions ...Restriction) error {
	if s.callees == nil {
		s.callees = s.graph
	}
	find := s.sameFunctions(s.callees)
	back := func(f int) int { return f }
	if s.callees != s.graph {
		reverse := make(map[int]int)
		for f := range s.graph.Len() {
			if g := find(f); g >= 0 {
				reverse[g] = f
			}
		}
		back = func(g int) int { return reverse[g] }
	}
	return s.printCalls(w, restrictions, "called...", "-> ", func(f int) (edges []callgraph.Edge) {
		if f = find(f); f < 0 {
			return nil
		}
		for e := range s.callees.Callees(f) {
			e.Function = back(e.Function)
			edges = append(edges, e)
		}
		return edges
	})
}

// sameFunctions returns which function of an earlier graph one of the present is, or -1 if there was none.
func (s *Stats) sameFunctions(earlier *callgraph.Graph) func(f int) int {
	if earlier == s.graph {
		return func(f int) int { return f }
	}
	type key struct {
		file, name string
		line       int
	}
	known := make(map[key]int, earlier.Len())
	for f := range earlier.Len() {
		known[key{earlier.File(f), earlier.Name(f), earlier.Line(f)}] = f
	}
	return func(f int) int {
		if g, ok := known[key{s.graph.File(f), s.graph.Name(f), s.graph.Line(f)}]; ok {
			return g
		}
		return -1
	}
}

// printCalls writes a report on the calls of each listed function.
func (s *Stats) printCalls(w io.Writer, restrictions []Restriction, title, arrow string, calls func(f int) []callgraph.Edge) error {
	out := bufio.NewWriterSize(w, 1<<16)
	list := s.printList(out, restrictions)
	if len(list) == 0 {
		return out.Flush()
	}
	c := callsPrinter{Stats: s, width: s.nameWidth(list) + 2, place: s.places()}
	out.Write(append(pad([]byte("Function "), c.width, len("Function ")), title+"\n"...))
	if s.timedCalls() {
		out.Write(append(pad(nil, c.width, 0), "    ncalls  tottime  cumtime\n"...))
	}
	for _, f := range list {
		c.appendCalls(int(f), calls(int(f)), arrow)
		out.Write(c.line)
		c.line = c.line[:0]
	}
	out.WriteString("\n\n")
	return out.Flush()
}

// nameWidth returns the length of the longest name, in code points, of those in the list. If the list is all, so is the search.
func (s *Stats) nameWidth(list []int32) (width int) {
	var name []byte
	for _, f := range list {
		name = s.appendName(name[:0], int(f))
		width = max(width, utf8.RuneCount(name))
	}
	return width
}

// timedCalls reports whether the first function that has callers knows how long they took. pstats heads the report by it.
func (s *Stats) timedCalls() bool {
	for f := range s.graph.Recorded() {
		for e := range s.graph.Callers(f) {
			return e.Timed()
		}
	}
	return false
}

// places returns each function's place in the order of keys: file, line, name.
func (s *Stats) places() []int32 {
	place := make([]int32, s.graph.Len())
	for i, f := range s.graph.Order(callgraph.Column{Key: callgraph.File}, callgraph.Column{Key: callgraph.Line}, callgraph.Column{Key: callgraph.Name}) {
		place[f] = int32(i)
	}
	return place
}

// callsPrinter holds what the lines on the calls of a function have in common.
type callsPrinter struct {
	*Stats
	width int
	place []int32
	line  []byte
}

// appendCalls appends the lines on the calls of one function.
func (c *callsPrinter) appendCalls(f int, calls []callgraph.Edge, arrow string) {
	start := len(c.line)
	c.line = c.appendName(c.line, f)
	c.line = pad(c.line, c.width, utf8.RuneCount(c.line[start:]))
	c.line = append(c.line, arrow...)
	slices.SortFunc(calls, func(a, b callgraph.Edge) int { return int(c.place[a.Function]) - int(c.place[b.Function]) })
	for i, e := range calls {
		if e.Timed() {
			c.appendTimed(e, i == 0)
		} else {
			c.appendCounted(e, i == 0)
		}
	}
	if len(calls) == 0 {
		c.line = append(c.line, '\n')
	}
}

// appendTimed appends the line for calls of which counts and times are known.
func (c *callsPrinter) appendTimed(e callgraph.Edge, first bool) {
	width := 7
	if !first {
		width = 9
		c.line = pad(c.line, c.width+1, 0)
	}
	c.line = appendCalls(c.line, e.Figures, width)
	c.line = append(c.line, ' ')
	c.line = appendFixed(c.line, e.Self, 8)
	c.line = append(c.line, ' ')
	c.line = appendFixed(c.line, e.Cumulative, 8)
	c.line = append(c.line, "  "...)
	c.line = c.appendName(c.line, e.Function)
	c.line = append(c.line, '\n')
}

// appendCounted appends the line for calls that were only counted. The time in it is the other function's as a whole.
func (c *callsPrinter) appendCounted(e callgraph.Edge, first bool) {
	if !first {
		c.line = pad(c.line, c.width+3, 0)
	}
	c.line = c.appendName(c.line, e.Function)
	c.line = append(c.line, '(')
	c.line = strconv.AppendInt(c.line, e.Calls, 10)
	c.line = append(c.line, ") "...)
	c.line = appendFixed(c.line, c.graph.Figures(e.Function).Cumulative, 8)
	c.line = append(c.line, '\n')
}

// pad appends spaces to a text of the given length until it has the width.
func pad(line []byte, width, length int) []byte {
	for ; length < width; length++ {
		line = append(line, ' ')
	}
	return line
}
