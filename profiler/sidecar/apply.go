package sidecar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"tottime/profiler/callgraph"
)

// ErrOtherProfile is wrapped by the error that says that a sidecar does not belong to a profile.
var ErrOtherProfile = errors.New("it belongs to another profile")

// Restored says what a sidecar brought back.
type Restored struct {
	Labels, Functions int   // so many functions that share so many labels are told apart
	Calls             int64 // of them, which the profile has lost
}

// Apply returns the graph of a profile with what the sidecar says of it: qualified names and lines for all functions, and in place of each that is
// several, these with their own figures as callgraph's variants. The edges of such functions are the sidecar's, all others stay.
//
// The error wraps ErrOtherProfile where a number of calls shows that the sidecar was not written with the profile.
func (s *Sidecar) Apply(g *callgraph.Graph) (applied *callgraph.Graph, restored Restored, err error) {
	a := application{Sidecar: s, graph: g, out: callgraph.NewBuilder()}
	a.index()
	if err := a.fits(); err != nil {
		return nil, Restored{}, err
	}
	a.out.Grow(g.Len()+len(s.Functions), g.Edges()+len(s.Edges))
	a.out.SetBasis(g.Basis())
	a.functions()
	a.edges()
	return a.out.Graph(), a.restored, nil
}

// label is what pstats knows a function by.
type label struct {
	file, name string
	line       int
}

func labelOf(file string, line int, name string) label { return label{plain(file), plain(name), line} }

// plain returns text with a replacement character for each run of what is no Unicode: JSON can say no more.
func plain(text string) string {
	const replacement = "\ufffd"
	text = strings.ToValidUTF8(text, replacement)
	for strings.Contains(text, replacement+replacement) {
		text = strings.ReplaceAll(text, replacement+replacement, replacement)
	}
	return text
}

// application feeds a builder with the functions of a graph and of a sidecar.
type application struct {
	*Sidecar
	graph    *callgraph.Graph
	out      *callgraph.Builder
	labels   []label           // by function of the sidecar
	entries  map[label][]int32 // the functions of the sidecar with a label
	entry    []int             // by function of the sidecar: its number in out
	number   []int             // by function of the graph: its number in out, or none where it is several
	restored Restored
}

const none = -1

// index groups the functions of the sidecar by label.
func (a *application) index() {
	a.labels, a.entry = make([]label, len(a.Functions)), make([]int, len(a.Functions))
	a.entries = make(map[label][]int32, len(a.Functions))
	for i, f := range a.Functions {
		l := labelOf(f.File, f.Line, f.Name)
		a.labels[i], a.entry[i] = l, none
		a.entries[l] = append(a.entries[l], int32(i))
	}
}

func (a *application) label(f int) label {
	return labelOf(a.graph.File(f), a.graph.Line(f), a.graph.Name(f))
}

// fits compares numbers of calls. Of functions that share a label a profile has at most all calls.
func (a *application) fits() error {
	known := make(map[label]bool, len(a.entries))
	for f := range a.graph.Recorded() {
		l := a.label(f)
		known[l] = true
		entries := a.entries[l]
		var calls int64
		for _, i := range entries {
			calls += a.Functions[i].Calls
		}
		has := a.graph.Figures(f)
		if len(entries) == 1 && has.Calls != calls || len(entries) > 1 && (has.Calls > calls || !has.Counted()) {
			return misfit(l, calls, has)
		}
	}
	for i, f := range a.Functions {
		if f.Calls > 0 && !known[a.labels[i]] {
			return misfit(a.labels[i], f.Calls, callgraph.Figures{})
		}
	}
	return nil
}

func misfit(l label, calls int64, has callgraph.Figures) error {
	number := "an unknown number"
	if has.Counted() {
		number = strconv.FormatInt(has.Calls, 10)
	}
	return fmt.Errorf("%w: it has %d calls of %s, the profile has %s", ErrOtherProfile, calls, callgraph.StandardName(l.file, l.line, l.name), number)
}

// functions names the functions and records their figures, in the order of the graph.
func (a *application) functions() {
	a.number = make([]int, a.graph.Len())
	for f := range a.number {
		entries := a.entries[a.label(f)]
		file, name := a.out.Symbol([]byte(a.graph.File(f))), a.out.Symbol([]byte(a.graph.Name(f)))
		if len(entries) > 1 {
			a.number[f] = none
			a.tellApart(f, file, name, entries)
			continue
		}
		n := a.out.Function(file, a.graph.Line(f), name)
		a.number[f] = n
		a.out.Describe(n, a.graph.Details(f))
		for _, i := range entries {
			a.entry[i] = n
			a.out.Describe(n, a.Functions[i].Details)
		}
		if f < a.graph.Recorded() {
			a.out.Record(n, a.graph.Figures(f))
		}
	}
}

// tellApart puts several functions in the place of one.
func (a *application) tellApart(f int, file, name callgraph.Symbol, entries []int32) {
	ordinals := make(map[string]int)
	a.restored.Labels++
	a.restored.Functions += len(entries)
	a.restored.Calls -= a.graph.Figures(f).Calls
	for _, i := range entries {
		function := a.Functions[i]
		ordinals[function.QualifiedName]++
		n := a.out.Variant(file, a.graph.Line(f), name, function.QualifiedName, ordinals[function.QualifiedName])
		a.entry[i] = n
		a.out.Describe(n, function.Details)
		a.out.Record(n, function.Figures)
		a.restored.Calls += function.Calls
	}
}

// edges adds those of the graph between functions that are one each, and those of the sidecar for the others.
func (a *application) edges() {
	for f := range a.graph.Len() {
		for e := range a.graph.Callers(f) {
			if caller := a.number[e.Function]; caller != none && a.number[f] != none {
				a.out.AddEdge(caller, a.number[f], e.Figures)
			}
		}
	}
	for _, e := range a.Edges {
		if a.shares(e.Caller) || a.shares(e.Callee) {
			a.out.AddEdge(a.end(e.Caller), a.end(e.Callee), e.Figures)
		}
	}
}

// end returns the number in out of a function of the sidecar. One that was never called may be missing in the graph.
func (a *application) end(i int) int {
	if a.entry[i] == none {
		f := a.Functions[i]
		a.entry[i] = a.out.Function(a.out.Symbol([]byte(f.File)), f.Line, a.out.Symbol([]byte(f.Name)))
	}
	return a.entry[i]
}

// shares reports whether a function of the sidecar shares its label.
func (a *application) shares(i int) bool { return len(a.entries[a.labels[i]]) > 1 }
