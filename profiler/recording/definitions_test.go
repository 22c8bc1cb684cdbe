package recording

import (
	"testing"

	"tottime/profiler/callgraph"
)

// TestDefinitions checks what is found in the source for Pythons that do not tell qualified names.
func TestDefinitions(t *testing.T) {
	const text = `@a
@b(
    1)
def f():
    return lambda: lambda: 1
class C:
    def m(self): return [(lambda: 1), (lambda:
        2)]
`
	for _, c := range []struct {
		line    int
		name    string
		twins   int // how many functions share the label
		details callgraph.Details
		want    callgraph.Details
	}{
		{1, "f", 1, callgraph.Details{}, callgraph.Details{QualifiedName: "f", Def: 4, End: 5}},
		{1, "f", 1, callgraph.Details{QualifiedName: "told", End: 3}, callgraph.Details{QualifiedName: "told", Def: 4, End: 3}},
		{5, "<lambda>", 2, callgraph.Details{}, callgraph.Details{Def: 5, End: 5}},
		{7, "m", 1, callgraph.Details{}, callgraph.Details{QualifiedName: "C.m", Def: 7, End: 8}},
		{7, "<lambda>", 2, callgraph.Details{}, callgraph.Details{QualifiedName: "C.m.<locals>.<lambda>", Def: 7}},
		{1, "<module>", 1, callgraph.Details{}, callgraph.Details{Def: 1}},
		{99, "gone", 1, callgraph.Details{}, callgraph.Details{Def: 99}},
	} {
		b := callgraph.NewBuilder()
		file, name := b.Symbol([]byte("/a.py")), b.Symbol([]byte(c.name))
		for ordinal := range c.twins {
			f := b.Variant(file, c.line, name, "", ordinal+1)
			b.Record(f, callgraph.Figures{Calls: 1})
			b.Describe(f, c.details)
		}
		g := b.Graph()
		for known, want := range map[bool]callgraph.Details{true: c.want, false: {QualifiedName: c.details.QualifiedName, Def: c.line, End: c.details.End}} {
			got := definitions(g, func(string) ([]byte, bool) { return []byte(text), known })
			if got[0] != want {
				t.Errorf("%s in line %d, its text known: %v, has %+v, want %+v", c.name, c.line, known, got[0], want)
			}
		}
	}
}
