package callgraph

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"testing"
)

// row is a function with its callers, as pstats keeps it in its dict.
type row struct {
	Name    string
	Figures Figures
	Callers []call // with the caller's name alone
}

func rows(g *Graph, rename func(string) string) (all []row) {
	name := func(f int) string { return StandardName(rename(g.File(f)), g.Line(f), g.Name(f)) }
	for f := range g.Recorded() {
		r := row{Name: name(f), Figures: g.Figures(f)}
		for e := range g.Callers(f) {
			r.Callers = append(r.Callers, call{Caller: name(e.Function), Figures: e.Figures})
		}
		all = append(all, r)
	}
	return all
}

// merged renames step by step as pstats does: of a function's callers those of one name first, then functions. It is slow and plain.
func merged(g *Graph, collision Collision) (all []row) {
	for _, r := range rows(g, path.Base) {
		f := slices.IndexFunc(all, func(other row) bool { return other.Name == r.Name })
		if f < 0 {
			f = len(all)
			all = append(all, row{Name: r.Name, Figures: r.Figures})
		} else {
			all[f].Figures = all[f].Figures.Plus(r.Figures)
		}
		callers := r.Callers
		if collision == KeepLast {
			callers = nil
			for _, c := range r.Callers {
				callers = with(callers, c, func(_, last Figures) Figures { return last })
			}
		}
		for _, c := range callers {
			all[f].Callers = with(all[f].Callers, c, Figures.Plus)
		}
	}
	return all
}

// with returns the calls with one more, which is joined to those of the same caller.
func with(calls []call, c call, join func(old, new Figures) Figures) []call {
	i := slices.IndexFunc(calls, func(other call) bool { return other.Caller == c.Caller })
	if i < 0 {
		return append(calls, c)
	}
	calls[i].Figures = join(calls[i].Figures, c.Figures)
	return calls
}

// scattered is a graph of functions of a few names in files of that many folders; some are not recorded.
func scattered(random *rand.Rand, folders int) *Graph {
	figures := func() Figures {
		return Figures{random.Int64N(9), random.Int64N(9), random.ExpFloat64(), random.ExpFloat64()}
	}
	b := NewBuilder()
	var functions []int
	for range 40 {
		file := fmt.Sprintf("/folder%d/%c.py", random.IntN(folders), 'a'+random.IntN(3))
		f := b.Function(b.Symbol([]byte(file)), random.IntN(3), b.Symbol([]byte("f")))
		functions = append(functions, f)
		if random.IntN(4) > 0 {
			b.Record(f, figures())
		}
	}
	for range 200 {
		if callee := functions[random.IntN(len(functions))]; b.Recorded(callee) {
			b.AddEdge(functions[random.IntN(len(functions))], callee, figures())
		}
	}
	return b.Graph()
}

func TestRenamedAddsAsPstats(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 13))
	same := func(file string) string { return file }
	for folders := 1; folders <= 6; folders++ {
		for range 30 {
			g := scattered(random, folders)
			for _, collision := range []Collision{AddUp, KeepLast} {
				got, _ := g.Renamed(path.Base, collision)
				check(t, fmt.Sprintf("%d folders, collision %d", folders, collision), rows(got, same), merged(g, collision))
				check(t, "calls by caller", len(callees(got)), len(callers(got)))
				if folders == 1 {
					check(t, "columns are shared", &got.edges.caller[0], &g.edges.caller[0])
				}
			}
		}
	}
}

// A function that is only named as a caller has no record to add, whichever of the two comes first.
func TestRenamedUnrecorded(t *testing.T) {
	b := NewBuilder()
	unrecorded := b.Function(b.Symbol([]byte("/x/a.py")), 1, b.Symbol([]byte("f")))
	f := b.Add("/y/a.py", 1, "f", Figures{1, 1, .5, 1})
	b.AddEdge(unrecorded, f, Figures{1, 1, .5, 1})
	g, _ := b.Graph().Renamed(path.Base, AddUp)
	check(t, "functions", []int{g.Len(), g.Recorded()}, []int{1, 1})
	check(t, "figures", g.Figures(0), Figures{1, 1, .5, 1})
	check(t, "callers", callers(g), []call{{"f", "f", Figures{1, 1, .5, 1}}})
}
