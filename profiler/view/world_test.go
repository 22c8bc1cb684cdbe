package view

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/callgraph"
)

// function is a record of a profile in tests.
type function struct {
	file       string
	line       int
	name       string
	calls      int64
	primitive  int64
	self       float64
	cumulative float64
}

// call is an edge between two functions by their place in the table of functions.
type call struct {
	caller, callee int
	seconds        float64
}

func graphOf(functions []function, calls ...call) *callgraph.Graph {
	b := callgraph.NewBuilder()
	var numbers []int
	for _, f := range functions {
		numbers = append(numbers, b.Add(f.file, f.line, f.name, callgraph.Figures{
			Calls: f.calls, PrimitiveCalls: f.primitive, Self: f.self, Cumulative: f.cumulative,
		}))
	}
	for _, c := range calls {
		b.AddEdge(numbers[c.caller], numbers[c.callee], callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: c.seconds, Cumulative: c.seconds})
	}
	return b.Graph()
}

func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func pointer(x float64) *float64 { return &x }

// pageOf returns a page of a query that has no problem.
func pageOf(table *Table, query Query) Page {
	p, err := table.Page(query)
	if err != nil {
		panic(err)
	}
	return p
}
