package server_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// idsOf are the ids of functions by their names, or by name and line such as "main:8".
func idsOf(t *testing.T, e *servertest.Editor, profile string, names ...string) (ids protocol.List[string]) {
	t.Helper()
	rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: profile, Limit: 1000}).Rows
	for _, name := range names {
		found := false
		for _, row := range rows {
			if !found && (row.Name == name || fmt.Sprintf("%s:%d", row.Name, row.Line) == name) {
				ids, found = append(ids, row.Function), true
			}
		}
		if !found {
			t.Fatalf("there is no function %s", name)
		}
	}
	return ids
}

// edgesText writes rows as name, calls, self and cumulative time, part in percent, "?" for an estimate and "*" for recursion; "-" is what is absent.
func edgesText(rows protocol.List[protocol.EdgeRow]) string {
	figure := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprintf("%.3f", *x)
	}
	var lines []string
	for _, r := range rows {
		calls := "-"
		if r.Calls != nil {
			calls = fmt.Sprint(*r.Calls)
		}
		line := fmt.Sprintf("%s %s %s %s %s >%d", r.Name, calls, figure(r.Self), figure(r.Cumulative), figure(r.Part), r.Further)
		if r.Estimated {
			line += " ?"
		}
		if r.Recursive {
			line += " *"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestProfileEdges(t *testing.T) {
	const shapes, recursion = "cprofile/3.13/shapes.stats", "cprofile/3.13/recursion.stats"
	for name, test := range map[string]struct {
		fixture string
		method  protocol.Request[protocol.ProfileEdgesParams, protocol.ProfileEdgesResult]
		path    []string
		sort    protocol.SortKey
		want    string
	}{
		"callees": {
			shapes, protocol.ProfileCallees, []string{"total"}, "", "{built-in method builtins.sum} 3 0.294 1.166 0.994 >1",
		},
		"callers": {
			shapes, protocol.ProfileCallers, []string{"__init__:7"}, "",
			"shapes 78 0.096 0.096 0.661 >1\n__init__ 39 0.048 0.048 0.331 >1\nmain 1 0.001 0.001 0.008 >1",
		},
		"callers, fewest calls first": {
			shapes, protocol.ProfileCallers, []string{"__init__:7"}, protocol.SortCalls,
			"main 1 0.001 0.001 0.008 >1\n__init__ 39 0.048 0.048 0.331 >1\nshapes 78 0.096 0.096 0.661 >1",
		},
		"exact further down": {
			shapes, protocol.ProfileCallees, []string{"main", "total"}, "", "{built-in method builtins.sum} 3 0.294 1.166 0.994 >1",
		},
		"recursion": {
			recursion, protocol.ProfileCallees, []string{"fibonacci"}, "", "fibonacci 1218 3.011 3.011 0.999 >1 *",
		},
		"counted only": {
			"profile/3.13/shapes.stats", protocol.ProfileCallers, []string{"__init__:7"}, "",
			"shapes 78 - - 0.661 >1\n__init__ 39 - - 0.331 >1\nmain 1 - - 0.008 >1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, e, opened := openFixture(t, test.fixture)
				params := protocol.ProfileEdgesParams{Profile: opened.Profile, Path: idsOf(t, e, opened.Profile, test.path...), Limit: 10}
				if test.sort != "" {
					params.Sort = protocol.List[protocol.SortColumn]{{Key: test.sort}}
				}
				got := servertest.MustCall(e, test.method, params)
				if text := edgesText(got.Rows); text != test.want {
					t.Errorf("got\n%s\nwant\n%s", text, test.want)
				}
				if got.Matching != len(got.Rows) || got.Function.Function != params.Path[len(params.Path)-1] {
					t.Errorf("got %+v", got)
				}
			})
		})
	}
}

func TestProfileEdgesRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openFixture(t, "cprofile/3.13/shapes.stats")
		total := idsOf(t, e, opened.Profile, "total", "main")
		for name, test := range map[string]struct {
			params protocol.ProfileEdgesParams
			text   string
		}{
			"no path":       {protocol.ProfileEdgesParams{}, "the path is empty; name a function"},
			"no function":   {protocol.ProfileEdgesParams{Path: protocol.List[string]{"1000"}}, `the profile has no function "1000"`},
			"no number":     {protocol.ProfileEdgesParams{Path: protocol.List[string]{"total"}}, `the profile has no function "total"`},
			"not an edge":   {protocol.ProfileEdgesParams{Path: total}, `no such path: "/srv/example/shapes.py:44(total)" is not known to have called "/srv/example/shapes.py:48(main)"`},
			"too long":      {protocol.ProfileEdgesParams{Path: make(protocol.List[string], 1001)}, "the path has 1001 functions; 1000 are the most"},
			"too many rows": {protocol.ProfileEdgesParams{Path: total[:1], Limit: 1001}, "1001 rows from row 0; ask for 0 to 1000 rows from row 0 on"},
			"unknown key":   {protocol.ProfileEdgesParams{Path: total[:1], Sort: protocol.List[protocol.SortColumn]{{Key: "size"}}}, `there is no sort key "size"`},
		} {
			t.Log(name)
			test.params.Profile = opened.Profile
			_, err := servertest.Call(e, protocol.ProfileCallees, test.params)
			checkError(t, err, protocol.CodeInvalidParams, test.text)
		}
		_, err := servertest.Call(e, protocol.ProfileCallers, protocol.ProfileEdgesParams{Profile: "none", Path: total})
		checkError(t, err, protocol.CodeUnknownProfile, "")
	})
}

// Corrected times are those of the same calls, and no more than the recorded ones.
func TestCorrectedEdges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, opened := openMeasured(t, "profile.stats", runs.Run{Overhead: runs.NewOverhead(measured)})
		for _, path := range [][]string{{"__init__:7"}, {"__init__:7", "shapes"}} {
			got := servertest.MustCall(e, protocol.ProfileCallers, protocol.ProfileEdgesParams{
				Profile: opened.Profile, Path: idsOf(t, e, opened.Profile, path...), Limit: 10,
				Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortCorrectedCumulative, Descending: true}},
			})
			if len(got.Rows) == 0 {
				t.Fatal("there are no callers")
			}
			for _, row := range got.Rows {
				if c := row.Corrected; c == nil || !(c.Cumulative > 0 && c.Cumulative < *row.Cumulative) || c.SelfPerCall == nil {
					t.Errorf("%v: %+v, corrected %+v", path, row, c)
				}
			}
		}
	})
}

// A name of a megabyte is not told a thousand times.
func TestLongNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		long := strings.Repeat("ä", 1<<19)
		w.write("/long.stats", string(encodeProfile(t, entry{long, 1, long, 1, 1, 1, 1}, entry{"a.py", 2, long + "b", 1, 1, 1, 1})))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/long.stats"})
		rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 9}).Rows
		icicle := servertest.MustCall(e, protocol.ProfileIcicle, protocol.ProfileIcicleParams{Profile: opened.Profile, Levels: 2})
		want := long[:8192] + "…"
		if rows[0].Name != want || rows[0].File != want || rows[1].Name != want || icicle.Functions[0].Name != want || icicle.Roots[0].Name != want {
			t.Errorf("the names have %d, %d and %d bytes", len(rows[0].Name), len(icicle.Functions[0].Name), len(icicle.Roots[0].Name))
		}
		_, err := servertest.Call(e, protocol.ProfileIcicle, protocol.ProfileIcicleParams{Profile: opened.Profile, Levels: 2, Path: protocol.List[string]{"0", "1"}})
		if err == nil || len(err.Error()) > 4000 {
			t.Errorf("got an error of %d bytes", len(fmt.Sprint(err)))
		}
	})
}
