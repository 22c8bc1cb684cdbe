package difference

import (
	"math"
	"testing"

	"tottime/profiler/callgraph"
)

func TestNewChange(t *testing.T) {
	const no = callgraph.Uncounted
	nan, inf := math.NaN(), math.Inf(1)
	for name, test := range map[string]struct {
		before, after callgraph.Figures
		want          Change
	}{
		"slower":         {callgraph.Figures{Calls: 4, Self: 1, Cumulative: 2}, callgraph.Figures{Calls: 6, Self: 1.5, Cumulative: 4}, Change{2, 0.5, 2, 0.5, 0.5, 1}},
		"new":            {callgraph.Figures{}, callgraph.Figures{Calls: 6, Self: 1.5, Cumulative: 4}, Change{6, 1.5, 4, nan, nan, nan}},
		"gone":           {callgraph.Figures{Calls: 6, Self: 1.5, Cumulative: 4}, callgraph.Figures{}, Change{-6, -1.5, -4, -1, -1, -1}},
		"not counted":    {callgraph.Figures{Calls: no, Self: 1, Cumulative: 1}, callgraph.Figures{Calls: 6, Self: 1, Cumulative: 1}, Change{no, 0, 0, nan, 0, 0}},
		"nor after":      {callgraph.Figures{Calls: 6, Self: 1, Cumulative: 1}, callgraph.Figures{Calls: no, Self: 1, Cumulative: 1}, Change{no, 0, 0, nan, 0, 0}},
		"no numbers":     {callgraph.Figures{Calls: 1, Self: nan, Cumulative: inf}, callgraph.Figures{Calls: 1, Self: 1, Cumulative: 2}, Change{0, 1, 2, 0, nan, nan}},
		"very many":      {callgraph.Figures{Calls: -2}, callgraph.Figures{Calls: math.MaxInt64}, Change{math.MaxInt64, 0, 0, math.MaxInt64 / 2.0, nan, nan}},
		"very few":       {callgraph.Figures{Calls: math.MaxInt64}, callgraph.Figures{Calls: -10}, Change{math.MinInt64 + 1, 0, 0, -1, nan, nan}},
		"less than none": {callgraph.Figures{Calls: -2, Self: -1}, callgraph.Figures{Calls: 2, Self: 1}, Change{4, 2, 0, 2, 2, nan}},
	} {
		got := NewChange(test.before, test.after)
		same := func(a, b float64) bool { return a == b || a != a && b != b }
		if w := test.want; got.Calls != w.Calls || got.Self != w.Self || got.Cumulative != w.Cumulative ||
			!same(got.CallsPart, w.CallsPart) || !same(got.SelfPart, w.SelfPart) || !same(got.CumulativePart, w.CumulativePart) {
			t.Errorf("%s: got %+v, want %+v", name, got, w)
		}
	}
}

func TestTolerance(t *testing.T) {
	for name, test := range map[string]struct {
		tolerance     Tolerance
		before, after float64
		want          Kind
	}{
		"slower":                 {Tolerance{}, 1, 1.000000001, Slower},
		"faster":                 {Tolerance{}, 1, 0.999999999, Faster},
		"what adding up loses":   {Tolerance{}, 1, 1.0000000004, Same},
		"the same":               {Tolerance{}, 1, 1, Same},
		"nothing":                {Tolerance{}, 0, 0, Same},
		"as long as it may":      {Tolerance{Seconds: 0.5}, 1, 1.5, Same},
		"longer":                 {Tolerance{Seconds: 0.5}, 1, 1.75, Slower},
		"as great a part":        {Tolerance{Share: 0.5}, 2, 1, Same},
		"a greater part":         {Tolerance{Share: 0.5}, 2, 0.75, Faster},
		"either":                 {Tolerance{Seconds: 0.125, Share: 0.5}, 0.125, 0.25, Same},
		"a part of nothing":      {Tolerance{Share: 10}, 0, 1, Slower},
		"a time of no number":    {Tolerance{}, math.NaN(), 1, Slower},
		"none of them a number":  {Tolerance{}, math.NaN(), math.Inf(1), Same},
		"without an upper bound": {Tolerance{Seconds: math.Inf(1)}, 1, 100, Same},
	} {
		if got := test.tolerance.kind(test.before, test.after); got != test.want {
			t.Errorf("%s: %v s after %v s is %s, want %s", name, test.after, test.before, KindNames()[got], KindNames()[test.want])
		}
	}
}
