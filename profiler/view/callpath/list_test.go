package callpath

import (
	"math"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
)

func column(key callgraph.Key, descending bool) callgraph.Column {
	return callgraph.Column{Key: key, Descending: descending}
}

func TestOrder(t *testing.T) {
	g := graphOf(map[string]float64{"a": 100, "b": 9, "c": 9, "d": 9, "e": 9, "f": 9},
		edge{"a", "b", 4, 2, 5}, edge{"a", "e", 2, 3, 5}, edge{"a", "c", 2, 1, 9}, edge{"a", "d", 0, math.NaN(), math.NaN()}, edge{"a", "f", callgraph.Uncounted, 1, 1})
	corrected := g.WithEstimates(make([]callgraph.Times, g.Len()), []callgraph.Times{{Self: .5, Cumulative: 1}, {Self: .5, Cumulative: 2}, {}, {Self: .5, Cumulative: 3}, {}})
	paths := New(g, corrected)
	for name, test := range map[string]struct {
		columns []callgraph.Column
		want    string
	}{
		"longest first, then most calls":  {nil, "cbefd"},
		"calls":                           {[]callgraph.Column{column(callgraph.Calls, true)}, "bcedf"},
		"calls ascending, unknown last":   {[]callgraph.Column{column(callgraph.Calls, false)}, "dcebf"},
		"self, unknown last":              {[]callgraph.Column{column(callgraph.Self, false)}, "cfbed"},
		"self by call":                    {[]callgraph.Column{column(callgraph.SelfPerCall, true)}, "ebcdf"},
		"by call ascending, unknown last": {[]callgraph.Column{column(callgraph.CumulativePerCall, false)}, "becdf"},
		"name":                            {[]callgraph.Column{column(callgraph.Name, false)}, "bcdef"},
		"name, file, line reversed":       {[]callgraph.Column{column(callgraph.NameFileLine, true)}, "fedcb"},
		"standard name":                   {[]callgraph.Column{column(callgraph.StandardNameKey, true)}, "cbfed"},
		"calls, then name reversed":       {[]callgraph.Column{column(callgraph.Calls, true), column(callgraph.Name, true)}, "becdf"},
		"corrected":                       {[]callgraph.Column{{Key: callgraph.Cumulative, Descending: true, Of: corrected}}, "ecb"},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := paths.Page(Query{Direction: Callees, Path: []int{0}, Columns: test.columns, Limit: 9})
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, c := range page.Calls {
				got.WriteString(g.Name(c.Function))
			}
			if !strings.HasPrefix(got.String(), test.want) || page.Matching != 5 {
				t.Errorf("got %s of %d, want %s", got.String(), page.Matching, test.want)
			}
		})
	}
}

// Pages are parts of one list, each row beside its corrected times.
func TestPages(t *testing.T) {
	g := graphOf(map[string]float64{"a": 9, "b": 3, "c": 2, "d": 1}, edge{"a", "b", 1, 1, 3}, edge{"a", "c", 1, 1, 2}, edge{"a", "d", 1, 1, 1})
	var times []callgraph.Times
	for f := range g.Len() {
		for e := range g.Callers(f) {
			times = append(times, callgraph.Times{Self: e.Self / 2, Cumulative: e.Cumulative / 2})
		}
	}
	paths := New(g, g.WithEstimates(make([]callgraph.Times, g.Len()), times))
	for _, test := range []struct {
		offset, limit int
		want          string
	}{{0, 2, "bc"}, {1, 9, "cd"}, {2, 1, "d"}, {3, 1, ""}, {9, 9, ""}, {0, 0, ""}, {-1, -1, ""}} {
		page, err := paths.Page(Query{Direction: Callees, Path: []int{0}, Offset: test.offset, Limit: test.limit})
		if err != nil || len(page.Calls) != len(test.want) || len(page.Corrected) != len(test.want) || page.Matching != 3 {
			t.Fatalf("%+v: got %+v, error %v", test, page, err)
		}
		for i, c := range page.Calls {
			if g.Name(c.Function) != test.want[i:i+1] || page.Corrected[i].Cumulative != c.Cumulative/2 || page.Corrected[i].Calls != c.Calls {
				t.Errorf("%+v: row %d is %+v, corrected %+v", test, i, c, page.Corrected[i])
			}
		}
	}
	// Another list does not take the place of the first one's answer.
	if page, err := paths.Page(Query{Direction: Callers, Path: []int{1}, Limit: 9}); err != nil || page.Matching != 1 {
		t.Errorf("got %+v, error %v", page, err)
	}
}
