package server_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// originsProfile has functions of all origins.
const originsProfile = "/proj/origins.stats"

var originEntries = []entry{
	{"/proj/main.py", 1, "<module>", 1, 1, 0.25, 4},
	{"/proj/pkg/a.py", 2, "total", 8, 4, 1.5, 1.5},
	{"/proj/pkg/b.py", 5, "price", 2, 2, 0.5, 0.5},
	{"/proj/.venv/lib/python3.12/site-packages/rich/text.py", 9, "render", 3, 3, 0.25, 0.25},
	{"/usr/lib/python3.12/json/decoder.py", 7, "decode", 5, 5, 0.5, 0.5},
	{"~", 0, "<built-in method time.sleep>", 2, 2, 1, 1},
}

// openOrigins opens it in a workspace.
func openOrigins(t *testing.T) (*servertest.Editor, protocol.ProfileOpenResult) {
	t.Helper()
	w := newWorld(t)
	w.write(originsProfile, string(encodeProfile(t, originEntries...)))
	e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
	return e, servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: originsProfile, Folders: protocol.List[string]{"/proj"}})
}

func TestProfileOpenTellsOrigins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opened := openOrigins(t)
		want := protocol.List[protocol.OriginTotal]{
			{Origin: protocol.OriginProject, Functions: 3, Self: 2.25, Share: 0.5625},
			{Origin: protocol.OriginPackage, Functions: 1, Self: 0.25, Share: 0.0625},
			{Origin: protocol.OriginStandardLibrary, Functions: 1, Self: 0.5, Share: 0.125},
			{Origin: protocol.OriginBuiltin, Functions: 1, Self: 1, Share: 0.25},
		}
		if diff := cmp.Diff(want, opened.Origins); diff != "" {
			t.Errorf("origins (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(&protocol.Concentration{Functions: 4, Share: 0.8, Taken: 0.875}, opened.Concentration); diff != "" {
			t.Errorf("concentration (-want +got):\n%s", diff)
		}
	})
}

// A profile that has no time has no functions that take most of it.
func TestProfileOpenWithoutTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write(originsProfile, string(encodeProfile(t, entry{"/proj/main.py", 1, "f", 1, 1, 0, 0})))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: originsProfile})
		if opened.Concentration != nil || len(opened.Origins) != 1 || opened.Origins[0].Share != 0 {
			t.Errorf("got %+v and %+v", opened.Concentration, opened.Origins)
		}
	})
}

func TestProfileRowsFilters(t *testing.T) {
	self := protocol.List[protocol.SortColumn]{{Key: protocol.SortSelf, Descending: true}}
	type filter = protocol.Filter
	for name, test := range map[string]struct {
		params protocol.ProfileRowsParams
		want   protocol.ProfileRowsResult // rows by name, and what describes them
	}{
		"conditions": {
			protocol.ProfileRowsParams{Filter: filter{Text: "tottime >= 500ms -file:/usr -sleep"}},
			protocol.ProfileRowsResult{Rows: named("total", "price"), Matching: 2, Functions: 2, Self: 2, Share: 0.5},
		},
		"an expression": {
			protocol.ProfileRowsParams{Filter: filter{Text: `^/proj.*\(p|time\.`, Regexp: true}},
			protocol.ProfileRowsResult{Rows: named("{built-in method time.sleep}", "price"), Matching: 2, Functions: 2, Self: 1.5, Share: 0.375},
		},
		"case matters": {protocol.ProfileRowsParams{Filter: filter{Text: "Total", MatchCase: true}}, protocol.ProfileRowsResult{}},
		"hidden origins": {
			protocol.ProfileRowsParams{Filter: filter{Hidden: protocol.List[protocol.Origin]{protocol.OriginBuiltin, protocol.OriginProject}}},
			protocol.ProfileRowsResult{Rows: named("decode", "render"), Matching: 2, Functions: 2, Self: 0.75, Share: 0.1875},
		},
		"the first": {
			protocol.ProfileRowsParams{Filter: filter{Top: 2}},
			protocol.ProfileRowsResult{Rows: named("total", "{built-in method time.sleep}"), Matching: 2, Functions: 2, Self: 2.5, Share: 0.625},
		},
		"a part of what is kept": {
			protocol.ProfileRowsParams{Filter: filter{Text: "proj", Top: 0.25}},
			protocol.ProfileRowsResult{Rows: named("total"), Matching: 1, Functions: 1, Self: 1.5, Share: 0.375},
		},
		"a problem": {
			protocol.ProfileRowsParams{Filter: filter{Text: "é totaltime > 1"}},
			protocol.ProfileRowsResult{Problem: &protocol.FilterProblem{Text: `There is no column "totaltime". Is it tottime that you mean?`, Start: 2, End: 11}},
		},
		"groups": {
			protocol.ProfileRowsParams{Group: protocol.GroupPackage, Filter: filter{Text: "-sleep", Top: 2}},
			protocol.ProfileRowsResult{Rows: named("pkg", "json"), Matching: 2, Functions: 3, Self: 2.5, Share: 0.625},
		},
		"a group": {
			protocol.ProfileRowsParams{Group: protocol.GroupPackage, Within: "package:1", Filter: filter{Text: "-sleep", Top: 1}},
			protocol.ProfileRowsResult{Rows: named("total", "price"), Matching: 2, Functions: 2, Self: 2, Share: 0.5},
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, opened := openOrigins(t)
				test.params.Profile, test.params.Sort, test.params.Limit = opened.Profile, self, 10
				got := servertest.MustCall(e, protocol.ProfileRows, test.params)
				for i, row := range got.Rows {
					got.Rows[i] = protocol.Row{Name: row.Name}
				}
				if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		})
	}
}

