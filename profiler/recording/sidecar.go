package recording

import (
	"bytes"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
	"tottime/profiler/sidecar"
)

// names makes the text of the sidecar: what calls cost, each code object, and the calls of functions that share their file, line and name with others, and
// by such functions.
func names(g *callgraph.Graph, costs overhead.Costs, source func(file string) ([]byte, bool)) ([]byte, error) {
	w := sidecarWriter{out: sidecar.Sidecar{Costs: costs}, graph: g, shared: shared(g), places: definitions(g, source), number: make([]int, g.Len())}
	for f := range g.Recorded() {
		if !inC(g, f) {
			w.place(f)
		}
	}
	for f := range g.Recorded() {
		for e := range g.Callers(f) {
			// A profiler that does not time such calls knows functions by their labels alone: none is shared.
			if e.Timed() && (w.shared[f] || w.shared[e.Function]) {
				w.out.Edges = append(w.out.Edges, sidecar.Edge{Caller: w.place(e.Function), Callee: w.place(f), Figures: e.Figures})
			}
		}
	}
	var text bytes.Buffer
	err := w.out.Write(&text)
	return text.Bytes(), err
}

// sidecarWriter fills a sidecar.
type sidecarWriter struct {
	graph  *callgraph.Graph
	shared []bool
	places []callgraph.Details
	number []int // by function: 1 + its place in the sidecar, or 0
	out    sidecar.Sidecar
}

// place returns a function's place in the sidecar.
func (w *sidecarWriter) place(f int) int {
	if w.number[f] == 0 {
		w.out.Functions = append(w.out.Functions, sidecar.Function{
			File: w.graph.File(f), Line: w.graph.Line(f), Name: w.graph.Name(f), Details: w.places[f], Figures: w.graph.Figures(f),
		})
		w.number[f] = len(w.out.Functions)
	}
	return w.number[f] - 1
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
