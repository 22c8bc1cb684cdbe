package view

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/origin"
)

// The cumulative time of a group is what the calls of a program say, unless the group says that it may be less: then it is at least that.
func TestGroupTimesAreTrue(t *testing.T) {
	exact, atMost, loose := 0, 0, 0
	for seed := range uint64(3000) {
		random := rand.New(rand.NewPCG(seed, 0))
		functions, files := 3+random.IntN(8), 2+random.IntN(2)
		roots := randomProgram(random, functions)
		least := random.IntN(3) // the filter leaves out the functions on the lines before
		for _, graph := range []*callgraph.Graph{profileOf(roots, functions, files), stacksOf(roots, files)} {
			page := pageOf(NewTable(graph, nil, nil, nil), Query{Group: ByFile, Filter: Filter{Text: fmt.Sprintf("line > %d", least)}, Limit: 10})
			for _, row := range page.Rows {
				in := func(f int) bool { return f >= least && fmt.Sprintf("/file%d.py", f%files) == row.File }
				want, self := truth(roots, in), 0.0
				for f := range graph.Recorded() {
					if number, _ := strconv.Atoi(graph.Name(f)); in(number) {
						self += graph.Figures(f).Self
					}
				}
				if math.Abs(row.Self-self) > 1e-9 {
					t.Fatalf("seed %d, %s: %v s of its own, want %v", seed, row.File, row.Self, self)
				}
				switch difference := row.Cumulative - want; {
				case math.Abs(difference) < 1e-9 && !row.CumulativeAtMost:
					exact++
				case difference > -1e-9 && row.CumulativeAtMost:
					atMost++
					if difference > 1e-9 {
						loose++
					}
				default:
					t.Errorf("seed %d, %s: %v s (at most: %t), want %v", seed, row.File, row.Cumulative, row.CumulativeAtMost, want)
				}
				if row.CumulativeAtMost && graph.Stacks() != nil {
					t.Errorf("seed %d: stacks know the truth", seed)
				}
			}
		}
	}
	t.Logf("%d exact, %d at most, of which %d are more than the truth", exact, atMost, loose)
	if exact < 1000 || atMost < 1000 || loose < 100 {
		t.Errorf("too few to tell")
	}
}

// market is a profile of functions of all origins.
var market = []function{
	{"/shop/main.py", 1, "<module>", 1, 1, 0.1, 4},                                 // 0
	{"/shop/src/basket/total.py", 12, "total", 40, 4, 0.8, 1.6},                    // 1
	{"/v/lib/python3.8/site-packages/numpy/core.py", 3, "dot", 4, 4, 0.3, 0.3},     // 2
	{"~", 0, "<built-in method numpy.where>", 9, 9, 0.4, 0.4},                      // 3
	{"/usr/lib/python3.8/json/decoder.py", 7, "decode", 3, 3, 0.5, 0.5},            // 4
	{"~", 0, "<built-in method time.sleep>", 2, 2, 1, 1},                           // 5
	{"~", 0, "<method 'append' of 'list' objects>", 5, 5, 0.2, 0.2},                // 6
	{"/shop/src/basket/total.py", 20, "__init__", 6, 6, 0.6, 0.7},                  // 7
	{"/shop/src/basket/price.py", 2, "__init__", callgraph.Uncounted, 1, 0.1, 0.1}, // 8
	{"<string>", 1, "f", 0, 0, 0, 0},                                               // 9
}

func marketTable() *Table {
	names := map[int]string{1: "Basket.total", 7: "Basket.__init__", 8: "Basket.__init__"}
	return NewTable(graphOf(market, call{0, 1, 1.6}, call{1, 7, .7}, call{0, 5, 1}, call{7, 8, .1}), nil, func(f int) string { return names[f] },
		origin.NewJudge("", "/shop").Place)
}

