package view

import (
	"testing"

	"tottime/profiler/callgraph"
)

// Functions of which a profile does not know the calls come last in either direction, in the order of the second column.
func TestUnknownCallsComeLast(t *testing.T) {
	const unknown = callgraph.Uncounted
	table := NewTable(graphOf([]function{
		{"a.py", 1, "a", unknown, unknown, 1, 1},
		{"a.py", 2, "b", 0, 0, 2, 2},
		{"a.py", 3, "c", unknown, unknown, 3, 3},
		{"a.py", 4, "d", 7, 7, 4, 4},
	}), nil, nil, nil)
	for _, test := range []struct {
		name    string
		columns []callgraph.Column
		want    []int
	}{
		{"calls descending", []callgraph.Column{{Key: callgraph.Calls, Descending: true}}, []int{3, 1, 0, 2}},
		{"calls ascending", []callgraph.Column{{Key: callgraph.Calls}}, []int{1, 3, 0, 2}},
		{"calls, then self", []callgraph.Column{{Key: callgraph.Calls}, {Key: callgraph.Self, Descending: true}}, []int{1, 3, 2, 0}},
		{"primitive calls ascending", []callgraph.Column{{Key: callgraph.PrimitiveCalls}}, []int{1, 3, 0, 2}},
		{"self per call ascending", []callgraph.Column{{Key: callgraph.SelfPerCall}}, []int{3, 0, 1, 2}},
		{"self ascending", []callgraph.Column{{Key: callgraph.Self}}, []int{0, 1, 2, 3}},
	} {
		check(t, test.name, functionsOf(pageOf(table, Query{Columns: test.columns, Limit: 10})), test.want)
	}
}
