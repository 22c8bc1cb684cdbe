package callpath

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/pstats"
)

const testdata = "../../../testdata"

// One level deep, callers and callees are what CPython's pstats prints: see testdata/golden/pstats.
func TestAsPstatsPrints(t *testing.T) {
	for report, test := range map[string]struct {
		profile   string
		direction Direction
	}{
		"callers": {"cprofile/3.10/shapes.stats", Callers},
		"callees": {"cprofile/3.8/recursion.stats", Callees},
	} {
		t.Run(report, func(t *testing.T) {
			stats, err := formats.Load(afero.NewOsFs(), filepath.Join(testdata, "profiles", test.profile), pstats.Compatible)
			if err != nil {
				t.Fatal(err)
			}
			m := New(stats.Graph(), nil).Model(false)
			want, got := goldenCalls(t, report), map[string][]string{}
			for f := range m.Recorded() {
				if want[m.StandardName(f)] == nil {
					continue // the report is of some functions
				}
				calls, err := m.Calls(test.direction, []int{f})
				if err != nil {
					t.Fatal(err)
				}
				lines := []string{}
				for _, c := range calls {
					lines = append(lines, printed(m, c))
				}
				slices.Sort(lines)
				got[m.StandardName(f)] = lines
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("not as pstats prints it (-want +got):\n%s", diff)
			}
		})
	}
}

// printed is a call as a report has it, with single spaces.
func printed(m *Model, c Call) string {
	calls := strconv.FormatInt(c.Calls, 10)
	if c.Calls != c.PrimitiveCalls {
		calls += "/" + strconv.FormatInt(c.PrimitiveCalls, 10)
	}
	return fmt.Sprintf("%s %.3f %.3f %s", calls, c.Self, c.Cumulative, m.StandardName(c.Function))
}

// goldenCalls are the lines of a report by the function that they are about, with single spaces and sorted.
func goldenCalls(t *testing.T, report string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(testdata, "golden/pstats", report+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "ncalls  tottime  cumtime\n")
	if !found {
		t.Fatal("there is no table")
	}
	calls, about := map[string][]string{}, ""
	for line := range strings.Lines(strings.TrimSpace(table)) {
		name, figures, first := strings.Cut(line, "<- ")
		if !first {
			name, figures, first = strings.Cut(line, "-> ")
		}
		if first {
			about = strings.TrimSpace(name)
			calls[about] = []string{}
		} else {
			figures = line
		}
		if figures = strings.TrimSpace(figures); figures != "" {
			parts := strings.Fields(figures)
			calls[about] = append(calls[about], strings.Join(parts[:3], " ")+" "+strings.Join(parts[3:], " "))
		}
	}
	for _, lines := range calls {
		slices.Sort(lines)
	}
	return calls
}

// Of stacks, callers and callees one level deep are the edges of the graph, which were summed up on their own.
func TestStacksAsEdges(t *testing.T) {
	for _, name := range []string{"austin", "cpu", "mutex", "periodic", "python"} {
		stats, err := formats.Load(afero.NewOsFs(), filepath.Join(testdata, "profiles/pprof", name+".pprof"), pstats.Accurate)
		if err != nil {
			t.Fatal(err)
		}
		m := New(stats.Graph(), nil).Model(false)
		for f := range m.Len() {
			for direction, edges := range [][]callgraph.Edge{slices.Collect(m.Callers(f)), slices.Collect(m.Callees(f))} {
				calls, err := m.Calls(Direction(direction), []int{f})
				if err != nil || len(calls) != len(edges) {
					t.Fatalf("%s: %s has %d calls, want %d; error %v", name, m.Name(f), len(calls), len(edges), err)
				}
				for _, c := range calls {
					i := slices.IndexFunc(edges, func(e callgraph.Edge) bool { return e.Function == c.Function })
					if i < 0 || math.Abs(edges[i].Self-c.Self) > 1e-9 || math.Abs(edges[i].Cumulative-c.Cumulative) > 1e-9 || c.Estimated {
						t.Fatalf("%s: %s has %+v of %+v", name, m.Name(f), c, edges)
					}
				}
			}
		}
	}
}
