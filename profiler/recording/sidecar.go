package recording

import (
	"encoding/json"

	"tottime/profiler/callgraph"
)

// sidecarVersion is the version of the sidecar's format.
const sidecarVersion = 1

// names is the content of a sidecar: what a plain pstats file cannot hold.
type names struct {
	Version int `json:"version"`
	// Functions holds each code object, and of functions in C those that the edges name.
	Functions []named `json:"functions"`
	// Edges are the calls of functions that share their file, line and name with others, and by such functions.
	Edges []edge `json:"edges"`
}

// named is a function and what was counted and measured for it: calls, and seconds.
type named struct {
	File       string  `json:"file"`
	Line       int     `json:"line"`
	Name       string  `json:"name"`
	Qualified  string  `json:"qualname,omitempty"`
	End        int     `json:"end,omitempty"`
	Def        int     `json:"def,omitempty"`
	Calls      int64   `json:"calls"`
	Primitive  int64   `json:"primitive"`
	Self       float64 `json:"self"`
	Cumulative float64 `json:"cumulative"`
}

// edge is the calls of one function, by its place, by another.
type edge struct {
	Caller     int     `json:"caller"`
	Callee     int     `json:"callee"`
	Calls      int64   `json:"calls"`
	Primitive  int64   `json:"primitive"`
	Self       float64 `json:"self"`
	Cumulative float64 `json:"cumulative"`
}

// sidecar makes the text of a sidecar.
func sidecar(g *callgraph.Graph, source func(file string) ([]byte, bool)) []byte {
	w := sidecarWriter{graph: g, shared: shared(g), places: definitions(g, source), number: make([]int, g.Len())}
	w.out = names{Version: sidecarVersion, Functions: []named{}, Edges: []edge{}}
	for f := range g.Recorded() {
		if !inC(g, f) {
			w.place(f)
		}
	}
	for f := range g.Recorded() {
		for e := range g.Callers(f) {
			// A profiler that does not time such calls knows functions by their labels alone: none is shared.
			if e.Timed() && (w.shared[f] || w.shared[e.Function]) {
				w.edge(e.Function, f, e.Figures)
			}
		}
	}
	text, err := json.Marshal(w.out)
	if err != nil {
		panic(err) // its numbers are finite: decode saw to that
	}
	return append(text, '\n')
}

// sidecarWriter fills a sidecar.
type sidecarWriter struct {
	graph  *callgraph.Graph
	shared []bool
	places []callgraph.Details
	number []int // by function: 1 + its place in the sidecar, or 0
	out    names
}

// place returns a function's place in the sidecar.
func (w *sidecarWriter) place(f int) int {
	if w.number[f] == 0 {
		figures, details := w.graph.Figures(f), w.places[f]
		w.out.Functions = append(w.out.Functions, named{
			File: w.graph.File(f), Line: w.graph.Line(f), Name: w.graph.Name(f),
			Qualified: details.QualifiedName, End: details.End, Def: details.Def,
			Calls: figures.Calls, Primitive: figures.PrimitiveCalls, Self: figures.Self, Cumulative: figures.Cumulative,
		})
		w.number[f] = len(w.out.Functions)
	}
	return w.number[f] - 1
}

func (w *sidecarWriter) edge(caller, callee int, f callgraph.Figures) {
	w.out.Edges = append(w.out.Edges, edge{w.place(caller), w.place(callee), f.Calls, f.PrimitiveCalls, f.Self, f.Cumulative})
}

// shared tells of each function whether others have the same file, line and name.
func shared(g *callgraph.Graph) []bool {
	count := make(map[label]int, g.Len())
	for f := range g.Len() {
		count[labelOf(g, f)]++
	}
	result := make([]bool, g.Len())
	for f := range result {
		result[f] = count[labelOf(g, f)] > 1
	}
	return result
}

// inC tells functions without a code object: see callgraph.Graph.Builtin.
func inC(g *callgraph.Graph, f int) bool { return g.File(f) == "~" && g.Builtin(f) }
