package view_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/pstats"
	"tottime/profiler/view"
)

func load(t *testing.T, path string) *callgraph.Graph {
	t.Helper()
	stats, err := pstats.Load(afero.NewOsFs(), filepath.Join("../../testdata/profiles", path), pstats.Accurate)
	if err != nil {
		t.Fatal(err)
	}
	return stats.Graph()
}

// printed is the line of a function in a report: after the calls there are four columns of 9 characters, then its name.
var printed = regexp.MustCompile(`(?m)^ *\d[\d/]* .{35} (\S.*[)}])$`)

// A table's order and its restrictions are those that pstats prints.
func TestTableIsWhatPstatsPrints(t *testing.T) {
	down, up := view.DefaultColumn, view.DefaultColumn
	for _, test := range []struct {
		golden, profile string
		query           view.Query
	}{
		{"several-keys", "cprofile/3.9/shapes.stats", view.Query{
			Columns: []callgraph.Column{down(callgraph.Calls), down(callgraph.Self), up(callgraph.Name)}, Top: 10,
		}},
		{"cumulative", "cprofile/3.12/shapes.stats", view.Query{Columns: []callgraph.Column{down(callgraph.Cumulative)}}},
		{"unsorted", "cprofile/3.13/recursion.stats", view.Query{}},
		{"no-effect", "cprofile/3.11/shapes.stats", view.Query{Columns: []callgraph.Column{up(callgraph.Line)}, Top: 5}},
		{"ipython", "ipython/shapes.stats", view.Query{Columns: []callgraph.Column{down(callgraph.Cumulative), up(callgraph.Name)}}},
		{"code-object", "profile/3.13/offices.stats", view.Query{Columns: []callgraph.Column{up(callgraph.StandardNameKey)}}},
		{"odd-floats", "edge/odd-floats.stats", view.Query{Columns: []callgraph.Column{down(callgraph.Self)}}},
	} {
		report, err := os.ReadFile(filepath.Join("../../testdata/golden/pstats", test.golden+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(report), "\n\n\n")
		var want, got []string
		for _, match := range printed.FindAllStringSubmatch(first, -1) {
			want = append(want, match[1])
		}
		graph := load(t, test.profile)
		test.query.Limit = 1000
		page, err := view.NewTable(graph, nil, nil, nil).Page(test.query)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Rows {
			got = append(got, graph.StandardName(row.Function))
		}
		if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
			t.Errorf("%s: the order differs (-printed +shown):\n%s", test.golden, diff)
		}
	}
}

// keys are what functions are compared by, in pstats' way.
var keys = map[callgraph.Key]func(g *callgraph.Graph, a, b int) int{
	callgraph.Calls: func(g *callgraph.Graph, a, b int) int { return compare(g.Figures(a).Calls, g.Figures(b).Calls) },
	callgraph.PrimitiveCalls: func(g *callgraph.Graph, a, b int) int {
		return compare(g.Figures(a).PrimitiveCalls, g.Figures(b).PrimitiveCalls)
	},
	callgraph.Self: func(g *callgraph.Graph, a, b int) int { return compare(g.Figures(a).Self, g.Figures(b).Self) },
	callgraph.Cumulative: func(g *callgraph.Graph, a, b int) int {
		return compare(g.Figures(a).Cumulative, g.Figures(b).Cumulative)
	},
	callgraph.Name: func(g *callgraph.Graph, a, b int) int { return compare(g.Name(a), g.Name(b)) },
	callgraph.File: func(g *callgraph.Graph, a, b int) int { return compare(g.File(a), g.File(b)) },
	callgraph.Line: func(g *callgraph.Graph, a, b int) int { return compare(g.Line(a), g.Line(b)) },
	callgraph.StandardNameKey: func(g *callgraph.Graph, a, b int) int {
		return compare(g.StandardName(a), g.StandardName(b))
	},
}

func compare[T int | int64 | float64 | string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Any columns order the functions of every profile of cProfile as a stable sort by comparing does, which is what pstats uses: ties keep the order of the file.
func TestOrderOfProfiles(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/profiles/*/*/*.stats")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d profiles: %v", len(paths), err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, path := range paths {
		path, _ = filepath.Rel("../../testdata/profiles", path)
		graph := load(t, path)
		table := view.NewTable(graph, nil, nil, nil)
		for range 20 {
			var columns []callgraph.Column
			for range 1 + random.IntN(3) {
				columns = append(columns, callgraph.Column{Key: []callgraph.Key{
					callgraph.Calls, callgraph.PrimitiveCalls, callgraph.Self, callgraph.Cumulative, callgraph.Name, callgraph.File, callgraph.Line, callgraph.StandardNameKey,
				}[random.IntN(len(keys))], Descending: random.IntN(2) == 0})
			}
			var want, got []int
			for f := range graph.Recorded() {
				want = append(want, f)
			}
			sort.SliceStable(want, func(i, j int) bool {
				for _, column := range columns {
					if c := keys[column.Key](graph, want[i], want[j]); c != 0 {
						return c < 0 != column.Descending
					}
				}
				return false
			})
			page, err := table.Page(view.Query{Columns: columns, Limit: len(want)})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range page.Rows {
				got = append(got, row.Function)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s by %s: %v, want %v", path, fmt.Sprint(columns), got, want)
			}
		}
	}
}

// Whatever the grouping, the groups of a profile have all of its functions, calls and self time, each once.
func TestGroupsOfProfiles(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/profiles/*/*.stats")
	more, err2 := filepath.Glob("../../testdata/profiles/*/*/*.stats")
	if paths = append(paths, more...); err != nil || err2 != nil || len(paths) < 30 {
		t.Fatalf("%d profiles: %v, %v", len(paths), err, err2)
	}
	for _, path := range paths {
		path, _ = filepath.Rel("../../testdata/profiles", path)
		graph := load(t, path)
		table, total := view.NewTable(graph, nil, nil, nil), graph.Totals()
		if math.IsInf(total.Self, 0) {
			continue // damaged: there is nothing to add up
		}
		for _, grouping := range []view.Grouping{view.ByClass, view.ByFile, view.ByPackage} {
			page, err := table.Page(view.Query{Group: grouping, Limit: graph.Len()})
			if err != nil {
				t.Fatal(err)
			}
			var sum callgraph.Figures
			functions := map[int]bool{}
			for _, group := range page.Rows {
				sum = sum.Plus(group.Figures)
				within, err := table.Page(view.Query{Within: group.Group, Limit: graph.Len()})
				if err != nil {
					t.Fatal(err)
				}
				longest := 0.0
				for _, row := range within.Rows {
					functions[row.Function] = true
					longest = max(longest, row.Cumulative)
				}
				if len(within.Rows) != group.Functions || group.Name == "" || group.Cumulative < longest || group.Cumulative > max(total.Self, longest)*(1+1e-9) {
					t.Errorf("%s: %+v has %d functions, the longest of %v s of all %v", path, group, len(within.Rows), longest, total.Self)
				}
			}
			if sum.Calls != total.Calls || sum.PrimitiveCalls != total.PrimitiveCalls || page.Functions != graph.Recorded() || len(functions) != graph.Recorded() ||
				math.Abs(sum.Self-total.Self) > 1e-9*math.Abs(total.Self) || page.Self != page.Self && total.Self == total.Self {
				t.Errorf("%s: groups have %+v of %+v, and %d functions of %d", path, sum, total, len(functions), graph.Recorded())
			}
		}
	}
}
