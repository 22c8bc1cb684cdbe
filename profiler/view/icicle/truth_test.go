package icicle

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/pstats"
	"tottime/profiler/view/callpath"
	"tottime/profiler/view/internal/trace"
)

// seen is what a box says, or what is true of its path.
type seen struct{ self, cumulative float64 }

func modelOf(g *callgraph.Graph) *callpath.Model { return callpath.New(g, nil).Model(false) }

// truth is what happened along each path that has a box: a function that calls itself directly goes on in its box, and with one that does so through
// others the path ends. Paths are written as functions' lines.
func truth(programs ...*trace.Call) map[string]seen {
	paths := map[string]seen{}
	for _, p := range programs {
		p.Walk(func(call *trace.Call, stack []int) {
			var path []int
			for _, f := range stack {
				if len(path) > 0 && path[len(path)-1] == f {
					continue
				}
				if slices.Contains(path, f) {
					break
				}
				path = append(path, f)
			}
			for i := range path {
				at := paths[fmt.Sprint(path[:i+1])]
				at.cumulative += call.Self
				if path[i] == call.Function {
					at.self += call.Self
				}
				paths[fmt.Sprint(path[:i+1])] = at
			}
		})
	}
	return paths
}

// pathsOf names the boxes as truth does.
func pathsOf(m *callpath.Model, boxes []Box) []string {
	paths, names := make([][]int, len(boxes)), make([]string, len(boxes))
	for i, b := range boxes {
		if b.Parent >= 0 {
			paths[i] = slices.Clone(paths[b.Parent])
		}
		paths[i] = append(paths[i], m.Line(b.Function)-1)
		names[i] = fmt.Sprint(paths[i])
	}
	return names
}

func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// The boxes that are not marked as estimates say what is true. With whole stacks these are all, and there is a box for every path.
func TestExactBoxesAreTrue(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	exact, estimates := 0, 0
	for range 800 {
		programs := []*trace.Call{trace.Random(random, 2+random.IntN(8), random.IntN(120))}
		if random.IntN(3) == 0 {
			programs = append(programs, trace.Random(random, 2+random.IntN(8), random.IntN(40)))
		}
		want := truth(programs...)
		stacks := modelOf(trace.Stacks(programs...))
		laid := lay(t, stacks, Query{Levels: 100})
		names := pathsOf(stacks, laid.Boxes)
		if len(names) != len(want) || laid.Estimated {
			t.Fatalf("%d boxes of %d paths, estimated %t", len(names), len(want), laid.Estimated)
		}
		for i, b := range laid.Boxes {
			if w := want[names[i]]; !b.Exact || !alike(b.Self, w.self) || !alike(b.Seconds, w.cumulative) {
				t.Fatalf("of stacks, %s: self %v of %v seconds, want %v", names[i], b.Self, b.Seconds, w)
			}
		}
		for what, g := range map[string]*callgraph.Graph{"pairs": trace.Pairs(programs...), "counted pairs": trace.Counted(programs...)} {
			m := modelOf(g)
			laid = lay(t, m, Query{Levels: 100})
			checkIcicle(t, m, laid, Query{})
			names = pathsOf(m, laid.Boxes)
			for i, b := range laid.Boxes {
				if !b.Exact {
					estimates++
					continue
				}
				exact++
				if w := want[names[i]]; !alike(b.Self, w.self) || !alike(b.Seconds, w.cumulative) {
					t.Fatalf("of %s, %s: self %v of %v seconds, want %v", what, names[i], b.Self, b.Seconds, w)
				}
			}
		}
	}
	if exact < estimates/10 || estimates < exact/10 {
		t.Errorf("%d exact boxes and %d estimates: one kind is hardly tested", exact, estimates)
	}
	t.Logf("%d exact boxes, %d estimates", exact, estimates)
}

func lay(t testing.TB, m *callpath.Model, q Query) Icicle {
	t.Helper()
	laid, err := New(m, q)
	if err != nil {
		t.Fatal(err)
	}
	return laid
}