func TestGroups(t *testing.T) {
	self := []callgraph.Column{DefaultColumn(callgraph.Self)}
	for _, test := range []struct {
		name  string
		query Query
		want  []string // name, file, functions, seconds of self time
	}{
		{"classes", Query{Group: ByClass}, []string{
			"main.py /shop/main.py 1 0.1", "Basket /shop/src/basket/total.py 2 1.4", "core.py /v/lib/python3.8/site-packages/numpy/core.py 1 0.3", "numpy  1 0.4",
			"decoder.py /usr/lib/python3.8/json/decoder.py 1 0.5", "time  1 1", "list  1 0.2", "Basket /shop/src/basket/price.py 1 0.1", "<string> <string> 1 0",
		}},
		{"files", Query{Group: ByFile, Columns: self}, []string{
			"total.py /shop/src/basket/total.py 2 1.4", "time  1 1", "decoder.py /usr/lib/python3.8/json/decoder.py 1 0.5", "numpy  1 0.4",
			"core.py /v/lib/python3.8/site-packages/numpy/core.py 1 0.3", "builtins  1 0.2", "main.py /shop/main.py 1 0.1", "price.py /shop/src/basket/price.py 1 0.1",
			"<string> <string> 1 0",
		}},
		{"packages", Query{Group: ByPackage, Columns: self}, []string{
			"basket /shop/src/basket 3 1.5", "time  1 1", "numpy /v/lib/python3.8/site-packages/numpy 2 0.7", "json /usr/lib/python3.8/json 1 0.5",
			"builtins  1 0.2", "main /shop/main.py 1 0.1", "<string>  1 0",
		}},
		{"groups of which the filter keeps nothing vanish", Query{Group: ByPackage, Filter: Filter{Text: "name:__init__ line > 2"}}, []string{"basket /shop/src/basket 1 0.6"}},
		{"hidden origins", Query{Group: ByPackage, Filter: Filter{Hidden: origin.SetOf(origin.Builtin, origin.Project)}}, []string{
			"numpy /v/lib/python3.8/site-packages/numpy 1 0.3", "json /usr/lib/python3.8/json 1 0.5",
		}},
		{"the first of them", Query{Group: ByPackage, Columns: self, Top: 2}, []string{"basket /shop/src/basket 3 1.5", "time  1 1"}},
		{"a part of them", Query{Group: ByPackage, Columns: self, Top: 0.2}, []string{"basket /shop/src/basket 3 1.5"}}, // of 7: 1.4
		{"no calls last", Query{Group: ByPackage, Columns: []callgraph.Column{{Key: callgraph.Calls}}, Top: 1}, []string{"<string>  1 0"}},
		{"name", Query{Group: ByPackage, Columns: []callgraph.Column{{Key: callgraph.Name, Descending: true}}, Top: 2}, []string{"time  1 1", "numpy /v/lib/python3.8/site-packages/numpy 2 0.7"}},
	} {
		query := test.query
		query.Limit = 100
		page := pageOf(marketTable(), query)
		var got []string
		functions, seconds := 0, 0.0
		for _, row := range page.Rows {
			got = append(got, fmt.Sprintf("%s %s %d %.12g", row.Name, row.File, row.Functions, row.Self))
			functions += row.Functions
			seconds += row.Self
			within := pageOf(marketTable(), Query{Within: row.Group, Filter: query.Filter, Limit: 100})
			check(t, test.name+": functions of "+row.Name, within.Matching, row.Functions)
			check(t, test.name+": time of "+row.Name, within.Self, row.Self)
		}
		check(t, test.name, got, test.want)
		check(t, test.name+": in all", []any{page.Matching, page.Functions, page.Self, page.Share}, []any{len(test.want), functions, seconds, seconds / 4})
	}
}

func TestGroupRow(t *testing.T) {
	rows := pageOf(marketTable(), Query{Group: ByPackage, Limit: 100}).Rows
	check(t, "basket", rows[1], Row{
		Function: -1, Group: "package:1", Functions: 3, Name: "basket", File: "/shop/src/basket", Origin: origin.Project,
		Figures:           callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: 11, Self: 1.5, Cumulative: 1.6},
		CumulativePerCall: pointer(1.6 / 11), Share: 1.5 / 4, CumulativeShare: 0.4,
	})
	check(t, "numpy, most of whose time is of what is written in C", rows[2], Row{
		Function: -1, Group: "package:2", Functions: 2, Name: "numpy", File: "/v/lib/python3.8/site-packages/numpy", Origin: origin.Builtin,
		Figures:     callgraph.Figures{Calls: 13, PrimitiveCalls: 13, Self: 0.7, Cumulative: 0.7},
		SelfPerCall: pointer(0.7 / 13), CumulativePerCall: pointer(0.7 / 13), Share: 0.7 / 4, CumulativeShare: 0.7 / 4,
	})
	within := pageOf(marketTable(), Query{Within: "package:1", Columns: []callgraph.Column{DefaultColumn(callgraph.Self)}, Top: 1, Limit: 100})
	check(t, "functions of basket", functionsOf(within), []int{1, 7, 8})
}

// Whatever is sent as the id of a group, there is an error or a group.
func TestUnknownGroups(t *testing.T) {
	for _, id := range []string{"package:7", "package:-1", "package:", "package", ":1", "x:1", "class:99999999999999999999", "package:1 ", "1"} {
		if _, err := marketTable().Page(Query{Within: id}); !errors.Is(err, ErrNoGroup) || !strings.Contains(err.Error(), strconv.Quote(id)) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// Groups of two figures each come in the order in which functions with these figures would.
func TestGroupOrder(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		functions := make([]function, 12)
		for i := range functions {
			calls := int64(random.IntN(4)) - 1
			if calls < 0 {
				calls = callgraph.Uncounted
			}
			functions[i] = function{fmt.Sprintf("/%c.py", 'a'+i), 0, "f", calls, calls, float64(random.IntN(3)), float64(random.IntN(3))}
			functions[i].line = 1
		}
		table := NewTable(graphOf(functions), withCorrected(functions, random), nil, nil)
		columns := make([]callgraph.Column, 1+random.IntN(3))
		for i := range columns {
			keys := []callgraph.Key{callgraph.Calls, callgraph.PrimitiveCalls, callgraph.Self, callgraph.SelfPerCall, callgraph.Cumulative, callgraph.CumulativePerCall, callgraph.File, callgraph.Line}
			columns[i] = callgraph.Column{Key: keys[random.IntN(len(keys))], Descending: random.IntN(2) == 0}
			if random.IntN(2) == 0 {
				columns[i].Of = table.corrected.Graph
			}
		}
		var want, got []string
		for _, row := range pageOf(table, Query{Columns: columns, Limit: 20}).Rows {
			want = append(want, row.File)
		}
		for _, row := range pageOf(table, Query{Columns: columns, Group: ByFile, Limit: 20}).Rows {
			got = append(got, row.File)
		}
		check(t, fmt.Sprint(seed, columns), got, want)
	}
}

// withCorrected is a graph of functions with other times.
func withCorrected(functions []function, random *rand.Rand) *callgraph.Graph {
	times := make([]callgraph.Times, len(functions))
	for i := range times {
		times[i] = callgraph.Times{Self: float64(random.IntN(3)), Cumulative: float64(random.IntN(3))}
	}
	return graphOf(functions).WithEstimates(times, nil)
}
