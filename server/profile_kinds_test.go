package server_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tottime/protocol"
	"tottime/server/servertest"
)

// openFixture is an editor that has opened a committed profile, with the sidecar beside it if there is one.
func openFixture(t *testing.T, name string) (*world, *servertest.Editor, protocol.ProfileOpenResult) {
	t.Helper()
	w := newWorld(t)
	path := "/proj/" + filepath.Base(name)
	data, err := os.ReadFile(filepath.Join("../testdata/profiles", name))
	if err != nil {
		t.Fatal(err)
	}
	w.write(path, string(data))
	if sidecar, err := os.ReadFile(filepath.Join("../testdata/profiles", name+".json")); err == nil {
		w.write(path+".json", string(sidecar))
	}
	e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
	return w, e, servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: path})
}

// Of every kind of profile the editor is told what it says, and how far that can be relied on.
func TestKindsOfProfiles(t *testing.T) {
	const exact, estimated, atMost, unknown = protocol.GradeExact, protocol.GradeEstimated, protocol.GradeAtMost, protocol.GradeUnknown
	tests := map[string]struct {
		accuracy protocol.Accuracy
		notes    bool
	}{
		"cprofile/3.13/shapes.stats": {protocol.Accuracy{Calls: exact, Self: exact, Cumulative: exact, EdgeCalls: exact, EdgeTimes: exact, Paths: estimated}, false},
		"profile/3.13/shapes.stats":  {protocol.Accuracy{Calls: exact, Self: exact, Cumulative: exact, EdgeCalls: exact, EdgeTimes: unknown, Paths: estimated}, true},
		"sampling/3.15/shapes.stats": {protocol.Accuracy{Calls: unknown, Self: estimated, Cumulative: atMost, EdgeCalls: unknown, EdgeTimes: atMost, Paths: estimated}, true},
		"pyinstrument/shapes.stats":  {protocol.Accuracy{Calls: unknown, Self: estimated, Cumulative: estimated, EdgeCalls: unknown, EdgeTimes: estimated, Paths: estimated}, true},
		"pprof/cpu.pprof":            {protocol.Accuracy{Calls: unknown, Self: estimated, Cumulative: estimated, EdgeCalls: unknown, EdgeTimes: estimated, Paths: exact}, true},
		"pprof/python.pprof":         {protocol.Accuracy{Calls: unknown, Self: estimated, Cumulative: estimated, EdgeCalls: unknown, EdgeTimes: estimated, Paths: exact}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, e, opened := openFixture(t, name)
				if diff := cmp.Diff(test.accuracy, opened.Accuracy); diff != "" {
					t.Error(diff)
				}
				if (len(opened.Notes) > 0) != test.notes || len(opened.Problems) > 0 || opened.Functions == 0 || opened.Seconds <= 0 {
					t.Errorf("got %+v", opened)
				}
				counted := test.accuracy.Calls == exact
				if (opened.Calls != nil) != counted || (opened.PrimitiveCalls != nil) != counted {
					t.Errorf("got %v calls, %v primitive ones", opened.Calls, opened.PrimitiveCalls)
				}
				rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 1000}).Rows
				for _, row := range rows {
					if (row.Calls != nil) != counted || !counted && (row.SelfPerCall != nil || row.CumulativePerCall != nil) {
						t.Errorf("%s has %v calls", row.Name, row.Calls)
					}
				}
			})
		})
	}
}

// What the pure Python profiler enters for itself and for the statement that it ran has neither source nor is it written in C.
func TestEntriesOfTheProfiler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openFixture(t, "profile/3.13/text.stats")
		const none, builtin = "no-source", "builtin"
		for name, want := range map[string]string{"exec(code)": none, "exec": builtin, "main": "source-gone"} {
			row := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{
				Profile: opened.Profile, Filter: protocol.Filter{Text: name}, Limit: 1, Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortName}},
			}).Rows[0]
			place := servertest.MustCall(e, protocol.ProfileLocation, protocol.ProfileLocationParams{Profile: opened.Profile, Function: row.Function})
			if row.Name != name || row.Builtin != (want == builtin) || row.File == "" != (want == none || want == builtin) || place.Problem.Code != want {
				t.Errorf("%s, wanted %s: got %+v, %+v", name, want, row, place.Problem)
			}
		}
	})
}

// A Go file is marked on the lines that the profile names, not on those of an outline that takes it for Python.
func TestHotspotsOfGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, opened := openFixture(t, "pprof/cpu.pprof")
		w.write("/srv/example/work.go", "package main\n\ndef fibonacci(n):\n    pass\n")
		lines := map[string]int{}
		rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Filter: protocol.Filter{Text: "/srv/example/work.go"}, Limit: 1000}).Rows
		for _, row := range rows {
			lines[row.Name] = row.Line
		}
		marks := servertest.MustCall(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: "/srv/example/work.go"}).Hotspots
		if len(marks) == 0 {
			t.Fatal("the file has no marks")
		}
		for _, mark := range marks {
			if mark.Line == 0 || mark.Line != lines[mark.Name] || mark.Calls != nil {
				t.Errorf("%s is marked on line %d, the profile says %d", mark.Name, mark.Line, lines[mark.Name])
			}
			place := servertest.MustCall(e, protocol.ProfileLocation, protocol.ProfileLocationParams{Profile: opened.Profile, Function: mark.Function})
			if place.Line != mark.Line || place.Problem != nil {
				t.Errorf("%s is at %+v", mark.Name, place)
			}
		}
	})
}

// Functions that share a file, line and name are told apart by the sidecar, which also says where they are defined: their source is gone.
func TestSidecar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openFixture(t, "sidecar/collisions.stats")
		rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 1000}).Rows
		calls := map[string][]int{}
		for _, row := range rows {
			calls[row.Name] = append(calls[row.Name], *row.Calls)
		}
		for name, want := range map[string][]int{"Point.__init__": {6}, "Size.__init__": {12}, "main.<locals>.<lambda>": {3, 7, 13}} {
			if got := slices.Sorted(slices.Values(calls[name])); !slices.Equal(got, want) {
				t.Errorf("%s was called %v times, want %v", name, got, want)
			}
		}
		marks := servertest.MustCall(e, protocol.ProfileHotspots,
			protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: "/srv/example/collisions.py"}).Hotspots
		lines := map[string]int{}
		for _, mark := range marks {
			lines[mark.Name] = mark.Line
		}
		for name, want := range map[string]int{"increment": 27, "countdown": 33, "twice.<locals>.wrapper": 20, "main.<locals>.<lambda>": 46} {
			if lines[name] != want {
				t.Errorf("%s is marked on line %d, want %d", name, lines[name], want)
			}
		}
		if len(opened.Notes) == 0 {
			t.Error("nothing says that pstats would add them up")
		}
	})
}
