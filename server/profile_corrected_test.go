package server_test

import (
	"math"
	"os"
	"testing"
	"testing/synctest"

	"tottime/profiler/overhead"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// measured are costs of a call that leave something of each function of the profile.
var measured = overhead.Costs{
	overhead.Function: {Inner: 2e-8, Outer: 5e-8}, overhead.Builtin: {Inner: 1e-8, Outer: 1e-8}, overhead.Method: {Inner: 1e-8, Outer: 2e-8},
}

// openMeasured opens a real profile as that file of a run.
func openMeasured(t *testing.T, file string, run runs.Run) (*servertest.Editor, protocol.ProfileOpenResult) {
	t.Helper()
	data, err := os.ReadFile("../testdata/profiles/cprofile/3.13/shapes.stats")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.write("/runs/1/"+file, string(data))
	run.State, run.Threads = runs.Ended, append(run.Threads, runs.Thread{ID: 1, Process: 7, File: "parts/7-1.stats"})
	writeRun(run)(t, w)
	e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
	return e, servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/runs/1/" + file})
}

// The times of a run's profile are there without what recording cost, where that is known: of the whole, and of a part by its own costs.
func TestCorrectedTimes(t *testing.T) {
	dear := overhead.Costs{overhead.Function: {Inner: 4e-8, Outer: 1e-7}}
	for name, test := range map[string]struct {
		file    string
		run     runs.Run
		perCall float64 // 0 where nothing is known
	}{
		"the run":                     {"profile.stats", runs.Run{Overhead: runs.NewOverhead(measured)}, 7e-8},
		"a thread like the run":       {"parts/7-1.stats", runs.Run{Overhead: runs.NewOverhead(measured)}, 7e-8},
		"a thread with its own costs": {"parts/7-2.stats", runs.Run{Overhead: runs.NewOverhead(measured), Threads: []runs.Thread{{ID: 2, Process: 7, File: "parts/7-2.stats", Overhead: runs.NewOverhead(dear)}}}, 1.4e-7},
		"an earlier version":          {"profile.stats", runs.Run{Overhead: &runs.Overhead{PerCall: 1e-7}}, 0},
		"not measured":                {"profile.stats", runs.Run{}, 0},
		"no file of the run":          {"other.stats", runs.Run{Overhead: runs.NewOverhead(measured)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, opened := openMeasured(t, test.file, test.run)
				known := test.perCall > 0
				if (opened.Overhead != nil) != known {
					t.Fatalf("the overhead is %+v", opened.Overhead)
				}
				ask := func(key protocol.SortKey) protocol.List[protocol.Row] {
					return servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{
						Profile: opened.Profile, Sort: protocol.List[protocol.SortColumn]{{Key: key, Descending: true}}, Limit: 1000,
					}).Rows
				}
				if !known {
					for i, row := range ask(protocol.SortCorrectedSelf) {
						if row.Corrected != nil || row.Function != ask(protocol.SortSelf)[i].Function {
							t.Errorf("row %d is %+v", i, row)
						}
					}
					return
				}
				rows := ask(protocol.SortCorrectedSelf)
				checkCorrected(t, rows)
				off, total := 0.0, 0.0
				for _, row := range rows {
					off += row.Self - row.Corrected.Self
					total += row.Self
				}
				if o := opened.Overhead; !nearly(o.PerCall, test.perCall) || !nearly(o.Seconds, off) || !nearly(o.Share, off/total) || off <= 0 {
					t.Errorf("the overhead is %+v, %v s of %v s are taken off", o, off, total)
				}
				byCumulative := ask(protocol.SortCorrectedCumulative)
				for i, row := range byCumulative[1:] {
					if before := byCumulative[i]; row.Corrected.Cumulative > before.Corrected.Cumulative {
						t.Errorf("%s is after %s", row.Name, before.Name)
					}
				}
			})
		})
	}
}

// checkCorrected checks rows that are ordered by corrected self time, the greatest first.
func checkCorrected(t *testing.T, rows protocol.List[protocol.Row]) {
	t.Helper()
	shares := 0.0
	for i, row := range rows {
		c := row.Corrected
		switch {
		case c == nil || c.Self < 0 || c.Self > row.Self || c.Cumulative < c.Self || c.Cumulative > row.Cumulative:
			t.Fatalf("%s: %+v is corrected to %+v", row.Name, row, c)
		case i > 0 && c.Self > rows[i-1].Corrected.Self:
			t.Errorf("%s is after %s", row.Name, rows[i-1].Name)
		case *row.Calls > 0 && !nearly(*c.SelfPerCall, c.Self/float64(*row.Calls)):
			t.Errorf("%s has %v s a call", row.Name, *c.SelfPerCall)
		case *row.PrimitiveCalls > 0 && !nearly(*c.CumulativePerCall, c.Cumulative/float64(*row.PrimitiveCalls)):
			t.Errorf("%s has %v s a primitive call", row.Name, *c.CumulativePerCall)
		}
		shares += c.Share
	}
	if !nearly(shares, 1) {
		t.Errorf("the shares add up to %v", shares)
	}
}

func nearly(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

// A mark has the corrected times of the row.
func TestCorrectedMarks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, opened := openMeasured(t, "profile.stats", runs.Run{Overhead: runs.NewOverhead(measured)})
		rows := map[string]protocol.Row{}
		file := ""
		for _, row := range servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 1000}).Rows {
			rows[row.Function] = row
			if row.Name == "main" {
				file = row.File
			}
		}
		marks := servertest.MustCall(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: file}).Hotspots
		if len(marks) == 0 {
			t.Fatalf("there are no marks in %s", file)
		}
		for _, mark := range marks {
			if row := rows[mark.Function]; mark.Corrected == nil || mark.Self == row.Self && *mark.Corrected.SelfPerCall != *row.Corrected.SelfPerCall {
				t.Errorf("%s is marked with %+v, its row has %+v", mark.Name, mark.Corrected, row.Corrected)
			}
		}
	})
}
