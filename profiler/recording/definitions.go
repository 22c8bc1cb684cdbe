package recording

import (
	"bytes"
	"cmp"
	"slices"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// mostParsed is how many bytes of source are parsed to find definitions: at about 40 MB/s they take a tenth of a second.
const mostParsed = 4 << 20

// definitions returns what is known of each function, the line of its definition among it: the line after the decorators. Python names the first
// decorator's line, so only files with decorated functions are parsed, and of very many only those that took the most time; what the others lack is the
// line that Python names. A Python before 3.11 does not tell qualified names to its profilers; where a file is parsed, they come from there.
func definitions(g *callgraph.Graph, text func(file string) ([]byte, bool)) []callgraph.Details {
	details := make([]callgraph.Details, g.Len())
	of := map[string]*module{}
	for f := range details {
		details[f] = g.Details(f)
		if inC(g, f) {
			continue
		}
		details[f].Def = g.Line(f)
		m := of[g.File(f)]
		if m == nil {
			m = &module{file: g.File(f)}
			of[m.file] = m
		}
		m.functions = append(m.functions, f)
		m.self += g.Figures(f).Self
	}
	modules := make([]*module, 0, len(of))
	for _, m := range of {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *module) int { return cmp.Or(cmp.Compare(b.self, a.self), cmp.Compare(a.file, b.file)) })
	twins := shared(g)
	for left := mostParsed; len(modules) > 0 && left > 0; modules = modules[1:] {
		m := modules[0]
		content, ok := text(m.file)
		if !ok || len(content) > left {
			continue
		}
		if m.needsParsing(g, content) {
			left -= len(content)
			m.define(g, source.Parse(content), details, twins)
		}
	}
	return details
}

// module is a source file and the functions of it in the profile.
type module struct {
	file      string
	functions []int
	self      float64
}

// needsParsing tells whether a function has decorators, or no qualified name.
func (m *module) needsParsing(g *callgraph.Graph, content []byte) bool {
	first := make([]int, len(m.functions)) // the lines where they begin
	for i, f := range m.functions {
		if g.Details(f).QualifiedName == "" {
			return true
		}
		first[i] = g.Line(f)
	}
	slices.Sort(first)
	for line := 1; len(content) > 0 && len(first) > 0; line++ {
		text, rest, _ := bytes.Cut(content, []byte("\n"))
		content = rest
		if line < first[0] {
			continue
		}
		if bytes.HasPrefix(bytes.TrimLeft(text, " \t\f"), []byte("@")) {
			return true
		}
		for len(first) > 0 && first[0] <= line {
			first = first[1:]
		}
	}
	return false
}

// define fills in what the outline knows.
func (m *module) define(g *callgraph.Graph, outline *source.Outline, details []callgraph.Details, twins []bool) {
	for _, f := range m.functions {
		found, ok := outline.Find(g.Line(f), g.Name(f))
		if !ok || g.Name(f) == "<module>" {
			continue
		}
		details[f].Def = found.Def
		if twins[f] {
			found = common(outline, found)
		}
		details[f].QualifiedName = cmp.Or(details[f].QualifiedName, found.QualifiedName)
		details[f].End = cmp.Or(details[f].End, found.Last)
	}
}

// common is what is true of all definitions that share their line and name with one: which of them a function is, nobody can tell.
func common(outline *source.Outline, one source.Definition) source.Definition {
	for other := range outline.Named(one.Name) {
		if other.First != one.First {
			continue
		}
		if other.QualifiedName != one.QualifiedName {
			one.QualifiedName = ""
		}
		if other.Last != one.Last {
			one.Last = 0
		}
	}
	return one
}
