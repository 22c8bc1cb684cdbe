package callgraph

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestComponents(t *testing.T) {
	for name, c := range map[string]struct{ edges, want string }{
		"no calls":              {"a b", "a|b"},
		"a chain":               {"a>b b>c", "c|b|a"},
		"calls itself":          {"a>b b>b", "b|a"},
		"two in turn":           {"a>b b>c c>b c>d", "d|bc|a"},
		"two circles, a bridge": {"a>b b>a b>c c>d d>c", "cd|ab"},
		"a circle of circles":   {"a>b b>c c>a b>d d>b d>e", "e|abcd"},
		"shared callee":         {"a>c b>c", "c|a|b"},
	} {
		t.Run(name, func(t *testing.T) {
			g := letters(c.edges)
			of, count := g.Components()
			groups := make([]string, count)
			for f, group := range of {
				groups[group] += g.Name(f)
			}
			if got := strings.Join(groups, "|"); got != c.want {
				t.Errorf("the groups are %s, want %s", got, c.want)
			}
		})
	}
}

// letters is the graph of edges such as "a>b", and of functions that are only named.
func letters(edges string) *Graph {
	b := NewBuilder()
	number := func(name string) int { return b.Function(b.Symbol([]byte("f.py")), 1, b.Symbol([]byte(name))) }
	for _, word := range strings.Fields(edges) {
		caller, callee, isEdge := strings.Cut(word, ">")
		number(caller)
		if isEdge {
			b.AddEdge(number(caller), number(callee), Figures{})
		}
	}
	return b.Graph()
}

// TestComponentsOfRandomGraphs compares the groups with what each function reaches.
func TestComponentsOfRandomGraphs(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 1 + random.IntN(12)
		b := NewBuilder()
		for f := range n {
			b.Add("f.py", f, "f", Figures{})
		}
		reaches := make([][]bool, n)
		for f := range reaches {
			reaches[f] = make([]bool, n)
			reaches[f][f] = true
		}
		for range random.IntN(2 * n) {
			caller, callee := random.IntN(n), random.IntN(n)
			b.AddEdge(caller, callee, Figures{})
			reaches[caller][callee] = true
		}
		for via := range n {
			for from := range n {
				for to := range n {
					reaches[from][to] = reaches[from][to] || reaches[from][via] && reaches[via][to]
				}
			}
		}
		of, _ := b.Graph().Components()
		for f := range n {
			for h := range n {
				if same := reaches[f][h] && reaches[h][f]; same != (of[f] == of[h]) || reaches[f][h] && of[f] < of[h] {
					t.Fatalf("%d is in group %d, %d in %d: they reach each other %v, the first the second %v", f, of[f], h, of[h], same, reaches[f][h])
				}
			}
		}
	}
}

// TestComponentsOfALongChain walks a chain that recursion might not.
func TestComponentsOfALongChain(t *testing.T) {
	const n = 200_000
	b := NewBuilder()
	file, name := b.Symbol([]byte("f.py")), b.Symbol([]byte("f"))
	for f := range n {
		b.Function(file, f, name)
		if f > 0 {
			b.AddEdge(f-1, f, Figures{})
		}
	}
	if of, count := b.Graph().Components(); count != n || of[0] != n-1 {
		t.Errorf("%d groups, the outermost function is in %d", count, of[0])
	}
}
