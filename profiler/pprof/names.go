package pprof

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/google/pprof/profile"

	"tottime/profiler/callgraph"
)

// names tells which functions a profile's locations belong to. Functions with the same name, file and first line are one, as for go tool pprof.
type names struct {
	build     *callgraph.Builder
	firstLine FirstLine
	lowest    map[function]int // the lowest line that was seen of functions of which it is not known where they begin
}

// function is what a function is known by. Its line is 0 as long as it is not known.
type function struct {
	file, name string
	line       int
}

func newNames(b *callgraph.Builder, firstLine FirstLine) *names {
	if firstLine == nil {
		firstLine = func(string, int, string) (int, bool) { return 0, false }
	}
	return &names{build: b, firstLine: firstLine, lowest: make(map[function]int)}
}

// see takes note of a location that a sample has. All that samples have must be seen before the frames of any are asked for.
func (n *names) see(l *profile.Location) {
	for _, line := range l.Line {
		f, here := n.function(line), lineNumber(line.Line)
		if f.line > 0 || f.name == "" || here == 0 {
			continue
		}
		if lowest, known := n.lowest[f]; !known || here < lowest {
			n.lowest[f] = here
		}
	}
}

// frames returns the functions that are on the stack at a location, outermost first: one, or those that were inlined there after the one that they were
// inlined into. The profile has them in the opposite order.
func (n *names) frames(l *profile.Location) []int {
	if len(l.Line) == 0 {
		return []int{n.number(nameless(l))}
	}
	frames := make([]int, 0, len(l.Line))
	for _, line := range slices.Backward(l.Line) {
		f := n.function(line)
		switch {
		case f.name == "":
			f = nameless(l)
		case f.line == 0:
			f.line = n.lowest[f]
		}
		frames = append(frames, n.number(f))
	}
	return frames
}

// function returns the function that a line belongs to; its name is empty when it has none.
func (n *names) function(line profile.Line) function {
	f := function{file: clean(line.Function.Filename), name: clean(line.Function.Name), line: lineNumber(line.Function.StartLine)}
	if f.name == "" {
		f.name = clean(line.Function.SystemName)
	}
	if here := lineNumber(line.Line); f.line == 0 && here > 0 {
		if first, ok := n.firstLine(f.file, here, f.name); ok {
			f.line = first
		}
	}
	return f
}

// number returns the builder's number of a function. One that has neither file nor line is native code; it gets the file by which pstats and everything
// that shows profiles know functions written in C.
func (n *names) number(f function) int {
	if f.file == "" && f.line == 0 {
		f.file = "~"
	}
	return n.build.Function(n.build.Symbol([]byte(f.file)), f.line, n.build.Symbol([]byte(f.name)))
}

// nameless is the function for a place in a library or program without symbols: "libc.so.6+0x29d90", the file's own name and the place's offset in it, which
// stays the same wherever the file is loaded; or where it is not known which file it is, the address alone.
func nameless(l *profile.Location) function {
	m := l.Mapping
	if m == nil || m.File == "" {
		return function{name: fmt.Sprintf("%#x", l.Address)}
	}
	base := m.File[strings.LastIndexAny(m.File, `/\`)+1:]
	return function{name: fmt.Sprintf("%s+%#x", clean(base), l.Address-m.Start+m.Offset)}
}

// lineNumber returns a line, or 0 for what cannot be one.
func lineNumber(line int64) int {
	if line < 1 || line > math.MaxInt32 {
		return 0
	}
	return int(line)
}

// clean returns text that a report can show. Texts are to be UTF-8 (profile.proto), but nothing makes sure of that.
func clean(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }
