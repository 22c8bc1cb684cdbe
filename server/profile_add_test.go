package server_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/overhead"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// fixture is a committed profile.
func fixture(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../testdata/profiles", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// allRows are the rows of an open profile by their names and places.
func allRows(e *servertest.Editor, profile string) map[string]protocol.Row {
	rows := map[string]protocol.Row{}
	for _, row := range servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: profile, Limit: 1000}).Rows {
		rows[fmt.Sprintf("%s:%d(%s)", row.File, row.Line, row.Name)] = row
	}
	return rows
}

// Files that are added are added up function by function, and the answer lists them.
func TestAdd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write("/a.stats", fixture(t, "cprofile/3.13/shapes.stats"))
		w.write("/b/b.stats", fixture(t, "cprofile/3.13/recursion.stats"))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		open := func(path string, add ...string) protocol.ProfileOpenResult {
			return servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: path, Add: add})
		}
		a, b := open("/a.stats"), open("/b/b.stats")
		if len(a.Files) > 0 {
			t.Errorf("one file is %+v", a.Files)
		}
		for name, test := range map[string]struct {
			add  []string
			with map[string]int // how often the rows of each are in the sum
		}{
			"another":         {[]string{"/b/b.stats"}, map[string]int{a.Profile: 1, b.Profile: 1}},
			"itself":          {[]string{"/a.stats"}, map[string]int{a.Profile: 2}},
			"several, thrice": {[]string{"/b/b.stats", "/a.stats", "/a.stats", "/b/b.stats"}, map[string]int{a.Profile: 3, b.Profile: 2}},
		} {
			sum := open("/a.stats", test.add...)
			var paths []string
			for _, file := range sum.Files {
				paths = append(paths, file.Path)
				if file.Modified == 0 {
					t.Errorf("%s: %s is of no time", name, file.Path)
				}
			}
			if want := append([]string{"/a.stats"}, test.add...); !slices.Equal(paths, want) || sum.Path != "/a.stats" || sum.Run != nil || len(sum.Problems) > 0 {
				t.Errorf("%s: got %+v", name, sum)
			}
			calls, self := map[string]int{}, map[string]float64{}
			for profile, times := range test.with {
				for function, row := range allRows(e, profile) {
					calls[function] += times * *row.Calls
					self[function] += float64(times) * row.Self
				}
			}
			got := allRows(e, sum.Profile)
			if len(got) != len(calls) || sum.Functions != len(calls) {
				t.Errorf("%s: %d rows of %d functions, want %d", name, len(got), sum.Functions, len(calls))
			}
			for function, row := range got {
				if *row.Calls != calls[function] || !nearly(row.Self, self[function]) {
					t.Errorf("%s: %s has %d calls and %v s, want %d and %v", name, function, *row.Calls, row.Self, calls[function], self[function])
				}
			}
		}
	})
}

// A file that cannot be added is named, and what is open stays.
func TestAddRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, opened := openShop(t)
		w.write("/cut.stats", fixture(t, "cprofile/3.13/shapes.stats")[:700])
		w.write("/text.stats", "text")
		w.write("/stacks.pprof", fixture(t, "pprof/python.pprof"))
		for path, test := range map[string]struct {
			code protocol.ErrorCode
			text string
		}{
			"/none.stats":   {protocol.CodeFileNotFound, "/none.stats cannot be read: file does not exist"},
			"/cut.stats":    {protocol.CodeNotAProfile, "/cut.stats: not a pstats file: it is cut short"},
			"/text.stats":   {protocol.CodeNotAProfile, "/text.stats: not a profile"},
			"/runs":         {protocol.CodeFileNotFound, "/runs cannot be read: it is not a file"},
			"shop.stats":    {protocol.CodeInvalidParams, `"shop.stats" is not absolute`},
			"":              {protocol.CodeInvalidParams, `"" is not absolute`},
			"/stacks.pprof": {protocol.CodeInvalidParams, "/stacks.pprof cannot be added to " + shopProfile + ": one is a pprof profile of call stacks"},
		} {
			_, err := servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile, Add: protocol.List[string]{shopProfile, path}})
			checkError(t, err, test.code, test.text)
		}
		if rows := allRows(e, opened.Profile); len(rows) != opened.Functions {
			t.Errorf("%d rows of %d are left", len(rows), opened.Functions)
		}
		again := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile, Add: protocol.List[string]{shopProfile}})
		if *again.Calls != 2**opened.Calls {
			t.Errorf("%d calls, want twice %d", *again.Calls, *opened.Calls)
		}
	})
}

