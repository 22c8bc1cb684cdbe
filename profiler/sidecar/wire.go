package sidecar

import (
	"errors"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// The JSON of a sidecar: {"version":1,"functions":[…],"edges":[…],"overhead":{…}}. Times are in seconds. The overhead is left out when it is not known.
type (
	wireCosts struct {
		Function wireCost `json:"function"`
		Builtin  wireCost `json:"builtin"`
		Method   wireCost `json:"method"`
	}
	wireCost struct {
		Inner float64 `json:"inner"`
		Outer float64 `json:"outer"`
	}
	wireFunction struct {
		File          *string `json:"file"`
		Line          *int    `json:"line"`
		Name          *string `json:"name"`
		QualifiedName string  `json:"qualname,omitempty"`
		End           int     `json:"end,omitempty"`
		Def           int     `json:"def,omitempty"`
		wireFigures
	}
	wireEdge struct {
		Caller *int `json:"caller"`
		Callee *int `json:"callee"`
		wireFigures
	}
	// Pointers tell what is missing, so that a small file cannot stand for a large sidecar.
	wireFigures struct {
		Calls      *int64   `json:"calls"`
		Primitive  *int64   `json:"primitive"`
		Self       *float64 `json:"self"`
		Cumulative *float64 `json:"cumulative"`
	}
)

func (w wireCosts) costs() (costs overhead.Costs) {
	for kind, cost := range w.byKind() {
		costs[kind] = overhead.Cost(*cost)
	}
	return costs
}

func wireCostsOf(costs overhead.Costs) (w wireCosts) {
	for kind, cost := range w.byKind() {
		*cost = wireCost(costs[kind])
	}
	return w
}

func (w *wireCosts) byKind() map[overhead.Kind]*wireCost {
	return map[overhead.Kind]*wireCost{overhead.Function: &w.Function, overhead.Builtin: &w.Builtin, overhead.Method: &w.Method}
}

func (w wireFigures) figures() (f callgraph.Figures, err error) {
	if w.Calls == nil || w.Primitive == nil || w.Self == nil || w.Cumulative == nil {
		return f, errors.New("calls, primitive, self or cumulative is missing")
	}
	if *w.Calls < 0 || *w.Primitive < 0 {
		return f, errors.New("a number of calls is negative")
	}
	return callgraph.Figures{Calls: *w.Calls, PrimitiveCalls: *w.Primitive, Self: *w.Self, Cumulative: *w.Cumulative}, nil
}

// check finds what Read would not take.
func (w wireFigures) check() error {
	_, err := w.figures()
	return err
}

func wire(f *callgraph.Figures) wireFigures {
	return wireFigures{&f.Calls, &f.PrimitiveCalls, &f.Self, &f.Cumulative}
}
