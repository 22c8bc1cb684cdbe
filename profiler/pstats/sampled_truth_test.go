package pstats

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// sampledTruth is what testdata/profiles/record_sampled.py saw while it recorded: in how many samples a function, or one as called by another, was
// on top of the stack and anywhere on it.
type sampledTruth struct {
	Interval float64 // seconds
	Rows     []struct {
		Function, Caller string
		Top, Anywhere    float64
	}
}

// TestRegroupAgainstTruth compares what is made of the lines of sampled profiles with what was sampled: the times in functions alone are the same,
// and no other is less than the truth.
func TestRegroupAgainstTruth(t *testing.T) {
	files, _ := fixtures(t)
	for _, program := range []string{"expressions", "recursion", "shapes"} {
		path := "sampling/3.15/" + program
		data, err := os.ReadFile(profilesFolder + "/" + path + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var truth sampledTruth
		if err := json.Unmarshal(data, &truth); err != nil {
			t.Fatal(err)
		}
		s, err := Load(files, path+".stats", Accurate)
		if err != nil {
			t.Fatal(err)
		}
		s.Regroup(func(string, int, string) (int, bool) { return 0, false })
		checkTruth(t, s, path, truth)
	}
}

func checkTruth(t *testing.T, s *Stats, path string, truth sampledTruth) {
	t.Helper()
	type key struct{ function, caller string }
	self, cumulative := make(map[key]float64), make(map[key]float64)
	g := s.Graph()
	for f := range g.Len() {
		k := key{g.Name(f), ""}
		self[k], cumulative[k] = g.Figures(f).Self, g.Figures(f).Cumulative
		for e := range g.Callers(f) {
			k.caller = g.Name(e.Function)
			self[k], cumulative[k] = e.Self, e.Cumulative
		}
	}
	if len(self) != len(truth.Rows) {
		t.Errorf("%s: %d functions and calls, want %d", path, len(self), len(truth.Rows))
	}
	const rounding = 1e-9
	exact := 0
	for _, row := range truth.Rows {
		k := key{row.Function, row.Caller}
		top, anywhere := row.Top*truth.Interval, row.Anywhere*truth.Interval
		if row.Caller == "" && math.Abs(self[k]-top) > rounding || self[k] < top-rounding {
			t.Errorf("%s: %v takes %v alone, truly %v", path, k, self[k], top)
		}
		if cumulative[k] < anywhere-rounding {
			t.Errorf("%s: %v takes %v, truly %v", path, k, cumulative[k], anywhere)
		} else if cumulative[k] < anywhere+rounding {
			exact++
		}
	}
	t.Logf("%s: %d of %d cumulative times are exact, the others too large", path, exact, len(truth.Rows))
}
