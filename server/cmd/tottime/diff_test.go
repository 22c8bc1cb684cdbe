package main

import (
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/pstats"
	"tottime/profiler/runs"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const diffGolden = testdata + "/golden/difference/"

// diffProfiles are the committed profiles, and moved.stats: shapes of cProfile and 3.13 after a change.
func diffProfiles(t *testing.T) afero.Fs {
	t.Helper()
	files := profiles(t)
	data, err := os.ReadFile(diffGolden + "moved.stats")
	if err != nil {
		t.Fatal(err)
	}
	if err := afero.WriteFile(files, "moved.stats", data, 0o600); err != nil {
		t.Fatal(err)
	}
	return files
}

const shapes = "cprofile/3.13/shapes.stats"

func TestDiff(t *testing.T) {
	for name, arguments := range map[string]string{
		"moved":          shapes + " moved.stats",
		"moved-back":     "moved.stats " + shapes,
		"all-by-name":    shapes + " moved.stats --all --sort name",
		"by-two-columns": shapes + " moved.stats -a -s kind -s cumtime-after",
		"reverse":        shapes + " moved.stats --reverse --sort tottime",
		"restricted":     shapes + ` moved.stats --all --restrict shapes\.py --restrict 0.5 --restrict 4`,
		"tolerance":      "cprofile/3.12/recursion.stats cprofile/3.13/recursion.stats --tolerance 1ms,10%",
		"itself":         shapes + " " + shapes,
		"other-profiler": "cprofile/2.7/shapes.stats profile/3.13/shapes.stats --restrict 12",
		"samples":        "cprofile/3.15/shapes.stats sampling/3.15/shapes.stats --restrict shapes.py",
		"pprof":          "sampling/3.15/shapes.stats pprof/austin.pprof",
		"json":           shapes + " moved.stats --json --fail-over 100%",
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := command(diffProfiles(t), append([]string{"diff"}, strings.Fields(arguments)...)...)
			if code != 0 || stderr != "" {
				t.Errorf("exit code %d: %s", code, stderr)
			}
			path := filepath.Join(diffGolden, name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(stdout), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), stdout); diff != "" {
				t.Errorf("(-want +got; refresh with -update):\n%s", diff)
			}
		})
	}
}

// TestDiffFailOver fails by the self time of all functions, or of those that a regular expression chooses, whatever is listed.
func TestDiffFailOver(t *testing.T) {
	const grown = "tottime: self time grew from 7.194392 s to 7.616713 s, by +0.422321 s (+5.9%): more than --fail-over "
	for name, test := range map[string]struct {
		arguments string
		code      int
		stderr    string // its beginning
	}{
		"a part":                     {shapes + " moved.stats --fail-over 1%", 1, grown + "1% allows. What grew most:\n  +1.000000 s  /home/me/work/shapes.py:47(shapes)\n  +0.007422 s  /home/me/work/shapes.py:54(sum_up) (new)\n"},
		"not so large a part":        {shapes + " moved.stats --fail-over 10%", 0, ""},
		"a time":                     {shapes + " moved.stats --fail-over 100ms", 1, grown + "100ms allows. What grew most:\n"},
		"not so long a time":         {shapes + " moved.stats --fail-over 0.5", 0, ""},
		"nothing at all":             {shapes + " moved.stats --fail-over 0%", 1, grown + "0% allows."},
		"the same":                   {shapes + " " + shapes + " --fail-over 0%", 0, ""},
		"faster":                     {"moved.stats " + shapes + " --fail-over 0", 0, ""},
		"a function":                 {shapes + ` moved.stats --fail-over 50% --restrict \(shapes\)`, 1, "tottime: self time of the function that --restrict chooses grew from 0.290695 s to 1.290695 s, by +1.000000 s (+344.0%): more than --fail-over 50% allows. What grew most:\n  +1.000000 s  /home/me/work/shapes.py:47(shapes)\n"},
		"a function as it was":       {shapes + ` moved.stats --fail-over 0% --restrict __lt__`, 0, ""},
		"a new function":             {shapes + ` moved.stats --fail-over 1000% --restrict sum_up`, 1, "tottime: self time of the function that --restrict chooses grew from 0.000000 s to 0.007422 s, by +0.007422 s: more than"},
		"what is not listed":         {shapes + " moved.stats --fail-over 1% --restrict 1", 1, grown},
		"more than the tolerance":    {shapes + " moved.stats --fail-over 1% --tolerance 100%", 1, grown},
		"several functions":          {shapes + ` moved.stats --fail-over 1ms --restrict shapes\.py:47|sum_up`, 1, "tottime: self time of the 2 functions that --restrict chooses grew from 0.290695 s to 1.298117 s"},
		"no functions in the choice": {shapes + " moved.stats --fail-over 1% --restrict nowhere", 1, "tottime: --restrict chooses no function of either profile, so that there is nothing for --fail-over 1% to judge."},
	} {
		t.Run(name, func(t *testing.T) {
			for _, as := range [][]string{nil, {"--json"}} {
				code, stdout, stderr := command(diffProfiles(t), append(append([]string{"diff"}, strings.Fields(test.arguments)...), as...)...)
				if code != test.code || !strings.HasPrefix(stderr, test.stderr) || test.stderr == "" && stderr != "" {
					t.Errorf("exit code %d, want %d: %s", code, test.code, stderr)
				}
				if stdout == "" {
					t.Error("nothing is printed")
				}
				var report struct{ FailOver struct{ Failed bool } }
				if as != nil && (json.Unmarshal([]byte(stdout), &report) != nil || report.FailOver.Failed != (test.code == 1)) {
					t.Errorf("got %s", stdout)
				}
			}
		})
	}
}

