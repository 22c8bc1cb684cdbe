package pstats

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
)

// theirProfiles writes for each file what json.dumps makes of get_stats_profile, an empty line where pstats cannot read it. A code object as a name
// is nothing that JSON can say.
const theirProfiles = `
import dataclasses, json, pstats, sys
with open(sys.argv[1], encoding="utf-8") as paths, open(sys.argv[2], "w") as out:
    for path in json.load(paths):
        try:
            line = json.dumps(dataclasses.asdict(pstats.Stats(path).sort_stats("cumulative").get_stats_profile()))
        except Exception:
            line = ""
        out.write(line + "\n")
`

// TestStatsProfileJSON compares the JSON of all committed profiles with Python's.
func TestStatsProfileJSON(t *testing.T) {
	python := interpreters(t)["3.13"]
	if python == "" {
		t.Skip("needs CPython 3.13 in pyenv's folder (PYENV_ROOT or ~/.pyenv)")
	}
	files, paths := fixtures(t)
	// The code objects of newer Pythons make 3.13 crash.
	paths = slices.DeleteFunc(paths, func(path string) bool {
		return strings.HasPrefix(path, "profile/") && !strings.HasPrefix(path, "profile/3.13/")
	})
	folder := t.TempDir()
	list, output := filepath.Join(folder, "paths.json"), filepath.Join(folder, "profiles.txt")
	data, err := json.Marshal(paths)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(list, data, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(profilesFolder)
	runPython(t, python, "-c", theirProfiles, list, output)
	theirs, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, want := range strings.SplitAfter(string(theirs), "\n")[:len(paths)] {
		if want == "\n" {
			continue
		}
		s, err := Load(files, paths[i], Compatible)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Sort("cumulative"); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := s.StatsProfile().WriteJSON(&got); err != nil {
			t.Fatal(err)
		}
		compared++
		if got.String() != want {
			t.Errorf("%s: got\n%s, Python writes\n%s", paths[i], got.String(), want)
		}
	}
	if t.Logf("%d of %d profiles compared byte for byte", compared, len(paths)); compared < len(paths)/2 {
		t.Errorf("%d of %d profiles compared only", compared, len(paths))
	}
}

// What json.dumps writes of odd names and times (CPython 3.13).
func TestStatsProfileOddities(t *testing.T) {
	b := callgraph.NewBuilder()
	b.Add("gr\xc3\xb6\xc3\x9fe \"1\"\\\n\x7f.py", 1, "\U0001d557", callgraph.Figures{Calls: 2, PrimitiveCalls: 0, Self: math.Inf(1), Cumulative: -0.0004})
	b.Add("\xed\xb2\x80", 2, "g", callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Self: 1e16, Cumulative: math.NaN()})
	b.Add("a.py", 3, "h", callgraph.Figures{Calls: 0, PrimitiveCalls: -1, Self: 1, Cumulative: 1})
	var got bytes.Buffer
	if err := New(b.Graph()).StatsProfile().WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	const want = `{"total_tt": Infinity, "func_profiles": {` +
		`"\ud835\udd57": {"ncalls": "2/0", "tottime": Infinity, "percall_tottime": Infinity, "cumtime": -0.0, "percall_cumtime": -1, "file_name": "gr\u00f6\u00dfe \"1\"\\\n\u007f.py", "line_number": 1}, ` +
		`"g": {"ncalls": null, "tottime": 1e+16, "percall_tottime": null, "cumtime": NaN, "percall_cumtime": null, "file_name": "\udc80", "line_number": 2}, ` +
		`"h": {"ncalls": "0/-1", "tottime": 1.0, "percall_tottime": -1, "cumtime": 1.0, "percall_cumtime": -1.0, "file_name": "a.py", "line_number": 3}}}` + "\n"
	if got.String() != want {
		t.Errorf("got\n%s, want\n%s", got.String(), want)
	}
}
