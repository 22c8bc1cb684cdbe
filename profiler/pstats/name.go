package pstats

import (
	"bytes"
	"fmt"
	"slices"

	"tottime/profiler/callgraph"
)

// appendName appends a function's name as the reports print it: the standard name, in which a function that shares it with others has its qualified
// name, as in "shapes.py:4(Square.__init__)" or, for the second of that name, "shapes.py:9(main.<locals>.<lambda> #2)".
func appendName(to []byte, g *callgraph.Graph, f int) []byte {
	name := g.Name(f)
	qualified, ordinal := g.Variant(f)
	if qualified != "" {
		name = qualified
	}
	start := len(to)
	to = callgraph.AppendStandardName(to, g.File(f), g.Line(f), name)
	if ordinal <= 1 {
		return to
	}
	end := len(to)
	if bytes.HasSuffix(to[start:], []byte(")")) || bytes.HasSuffix(to[start:], []byte("}")) {
		end--
	}
	return slices.Insert(to, end, fmt.Appendf(nil, " #%d", ordinal)...)
}
