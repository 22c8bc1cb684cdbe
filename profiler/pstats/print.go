package pstats

import (
	"bufio"
	"io"
	"math"
	"strconv"

	"tottime/profiler/callgraph"
)

// TableHead is the line above the rows of the table that Print writes.
const TableHead = "   ncalls  tottime  percall  cumtime  percall filename:lineno(function)\n"

// Print writes the table that pstats.Stats.print_stats prints: the functions in the order of the last Sort, which the restrictions
// cut down one after the other.
func (s *Stats) Print(w io.Writer, restrictions ...Restriction) error {
	out := bufio.NewWriterSize(w, 1<<16)
	for _, f := range s.files {
		out.WriteString(f.header())
		out.WriteByte('\n')
	}
	if len(s.files) > 0 {
		out.WriteByte('\n')
	}
	s.printTotals(out)
	if list := s.printList(out, restrictions, s.tableNotes()); len(list) > 0 {
		out.WriteString(TableHead)
		var line []byte
		for _, f := range list {
			line = s.appendRow(line[:0], int(f))
			out.Write(line)
		}
		out.WriteString("\n\n")
	}
	return out.Flush()
}

// header is the line for a file: when it was modified, in local time as C's ctime writes it, and its path.
func (f File) header() string {
	return f.Modified.Local().Format("Mon Jan _2 15:04:05 2006") + "    " + f.Path
}

const indent = "         " // of the lines on the whole profile

func (s *Stats) printTotals(out *bufio.Writer) {
	for _, f := range s.topLevel() {
		out.WriteString(indent + s.Graph().Name(f) + "\n")
	}
	line := []byte(indent)
	if s.total.Counted() {
		line = strconv.AppendInt(line, s.total.Calls, 10)
	} else {
		line = append(line, "an unknown number of"...)
	}
	line = append(line, " function calls "...)
	if s.total.Calls != s.total.PrimitiveCalls {
		line = append(line, '(')
		line = strconv.AppendInt(line, s.total.PrimitiveCalls, 10)
		line = append(line, " primitive calls) "...)
	}
	line = append(line, "in "...)
	line = appendFixed(line, s.total.Self, 0)
	line = append(line, " seconds\n\n"...)
	out.Write(line)
}

// topLevel returns the functions that a profiler of the 1990s marked as the outermost.
func (s *Stats) topLevel() (functions []int) {
	for f := range s.Graph().Len() {
		if s.Graph().Line(f) == 0 && s.Graph().Name(f) == "profiler" && s.Graph().File(f) == "jprofile" {
			for e := range s.Graph().Callees(f) {
				functions = append(functions, e.Function)
			}
		}
	}
	return functions
}

// printList returns the functions to list. It says by what they are ordered and cut down, and the notes, unless none is left.
func (s *Stats) printList(out *bufio.Writer, restrictions []Restriction, notes []string) []int32 {
	list, messages := s.list(restrictions)
	if len(list) == 0 {
		return nil
	}
	out.WriteString(messages)
	for _, note := range notes {
		out.WriteString("   " + note + "\n")
	}
	out.WriteByte('\n')
	return list
}

// list returns the functions to list, and the lines that say by what they are ordered and cut down.
func (s *Stats) list(restrictions []Restriction) (list []int32, messages string) {
	list = s.order
	messages = "   Ordered by: " + s.orderedBy + "\n"
	if list == nil {
		list = s.Graph().Order()[:s.Graph().Recorded()]
		messages = "   Random listing order was used\n"
	}
	for _, r := range restrictions {
		var message string
		list, message = r.apply(s.Graph(), list)
		messages += message
	}
	return list, messages
}

// appendRow appends a line of the table.
func (s *Stats) appendRow(line []byte, f int) []byte {
	line = AppendFigures(line, s.Graph().Figures(f))
	return append(appendName(line, s.Graph(), f), '\n')
}

// AppendFigures appends the figures of a line of the table that Print writes, up to the function's name.
func AppendFigures(line []byte, figures callgraph.Figures) []byte {
	line = appendCalls(line, figures, 9)
	line = append(line, ' ')
	line = appendFixed(line, figures.Self, 8)
	line = append(line, ' ')
	line = appendPerCall(line, figures.Self, figures.Calls)
	line = append(line, ' ')
	line = appendFixed(line, figures.Cumulative, 8)
	line = append(line, ' ')
	line = appendPerCall(line, figures.Cumulative, figures.PrimitiveCalls)
	return append(line, ' ')
}

// appendCalls appends calls, or calls/primitive calls where they differ, right-aligned; blank when they are not known.
func appendCalls(line []byte, f callgraph.Figures, width int) []byte {
	start := len(line)
	if !f.Counted() {
		return pad(line, width, 0)
	}
	line = strconv.AppendInt(line, f.Calls, 10)
	if f.Calls != f.PrimitiveCalls {
		line = append(line, '/')
		line = strconv.AppendInt(line, f.PrimitiveCalls, 10)
	}
	return alignRight(line, start, width)
}

// appendPerCall appends seconds for each call, blank when there is none or their number is not known.
func appendPerCall(line []byte, seconds float64, calls int64) []byte {
	if calls == 0 || calls == callgraph.Uncounted {
		return append(line, "        "...)
	}
	return appendFixed(line, seconds/float64(calls), 8)
}

// appendFixed appends what Python formats with "%8.3f", 8 being the width.
func appendFixed(line []byte, x float64, width int) []byte {
	start := len(line)
	switch {
	case math.IsNaN(x):
		line = append(line, "nan"...)
	case math.IsInf(x, 1):
		line = append(line, "inf"...)
	case math.IsInf(x, -1):
		line = append(line, "-inf"...)
	default:
		line = strconv.AppendFloat(line, x, 'f', 3, 64)
	}
	return alignRight(line, start, width)
}

// alignRight moves what was appended since start to the right until it has the width.
func alignRight(line []byte, start, width int) []byte {
	missing := width - (len(line) - start)
	if missing <= 0 {
		return line
	}
	const spaces = "                "
	line = append(line, spaces[:missing]...)
	copy(line[start+missing:], line[start:])
	copy(line[start:], spaces[:missing])
	return line
}
