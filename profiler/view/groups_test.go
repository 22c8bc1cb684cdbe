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

var _ = errors.Is
var _ = strings.Cut
var _ = origin.Project