// named are rows of which only the names are of interest.
func named(names ...string) (rows protocol.List[protocol.Row]) {
	for _, name := range names {
		rows = append(rows, protocol.Row{Name: name})
	}
	return rows
}

func TestGroupRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, opened := openOrigins(t)
		for _, group := range []protocol.Grouping{protocol.GroupClass, protocol.GroupFile, protocol.GroupPackage} {
			params := protocol.ProfileRowsParams{Profile: opened.Profile, Group: group, Limit: 10}
			all := servertest.MustCall(e, protocol.ProfileRows, params)
			params.Offset, params.Limit = 2, 1
			page := servertest.MustCall(e, protocol.ProfileRows, params)
			if diff := cmp.Diff(all.Rows[2:3], page.Rows); diff != "" || page.Matching != all.Matching {
				t.Errorf("%s: the page differs (-want +got):\n%s", group, diff)
			}
			for _, row := range all.Rows {
				within := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Within: row.Group, Limit: 10})
				if row.Function != "" || row.Functions != within.Functions || row.Self != within.Self {
					t.Errorf("%s: %+v has %d functions with %v s", group, row, within.Functions, within.Self)
				}
			}
		}
		pkg := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Group: protocol.GroupPackage, Limit: 10}).Rows[1]
		want := protocol.Row{
			Group: "package:1", Functions: 2, Name: "pkg", File: "/proj/pkg", Origin: protocol.OriginProject, Calls: new(10), PrimitiveCalls: new(6),
			Self: 2, Cumulative: 2, SelfPerCall: new(0.2), CumulativePerCall: new(2. / 6), Share: 0.5, CumulativeShare: 0.5,
		}
		if diff := cmp.Diff(want, pkg); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestFiltersRefused(t *testing.T) {
	for name, test := range map[string]struct {
		params protocol.ProfileRowsParams
		text   string
	}{
		"grouping": {protocol.ProfileRowsParams{Group: "colour"}, `there is no grouping "colour"`},
		"group":    {protocol.ProfileRowsParams{Within: "package:99"}, `there is no such group: "package:99"`},
		"origin":   {protocol.ProfileRowsParams{Filter: protocol.Filter{Hidden: protocol.List[protocol.Origin]{"mars"}}}, `there is no origin "mars"`},
		"top":      {protocol.ProfileRowsParams{Filter: protocol.Filter{Top: -1}}, "cannot keep the top -1 rows"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, opened := openOrigins(t)
				test.params.Profile = opened.Profile
				_, err := servertest.Call(e, protocol.ProfileRows, test.params)
				checkError(t, err, protocol.CodeInvalidParams, test.text)
			})
		})
	}
}

// Rows say where they come from and how many functions they are called by and call.
func TestRowsTellOrigins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, opened := openOrigins(t)
		var got []string
		for _, row := range servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Limit: 10}).Rows {
			got = append(got, fmt.Sprintf("%s %s %v", row.Name, row.Origin, row.CumulativeShare))
		}
		want := []string{
			"<module> project 1", "total project 0.375", "price project 0.125", "render package 0.0625", "decode standardLibrary 0.125", "{built-in method time.sleep} builtin 0.25",
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// The standard library is beside the interpreter that the program was run by, wherever that is.
func TestOriginsByTheInterpreter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for interpreter, want := range map[string]protocol.Origin{`D:\tools\python.exe`: protocol.OriginStandardLibrary, `C:\tools\python.exe`: protocol.OriginProject} {
			w := newWorld(t)
			w.write(shopProfile, string(encodeProfile(t, entry{`D:\tools\Lib\json\decoder.py`, 7, "decode", 5, 5, 0.5, 0.5})))
			writeRun(runs.Run{State: runs.Ended, Python: runs.Python{Path: interpreter}})(t, w)
			e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
			opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile})
			if opened.Run == nil || opened.Origins[0].Origin != want {
				t.Errorf("run by %s: %+v, want %s", interpreter, opened.Origins, want)
			}
		}
	})
}

// The folder of the program is the project where the workspace is elsewhere: its packages begin there.
func TestPackagesOfTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for folder, want := range map[string]string{"/elsewhere": "/home/me/bin/shop", "/home/me": "/home/me/bin"} {
			w := newWorld(t)
			w.write(shopProfile, string(encodeProfile(t, entry{"/home/me/bin/shop/prices/sale.py", 7, "f", 5, 5, 0.5, 0.5})))
			writeRun(runs.Run{State: runs.Ended, Target: runs.Target{Kind: runs.Script, Path: "/home/me/bin/main.py"}})(t, w)
			e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
			opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile, Folders: protocol.List[string]{folder}})
			rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Group: protocol.GroupPackage, Limit: 1}).Rows
			if rows[0].File != want {
				t.Errorf("in the workspace %s the package is %s, want %s", folder, rows[0].File, want)
			}
		}
	})
}
