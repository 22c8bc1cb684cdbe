package sidecar

import (
	"errors"

	"tottime/profiler/callgraph"
)

// The JSON of a sidecar: {"version":1,"functions":[…],"edges":[…]}. Times are in seconds.
type (
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