// What the parts have not in common is said, with the names of their files.
func TestAddUnlike(t *testing.T) {
	ended := func(version, profiler string, problems ...runs.Problem) *runs.Run {
		return &runs.Run{
			State: runs.Ended, Python: runs.Python{Implementation: "CPython", Version: version}, Profiler: profiler, Exit: &runs.Exit{How: runs.Exited}, Problems: problems,
		}
	}
	slow := runs.Problem{Code: "slow", Text: "The disk was full."}
	tests := map[string]struct {
		first, second string // fixtures
		runs          [2]*runs.Run
		problems      []string
	}{
		"alike":           {"cprofile/3.13/shapes.stats", "cprofile/3.13/names.stats", [2]*runs.Run{}, nil},
		"runs alike":      {"cprofile/3.13/shapes.stats", "cprofile/3.13/names.stats", [2]*runs.Run{ended("3.13.0", "cprofile"), ended("3.13.0", "cprofile")}, nil},
		"another Python":  {"cprofile/3.13/shapes.stats", "cprofile/3.12/shapes.stats", [2]*runs.Run{ended("3.13.0", "cprofile"), ended("3.12.1", "cprofile")}, []string{"different-pythons: /runs/1/profile.stats ran on CPython 3.13.0, /runs/2/profile.stats ran on CPython 3.12.1: "}},
		"other profilers": {"cprofile/3.13/shapes.stats", "profile/3.13/shapes.stats", [2]*runs.Run{ended("3.13.0", "cprofile"), ended("3.13.0", "profile")}, []string{"different-profilers: /runs/1/profile.stats was recorded by cprofile, "}},
		"samples":         {"cprofile/3.13/shapes.stats", "sampling/3.15/shapes.stats", [2]*runs.Run{}, []string{"different-kinds: /runs/1/profile.stats was recorded call by call, /runs/2/profile.stats was made of samples: "}},
		"its own problem": {"cprofile/3.13/shapes.stats", "cprofile/3.13/names.stats", [2]*runs.Run{nil, ended("3.13.0", "cprofile", slow)}, []string{"slow: /runs/2/profile.stats: The disk was full."}},
		"a common one":    {"cprofile/3.13/shapes.stats", "cprofile/3.13/names.stats", [2]*runs.Run{ended("3.13.0", "cprofile", slow), ended("3.13.0", "cprofile", slow)}, []string{"slow: The disk was full."}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.write("/runs/1/profile.stats", fixture(t, test.first))
				w.write("/runs/2/profile.stats", fixture(t, test.second))
				for i, folder := range []string{"/runs/1", "/runs/2"} {
					if run := test.runs[i]; run != nil {
						if err := runs.Write(w.Files, folder, *run); err != nil {
							t.Fatal(err)
						}
					}
				}
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
				sum := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/runs/1/profile.stats", Add: protocol.List[string]{"/runs/2/profile.stats"}})
				var problems []string
				for _, problem := range sum.Problems {
					problems = append(problems, problem.Code+": "+problem.Text)
				}
				if !slices.EqualFunc(problems, test.problems, strings.HasPrefix) {
					t.Errorf("the problems are %q, want %q", problems, test.problems)
				}
			})
		})
	}
}

// Functions that a sidecar tells apart stay so, and its notes name the file.
func TestAddWithSidecar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for name, file := range map[string]string{"/a.stats": "sidecar/collisions.stats", "/a.stats.json": "sidecar/collisions.stats.json", "/b.stats": "cprofile/3.13/shapes.stats"} {
			w.write(name, fixture(t, file))
		}
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		a := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/a.stats"})
		for _, order := range [][2]string{{"/a.stats", "/b.stats"}, {"/b.stats", "/a.stats"}} {
			sum := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: order[0], Add: protocol.List[string]{order[1]}})
			if len(sum.Notes) != 1 || !strings.HasPrefix(sum.Notes[0], "/a.stats: a.stats.json tells ") {
				t.Errorf("the notes are %q", sum.Notes)
			}
			rows := allRows(e, sum.Profile)
			for function, row := range allRows(e, a.Profile) {
				if strings.Contains(function, "collisions") && *rows[function].Calls != *row.Calls {
					t.Errorf("%s has %d calls, want %d", function, *rows[function].Calls, *row.Calls)
				}
			}
		}
	})
}