func TestDiffRefused(t *testing.T) {
	for name, test := range map[string]struct {
		arguments string
		code      int
		stderr    string
	}{
		"one profile":            {shapes, 2, `expected "<head>"`},
		"no such file":           {shapes + " none.stats", 1, "none.stats"},
		"no profile":             {"text.stats " + shapes, 1, "tottime: text.stats: not a profile: it is text"},
		"no run":                 {shapes + " cprofile", 1, "tottime: cprofile: this folder is not that of a run"},
		"no column":              {shapes + " moved.stats --sort calls", 2, `tottime: --sort: there is no column "calls"; there are name`},
		"no regular expression":  {shapes + " moved.stats --restrict (", 2, `tottime: --restrict: "(" is no regular expression`},
		"no part":                {shapes + " moved.stats --restrict 1.5", 2, "a fraction must be in [0, 1]"},
		"no limit":               {shapes + " moved.stats --fail-over much", 2, `"much" is neither a percentage, such as 10%, nor a time, such as 50ms`},
		"a limit below 0":        {shapes + " moved.stats --fail-over=-1ms", 2, "is neither a percentage"},
		"a percentage below 0":   {shapes + " moved.stats --fail-over=-1%", 2, "is no percentage from 0% on"},
		"no number in a percent": {shapes + " moved.stats --fail-over=NaN%", 2, "is no percentage"},
		"no tolerance":           {shapes + " moved.stats --tolerance 5%,x", 2, `"x" is neither`},
	} {
		t.Run(name, func(t *testing.T) {
			files := diffProfiles(t)
			if err := afero.WriteFile(files, "text.stats", []byte("text"), 0o600); err != nil {
				t.Fatal(err)
			}
			code, stdout, stderr := command(files, append([]string{"diff"}, strings.Fields(test.arguments)...)...)
			if code != test.code || stdout != "" || !strings.Contains(stderr, test.stderr) {
				t.Errorf("exit code %d, want %d: %s%s", code, test.code, stdout, stderr)
			}
		})
	}
}

// TestDiffOfRuns compares runs by their folders, and says how they were not made alike.
func TestDiffOfRuns(t *testing.T) {
	files := afero.NewMemMapFs()
	for folder, file := range map[string]string{"a": shapes, "b": "moved.stats"} {
		data, err := afero.ReadFile(diffProfiles(t), file)
		if err != nil {
			t.Fatal(err)
		}
		if err := afero.WriteFile(files, folder+"/profile.stats", data, 0o600); err != nil {
			t.Fatal(err)
		}
		run := runs.Run{State: runs.Ended, Profiler: "cprofile", Python: runs.Python{Implementation: "CPython", Version: map[string]string{"a": "3.12.1", "b": "3.13.0"}[folder]}}
		if err := runs.Write(files, folder, run); err != nil {
			t.Fatal(err)
		}
	}
	const want = "Warning: a ran on CPython 3.12.1, b ran on CPython 3.13.0: Python's own functions take other times in the two, and some have other names.\n"
	for _, arguments := range [][]string{{"a", "b"}, {"a/profile.stats", "b"}} {
		code, stdout, stderr := command(files, append([]string{"diff"}, arguments...)...)
		if code != 0 || stderr != "" || !strings.Contains(stdout, strings.Replace(want, " a ", " "+arguments[0]+" ", 1)) {
			t.Errorf("%q: exit code %d: %s%s", arguments, code, stdout, stderr)
		}
	}
	if err := afero.WriteFile(files, "b/run.json", []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := command(files, "diff", "a", "b/profile.stats")
	if code != 0 || !strings.Contains(stdout, "slower") || !strings.Contains(stderr, "b/run.json: not a readable run") {
		t.Errorf("with a damaged run: exit code %d: %s%s", code, stdout, stderr)
	}
}

// TestDiffHostile prints names that would change a terminal, and times that are no numbers.
func TestDiffHostile(t *testing.T) {
	files := afero.NewMemMapFs()
	for i, name := range []string{"a.stats", "b.stats"} {
		b := callgraph.NewBuilder()
		b.Add("/p/\x1b[2J.py", 1, "red\u202etxt\nnext\xff", callgraph.Figures{Calls: int64(i), PrimitiveCalls: 1, Self: math.Inf(1), Cumulative: 1})
		b.Add("/p/a.py", 1, "größe", callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: float64(i), Cumulative: math.NaN()})
		file, err := files.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := pstats.New(b.Graph()).Write(file); err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	code, stdout, stderr := command(files, "diff", "a.stats", "b.stats", "--all")
	if code != 0 || stderr != "" || strings.ContainsAny(stdout, "\x1b\u202e") || strings.Contains(stdout, "\xff") || !strings.Contains(stdout, `/p/\x1b[2J.py:1(red\u202etxt\nnext`) || !strings.Contains(stdout, "(größe)") {
		t.Errorf("exit code %d: %s%q", code, stderr, stdout)
	}
	code, stdout, stderr = command(files, "diff", "a.stats", "b.stats", "--json")
	if !json.Valid([]byte(stdout)) || code != 0 {
		t.Errorf("exit code %d: %s%s", code, stderr, stdout)
	}
}

func TestRounded(t *testing.T) {
	for _, test := range []struct{ x, steps, want float64 }{{1.26, 10, 1.3}, {-1.26, 10, -1.3}, {1e308, 1e6, 1e308}, {-1e308, 1e6, -1e308}} {
		if got := rounded(test.x, test.steps); got != test.want {
			t.Errorf("%g is rounded to %g, want %g", test.x, got, test.want)
		}
	}
	if got := changeCell(-1e-9); got != "+0.000000" {
		t.Errorf("next to nothing is printed as %s", got)
	}
}
