package pstats

import (
	"bytes"
	"fmt"
	"slices"

	"tottime/profiler/callgraph"
)

// appendName appends a function's name as the reports print it: the standard name, in which a function that shares it with others has its qualified
// name, as in "shapes.py:4(Square.__init__)" or, for the second of that name, "shapes.py:9(main.<locals>.<lambda> #2)".
func appendName(to []byte, g *callgraph.Graph, f int) []byte { return AppendName(to, g, f, g.File(f)) }

// AppendName appends a function's name as the reports print it, with another name for its file, such as one without folders.
func AppendName(to []byte, g *callgraph.Graph, f int, file string) []byte {
	name := g.Name(f)
	qualified, ordinal := g.Variant(f)
	if qualified != "" {
		name = qualified
	}
	start := len(to)
	to = unescape(callgraph.AppendStandardName(to, file, g.Line(f), name), start)
	if ordinal <= 1 {
		return to
	}
	end := len(to)
	if bytes.HasSuffix(to[start:], []byte(")")) || bytes.HasSuffix(to[start:], []byte("}")) {
		end--
	}
	return slices.Insert(to, end, fmt.Appendf(nil, " #%d", ordinal)...)
}

// unescape puts back, in what was appended since start, the bytes of file names that are no UTF-8. Python 3 has the surrogates U+DC80 to U+DCFF in
// their place (PEP 383), marshal writes these as three bytes each, and what Python prints is the bytes again.
func unescape(text []byte, start int) []byte {
	if bytes.IndexByte(text[start:], 0xed) < 0 {
		return text
	}
	out := text[:start]
	for i := start; i < len(text); i++ {
		if b := text[i:]; len(b) >= 3 && b[0] == 0xed && b[1]&^1 == 0xb2 && b[2]&0xc0 == 0x80 {
			out = append(out, b[1]<<6|b[2]&0x3f)
			i += 2
			continue
		}
		out = append(out, text[i])
	}
	return out
}