// The corrected times of a sum are those of its parts, each by its own costs; they are absent when those of one are not known.
func TestAddCorrected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dear := overhead.Costs{overhead.Function: {Inner: 4e-8, Outer: 1e-7}}
		w := newWorld(t)
		for folder, run := range map[string]runs.Run{
			"/runs/1": {Overhead: runs.NewOverhead(measured)}, "/runs/2": {Overhead: runs.NewOverhead(dear)}, "/runs/3": {},
		} {
			run.State = runs.Ended
			name := "cprofile/3.13/recursion.stats"
			if folder == "/runs/1" {
				name = "cprofile/3.13/shapes.stats"
			}
			w.write(folder+"/profile.stats", fixture(t, name))
			if err := runs.Write(w.Files, folder, run); err != nil {
				t.Fatal(err)
			}
		}
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		open := func(numbers ...string) protocol.ProfileOpenResult {
			p := protocol.ProfileOpenParams{Path: "/runs/" + numbers[0] + "/profile.stats"}
			for _, n := range numbers[1:] {
				p.Add = append(p.Add, "/runs/"+n+"/profile.stats")
			}
			return servertest.MustCall(e, protocol.ProfileOpen, p)
		}
		sum, parts := open("1", "2", "1"), []protocol.ProfileOpenResult{open("1"), open("2"), open("1")}
		want, seconds := map[string]protocol.Corrected{}, 0.0
		for _, part := range parts {
			seconds += part.Overhead.Seconds
			for function, row := range allRows(e, part.Profile) {
				c := want[function]
				c.Self += row.Corrected.Self
				c.Cumulative += row.Corrected.Cumulative
				want[function] = c
			}
		}
		if o := sum.Overhead; o == nil || !nearly(o.Seconds, seconds) || o.PerCall <= parts[0].Overhead.PerCall || o.PerCall >= parts[1].Overhead.PerCall {
			t.Errorf("the overhead is %+v, want %v s at between %v and %v s", o, seconds, parts[0].Overhead.PerCall, parts[1].Overhead.PerCall)
		}
		for function, row := range allRows(e, sum.Profile) {
			if c := row.Corrected; c == nil || !nearly(c.Self, want[function].Self) || !nearly(c.Cumulative, want[function].Cumulative) {
				t.Errorf("%s is corrected to %+v, want %+v", function, c, want[function])
			}
		}
		for _, numbers := range [][]string{{"1", "3"}, {"3", "1"}, {"1", "3", "1"}} {
			if sum := open(numbers...); sum.Overhead != nil {
				t.Errorf("%v: the overhead is %+v", numbers, sum.Overhead)
			}
		}
	})
}

// Sources are found in the folders that mappings name: for names with classes, for marks, and to go to them.
func TestMappings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.write("/home/me/shop/src/shop.py", shop)
		entries := slices.Clone(shopEntries)
		for i := range entries {
			entries[i].file = strings.Replace(entries[i].file, "/proj/", `C:\App\src\`, 1)
		}
		w.write("/p.stats", string(encodeProfile(t, entries...)))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		open := func(mappings ...protocol.PathMapping) string {
			return servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/p.stats", Mappings: mappings}).Profile
		}
		place := func(profile string) (name string, marks int, location protocol.ProfileLocationResult) {
			for _, row := range servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: profile, Limit: 10}).Rows {
				if row.Function == "2" {
					name = row.Name
				}
			}
			found := servertest.MustCall(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: profile, Path: "/home/me/shop/src/shop.py"})
			return name, len(found.Hotspots), servertest.MustCall(e, protocol.ProfileLocation, protocol.ProfileLocationParams{Profile: profile, Function: "2"})
		}
		name, marks, location := place(open(protocol.PathMapping{From: "/elsewhere", To: "/none"}, protocol.PathMapping{From: `c:\app`, To: "/home/me/shop"}))
		want := protocol.ProfileLocationResult{Path: "/home/me/shop/src/shop.py", Line: 5}
		if diff := cmp.Diff(want, location); diff != "" || name != "Basket.total" || marks != 2 {
			t.Errorf("%q with %d marks is at (-want +got):\n%s", name, marks, diff)
		}
		name, marks, location = place(open(protocol.PathMapping{From: `C:\App`, To: "/home/me"}))
		if name != "total" || marks != 0 || location.Path != "" || location.Problem.Code != "source-gone" {
			t.Errorf("without the file: %q with %d marks is at %+v", name, marks, location)
		}
		_, err := servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/p.stats", Mappings: protocol.List[protocol.PathMapping]{{From: "/app", To: "shop"}}})
		checkError(t, err, protocol.CodeInvalidParams, `the path mapping from "/app" is to "shop", which is not absolute`)
	})
}

// What a running program has measured can be added to, and an added file that is not there is not taken for the run's own.
func TestAddToRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, started := runMeasuring(t, 1.4)
		w.write("/b.stats", fixture(t, "cprofile/3.13/shapes.stats"))
		alone, other := openRun(e, started.Run), servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/b.stats"})
		add := func(path string) (protocol.ProfileOpenResult, error) {
			return servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: started.Run, Add: protocol.List[string]{path}})
		}
		check := func() {
			t.Helper()
			sum, err := add("/b.stats")
			if err != nil || len(sum.Files) != 2 || sum.Files[0].Path != started.Folder+"/profile.stats" || sum.Run != nil || *sum.Calls < *alone.Calls+*other.Calls {
				t.Fatalf("got %+v, %v", sum, err)
			}
			_, err = add("/none.stats")
			checkError(t, err, protocol.CodeFileNotFound, "/none.stats cannot be read")
		}
		check()
		sum, _ := add("/b.stats")
		if note := started.Folder + "/profile.stats: Calls that have not returned yet are missing; "; !strings.HasPrefix(sum.Notes[0], note) {
			t.Errorf("the notes are %q, want %q", sum.Notes, note)
		}
		stopRun(e, started)
		awaitEnd(e, started.Run)
		w.write(started.Folder+"/profile.stats", fixture(t, "cprofile/3.13/recursion.stats"))
		check()
	})
}
