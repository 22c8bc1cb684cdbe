package server_test

import (
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"tottime/protocol"
	"tottime/server/servertest"
)

func TestProfileHotspots(t *testing.T) {
	tests := map[string]struct {
		path    string
		folders protocol.List[string]
		change  func(*world)
		want    []string // name:line
	}{
		"marks":                    {path: "/proj/shop.py", want: []string{"Basket.total:5", "main:8"}},
		"path not clean":           {path: "/proj/./x/../shop.py", want: []string{"Basket.total:5", "main:8"}},
		"other file":               {path: "/proj/other.py"},
		"nothing that is hot":      {path: "/gone/away.py"},
		"relative name, no folder": {path: "/proj/lib/helper.py"},
		"lines moved": {
			path:   "/proj/shop.py",
			change: func(w *world) { w.write("/proj/shop.py", "# a\n# b\n"+shop) },
			want:   []string{"Basket.total:7", "main:10"},
		},
		"source gone": {
			path:   "/proj/shop.py",
			change: func(w *world) { w.Files.Remove("/proj/shop.py") },
			want:   []string{"total:4", "main:8"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, e, opened := openShop(t)
				if test.change != nil {
					test.change(w)
				}
				got := servertest.MustCall(e, protocol.ProfileHotspots,
					protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: test.path, Folders: test.folders})
				var marks []string
				for _, h := range got.Hotspots {
					marks = append(marks, h.Name+":"+strconv.Itoa(h.Line))
				}
				if !slices.Equal(marks, test.want) {
					t.Errorf("got %q, want %q", marks, test.want)
				}
			})
		})
	}
}

func TestHotspotFigures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openShop(t)
		got := servertest.MustCall(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: "/proj/shop.py"})
		h := got.Hotspots[0]
		if h.Function != "2" || h.Heat != 5 || *h.Calls != 1000 || *h.PrimitiveCalls != 10 || h.Self != 1.5 || h.Cumulative != 1.75 ||
			*h.SelfPerCall != 0.0015 || *h.CumulativePerCall != 0.175 || h.Share != 0.75 || h.CumulativeShare != 0.875 {
			t.Errorf("got %+v", h)
		}
		_, err := servertest.Call(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: "shop.py"})
		checkError(t, err, protocol.CodeInvalidParams, `the source file's path "shop.py" is not absolute`)
	})
}

// Relative names belong to the first folder that has the file; a name of another file is not taken for it.
func TestHotspotsOfRelativeFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for _, path := range []string{"/proj/a.py", "/other/a.py", "/runs/1/b.py"} {
			w.write(path, "def f():\n    pass\n")
		}
		w.write(shopProfile, string(encodeProfile(t, entry{"a.py", 1, "f", 1, 1, 1, 1}, entry{"b.py", 1, "f", 1, 1, 1, 1})))
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile})
		for path, want := range map[string]int{"/proj/a.py": 1, "/other/a.py": 0, "/runs/1/b.py": 1} {
			got := servertest.MustCall(e, protocol.ProfileHotspots,
				protocol.ProfileHotspotsParams{Profile: opened.Profile, Path: path, Folders: protocol.List[string]{"/proj", "/other"}})
			if len(got.Hotspots) != want {
				t.Errorf("%s has %d marks, want %d", path, len(got.Hotspots), want)
			}
		}
	})
}

func TestProfileLocation(t *testing.T) {
	tests := map[string]struct {
		function string
		folders  protocol.List[string]
		change   func(*world)
		path     string
		line     int
		problem  string
		text     string
	}{
		"def after decorator": {function: "2", path: "/proj/shop.py", line: 5},
		"module":              {function: "0", path: "/proj/shop.py", line: 1},
		"moved since": {
			function: "2", change: func(w *world) { w.write("/proj/shop.py", "# new\n"+shop) }, path: "/proj/shop.py", line: 6,
		},
		"removed since": {
			function: "2", change: func(w *world) { w.write("/proj/shop.py", "pass\n") }, path: "/proj/shop.py", line: 4,
			problem: "source-changed", text: "total was on line 4 of shop.py, which has changed since. Profile the program again.",
		},
		"built-in":  {function: "3", problem: "builtin", text: "{built-in method builtins.sum} is written in C: it has no Python source."},
		"gone":      {function: "5", problem: "source-gone", text: "/gone/away.py is not there any more. Put it back, or profile the program again."},
		"from text": {function: "6", problem: "no-source", text: `The code of <module> was not read from a file: Python calls it "<string>".`},
		"relative":  {function: "4", folders: protocol.List[string]{"/proj"}, path: "/proj/lib/helper.py", line: 1},
		"relative, no folder": {
			function: "4", problem: "source-gone",
			text: "lib/helper.py is neither beside the profile nor in a folder of the workspace. Open the folder that the program was run in.",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, e, opened := openShop(t)
				ask := func() protocol.ProfileLocationResult {
					return servertest.MustCall(e, protocol.ProfileLocation,
						protocol.ProfileLocationParams{Profile: opened.Profile, Function: test.function, Folders: test.folders})
				}
				if test.change != nil {
					ask() // what is remembered must not be answered when the file has changed
					time.Sleep(time.Second)
					test.change(w)
				}
				got := ask()
				if got.Path != test.path || got.Line != test.line {
					t.Errorf("got %s:%d, want %s:%d", got.Path, got.Line, test.path, test.line)
				}
				if got.Problem == nil {
					got.Problem = &protocol.Problem{}
				}
				if got.Problem.Code != test.problem || got.Problem.Text != test.text {
					t.Errorf("got problem %+v, want %s: %s", got.Problem, test.problem, test.text)
				}
			})
		})
	}
}

func TestUnknownFunction(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, opened := openShop(t)
		for _, id := range []string{"", "7", "-1", "main"} {
			_, err := servertest.Call(e, protocol.ProfileLocation, protocol.ProfileLocationParams{Profile: opened.Profile, Function: id})
			checkError(t, err, protocol.CodeInvalidParams, `the profile has no function "`+id+`"`)
		}
	})
}