// Profiles of whole stacks of real programs, of which only the pairs are kept: the boxes that are not marked as estimates are those of the stacks.
func TestExactBoxesOfRealPrograms(t *testing.T) {
	for _, name := range []string{"austin", "cpu", "mutex", "periodic", "python"} {
		t.Run(name, func(t *testing.T) {
			stats, err := formats.Load(afero.NewOsFs(), "../../../testdata/profiles/pprof/"+name+".pprof", pstats.Accurate)
			if err != nil {
				t.Fatal(err)
			}
			stacks := modelOf(stats.Graph())
			pairs := modelOf(flattened(stats.Graph()))
			of := func(m *callpath.Model) map[string]Box {
				laid, boxes := lay(t, m, Query{Levels: 256}), map[string]Box{}
				checkIcicle(t, m, laid, Query{})
				names := make([]string, len(laid.Boxes))
				for i, b := range laid.Boxes {
					if b.Parent >= 0 {
						names[i] = names[b.Parent]
					}
					names[i] += "/" + strconv.Itoa(b.Function)
					boxes[names[i]] = b
				}
				return boxes
			}
			want, exact := of(stacks), 0
			for name, b := range of(pairs) {
				if !b.Exact {
					continue
				}
				exact++
				if w, known := want[name]; !known || !alike(b.Seconds, w.Seconds) || !alike(b.Self, w.Self) {
					t.Errorf("%s: self %v of %v seconds, want %v of %v", name, b.Self, b.Seconds, w.Self, w.Seconds)
				}
			}
			if exact == 0 {
				t.Error("no box is exact")
			}
		})
	}
}

// A program that cProfile has recorded, and a trace that has seen all that was on its stack: testdata/truth.py. The boxes that are not marked as estimates
// say what the trace has seen.
func TestExactBoxesOfPython(t *testing.T) {
	for _, version := range []string{"3.8", "3.13"} {
		t.Run(version, func(t *testing.T) {
			stats, err := formats.Load(afero.NewOsFs(), "testdata/"+version+".stats", pstats.Accurate)
			if err != nil {
				t.Fatal(err)
			}
			m := modelOf(stats.Graph())
			want := modelOf(tracedStacks(t, "testdata/"+version+".json"))
			named := func(m *callpath.Model) map[string]Box {
				laid, boxes := lay(t, m, Query{Levels: 256}), map[string]Box{}
				names := make([]string, len(laid.Boxes))
				for i, b := range laid.Boxes {
					if b.Parent >= 0 {
						names[i] = names[b.Parent] + " "
					}
					names[i] += m.StandardName(b.Function)
					boxes[names[i]] = b
				}
				return boxes
			}
			seen, exact, estimates := named(want), 0, 0
			for name, b := range named(m) {
				if strings.Contains(m.Name(b.Function), "disable") {
					continue // the end of profiling, which the trace did not see
				}
				w, known := seen[name]
				switch {
				case !b.Exact:
					estimates++
				case !known || b.Seconds != w.Seconds || b.Self != w.Self:
					t.Errorf("%s: self %v of %v ticks, want %v of %v", name, b.Self, b.Seconds, w.Self, w.Seconds)
				default:
					exact++
				}
			}
			if exact < 12 || estimates < 6 {
				t.Errorf("%d boxes are exact, %d are estimates", exact, estimates)
			}
		})
	}
}

// tracedStacks reads stacks, each with its ticks.
func tracedStacks(t *testing.T, path string) *callgraph.Graph {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []struct {
		Stack []struct {
			File string
			Line int
			Name string
		}
		Ticks float64
	}
	if err := json.Unmarshal(text, &lines); err != nil {
		t.Fatal(err)
	}
	b := callgraph.NewBuilder()
	for _, line := range lines {
		var stack []int
		for _, f := range line.Stack {
			stack = append(stack, b.Function(b.Symbol([]byte(f.File)), f.Line, b.Symbol([]byte(f.Name))))
		}
		b.AddStack(stack, line.Ticks)
	}
	return b.Graph()
}

// flattened is a profile without its stacks.
func flattened(g *callgraph.Graph) *callgraph.Graph {
	b := callgraph.NewBuilder()
	numbers := b.Functions(g, func(file string) string { return file })
	for f := range g.Len() {
		b.Record(numbers[f], g.Figures(f))
		for e := range g.Callers(f) {
			b.AddEdge(numbers[e.Function], numbers[f], e.Figures)
		}
	}
	return b.Graph()
}
