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
	return s.printCalls(w, restrictions, "was called by...", "<- ", s.callersOf)
}

// PrintCallees writes what pstats.Stats.print_callees prints: for each listed function those that it called. Like pstats, it
// does not notice what Add brings after the first report on callees, unless the profile is read accurately.
func (s *Stats) PrintCallees(w io.Writer, restrictions ...Restriction) error {
	return s.printCalls(w, restrictions, "called...", "-> ", s.calleesOf)
}

// callersOf returns how to list the callers of a function.
func (s *Stats) callersOf() func(f int) []callgraph.Edge {
	return func(f int) []callgraph.Edge { return slices.Collect(s.Graph().Callers(f)) }
}

// calleesOf returns how to list the callees of a function; in Compatible mode as they were at the first report on callees.
func (s *Stats) calleesOf() func(f int) []callgraph.Edge {
	if s.callees == nil || s.mode == Accurate {
		s.callees = s.Graph()
	}
	if s.callees == s.Graph() {
		return func(f int) []callgraph.Edge { return slices.Collect(s.Graph().Callees(f)) }
	}
	then, now := sameFunctions(s.Graph(), s.callees)
	return func(f int) (edges []callgraph.Edge) {
		if then[f] < 0 {
			return nil
		}
		for e := range s.callees.Callees(then[f]) {
			e.Function = now[e.Function]
			edges = append(edges, e)
		}
		return edges
	}
}

// sameFunctions returns for each function of a the same one of b, and for each of b the same one of a; -1 where there is none.
func sameFunctions(a, b *callgraph.Graph) (inB, inA []int) {
	type key struct {
		file, name string
		line       int
	}
	inB, inA = make([]int, a.Len()), make([]int, b.Len())
	known := make(map[key]int, b.Len())
	for f := range inA {
		inA[f] = -1
		known[key{b.File(f), b.Name(f), b.Line(f)}] = f
	}
	for f := range inB {
		inB[f] = -1
		if same, ok := known[key{a.File(f), a.Name(f), a.Line(f)}]; ok {
			inB[f], inA[same] = same, f
		}
	}
	return inB, inA
}

// printCalls writes a report on the calls of each listed function.
func (s *Stats) printCalls(w io.Writer, restrictions []Restriction, title, arrow string, list func() func(f int) []callgraph.Edge) error {
	out := bufio.NewWriterSize(w, 1<<16)
	functions := s.printList(out, restrictions, s.Notes())
	if len(functions) == 0 {
		return out.Flush()
	}
	calls := list()
	c := callsPrinter{Stats: s, width: s.nameWidth(functions) + 2, place: s.places()}
	out.Write(append(pad([]byte("Function "), c.width, len("Function ")), title+"\n"...))
	if s.timedCalls() {
		out.Write(append(pad(nil, c.width, 0), "    ncalls  tottime  cumtime\n"...))
	}
	for _, f := range functions {
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
		name = appendName(name[:0], s.Graph(), int(f))
		width = max(width, utf8.RuneCount(name))
	}
	return width
}

// timedCalls reports whether the first function that has callers knows how long they took. pstats heads the report by it.
func (s *Stats) timedCalls() bool {
	for f := range s.Graph().Recorded() {
		for e := range s.Graph().Callers(f) {
			return e.Timed()
		}
	}
	return false
}

// places returns each function's place in the order of keys: file, line, name.
func (s *Stats) places() []int32 {
	place := make([]int32, s.Graph().Len())
	for i, f := range s.Graph().Order(callgraph.Column{Key: callgraph.File}, callgraph.Column{Key: callgraph.Line}, callgraph.Column{Key: callgraph.Name}) {
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
	c.line = appendName(c.line, c.Graph(), f)
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
	c.line = appendName(c.line, c.Graph(), e.Function)
	c.line = append(c.line, '\n')
}

// appendCounted appends the line for calls of which no times are known. pstats puts the other function's whole time there.
func (c *callsPrinter) appendCounted(e callgraph.Edge, first bool) {
	if !first {
		c.line = pad(c.line, c.width+3, 0)
	}
	c.line = appendName(c.line, c.Graph(), e.Function)
	if e.Counted() {
		c.line = append(c.line, '(')
		c.line = strconv.AppendInt(c.line, e.Calls, 10)
		c.line = append(c.line, ')')
	}
	if c.mode == Compatible {
		c.line = append(c.line, ' ')
		c.line = appendFixed(c.line, c.Graph().Figures(e.Function).Cumulative, 8)
	}
	c.line = append(c.line, '\n')
}

// pad appends spaces to a text of the given length until it has the width.
func pad(line []byte, width, length int) []byte {
	for ; length < width; length++ {
		line = append(line, ' ')
	}
	return line
}
