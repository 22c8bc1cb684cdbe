package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

const testdata = "../../../testdata"

// profiles returns the committed profiles, as old as the golden files say in the time zone that TestMain sets.
func profiles(t *testing.T) afero.Fs {
	t.Helper()
	fs := afero.NewCopyOnWriteFs(afero.NewReadOnlyFs(afero.NewBasePathFs(afero.NewOsFs(), testdata+"/profiles")), afero.NewMemMapFs())
	modified := time.Unix(1700000000, 0)
	paths, err := filepath.Glob(testdata + "/profiles/*/*/*.stats")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d profiles, %v", len(paths), err)
	}
	for _, path := range paths {
		path, err = filepath.Rel(testdata+"/profiles", path)
		if err != nil {
			t.Fatal(err)
		}
		if err := fs.Chtimes(path, modified, modified); err != nil {
			t.Fatal(err)
		}
	}
	return fs
}

func TestStats(t *testing.T) {
	for _, c := range []struct{ golden, arguments string }{
		{"unsorted", "cprofile/3.13/recursion.stats"},
		{"cumulative", "cprofile/3.12/shapes.stats --sort cumulative"},
		{"several-keys", "--sort ncalls,tottime,name --restrict 10 cprofile/3.9/shapes.stats"},
		{"abbreviated-reversed", "cprofile/3.6/shapes.stats --sort cu --sort na --reverse --restrict .3"},
		{"restrictions-in-turn", `cprofile/3.11/shapes.stats -s stdname --restrict shapes\.py --restrict 0.5 --restrict 3`},
		{"no-effect", "cprofile/3.11/shapes.stats -s line --restrict 1000 --restrict 1.0 --restrict=-3 --restrict 5"},
		{"nothing-left", "cprofile/3.11/shapes.stats -s time --restrict no¤such¤function"},
		{"invalid-regex", "cprofile/3.11/recursion.stats -s time --restrict ( --restrict it's|fib --restrict even"},
		{"callers", "cprofile/3.10/shapes.stats -s pcalls,nfl --callers"},
		{"callees", "cprofile/3.8/recursion.stats -s filename,line --callees --restrict recursion"},
		{"callees-counted", "profile/3.11/shapes.stats -s 2 --callees"},
		{"code-object", "profile/3.13/offices.stats --sort=-1"},
	} {
		t.Run(c.golden, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join(testdata, "golden/pstats", c.golden+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			arguments := strings.Fields(c.arguments)
			for i := range arguments {
				arguments[i] = strings.ReplaceAll(arguments[i], "¤", " ")
			}
			code, stdout, stderr := command(profiles(t), append([]string{"stats"}, arguments...)...)
			if code != 0 || stderr != "" {
				t.Errorf("exit code %d: %s", code, stderr)
			}
			if diff := cmp.Diff(string(want), stdout); diff != "" {
				t.Errorf("not as CPython prints it (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStatsAddsAndStrips(t *testing.T) {
	_, stdout, stderr := command(profiles(t), "stats", "--strip-dirs", "cprofile/3.7/recursion.stats", "cprofile/3.13/recursion.stats", "-s", "pcalls", "--restrict", "fib")
	const want = `Tue Nov 14 22:13:20 2023    cprofile/3.7/recursion.stats
Tue Nov 14 22:13:20 2023    cprofile/3.13/recursion.stats

         2908 function calls (142 primitive calls) in 7.189 seconds

   Ordered by: primitive call count
   List reduced from 10 to 1 due to restriction <'fib'>

   ncalls  tottime  percall  cumtime  percall filename:lineno(function)
   2438/2    6.029    0.002    6.029    3.015 recursion.py:4(fibonacci)


`
	if diff := cmp.Diff(want, stdout); diff != "" {
		t.Errorf("%s (-want +got):\n%s", stderr, diff)
	}
}

func TestStatsJSON(t *testing.T) {
	_, stdout, stderr := command(profiles(t), "stats", "--json", "--callees", "-s", "time", "--restrict", "1", "cprofile/3.13/recursion.stats")
	const want = `{"files":[{"path":"cprofile/3.13/recursion.stats","modified":"2023-11-14T22:13:20Z"}],"calls":1454,"primitive":71,"self":3.5947220000000004,` +
		`"messages":["Ordered by: internal time","List reduced from 9 to 1 due to restriction <1>"],"functions":[` +
		`{"file":"/srv/example/recursion.py","line":4,"name":"fibonacci","calls":1219,"primitive":1,"self":3.0145690000000003,"cumulative":3.0145690000000003,"callees":[` +
		`{"file":"/srv/example/recursion.py","line":4,"name":"fibonacci","calls":1218,"primitive":2,`
	if !strings.HasPrefix(stdout, want) || stderr != "" {
		t.Errorf("%s (-want +got):\n%s", stderr, cmp.Diff(want, stdout))
	}
}

func TestStatsProfile(t *testing.T) {
	_, stdout, stderr := command(profiles(t), "stats", "--stats-profile", "-s", "time", "cprofile/3.13/recursion.stats")
	const want = `{"total_tt": 3.595, "func_profiles": {"fibonacci": {"ncalls": "1219/1", "tottime": 3.015, "percall_tottime": 0.002, "cumtime": 3.015, ` +
		`"percall_cumtime": 3.015, "file_name": "/srv/example/recursion.py", "line_number": 4}, "hanoi": {`
	if !strings.HasPrefix(stdout, want) || stderr != "" {
		t.Errorf("%s (-want +got):\n%s", stderr, cmp.Diff(want, stdout))
	}
}

// TestStatsAccurate checks what tells an accurate report from a compatible one, and that profiles which pstats cannot read are always read accurately.
func TestStatsAccurate(t *testing.T) {
	for _, c := range []struct {
		arguments string
		want      []string
	}{
		{"-a edge/same-when-stripped.stats --strip-dirs --callers", []string{"Without folders 1 caller looks like another: pstats loses"}},
		{"-a pyinstrument/shapes.stats", []string{"an unknown number of function calls in 0.519 seconds", "Where the number of calls is blank it is not known."}},
		{"-a profile/3.11/shapes.stats --callers", []string{"have no time they were only counted"}},
		{"-a sidecar/collisions.stats --callers", []string{"collisions.stats.json tells 9 functions apart that share 4 labels, and puts back 38 calls", "<string>:2(Point.__init__)"}},
		{"-a sidecar/collisions.stats", []string{"94 function calls"}},
		{"sidecar/collisions.stats", []string{"56 function calls"}},
		{"pprof/python.pprof", []string{"an unknown number of function calls in 0.500 seconds", "Times are cpu time, sampled every 10 ms."}},
		{"cprofile/3.13/recursion.stats pprof/python.pprof", []string{"In some of the files the call stack was looked at", "1219/1    3.015", "Price.__round__"}},
		{"sampling/3.15/recursion.stats", []string{"an unknown number of function calls in 0.226 seconds", "times are estimates, and cumulative ones may be too large"}},
		{"cprofile/3.13/recursion.stats sampling/3.15/recursion.stats", []string{"In some of the files the call stack was looked at", "1219/1    3.015"}},
		{"sampling/3.15/recursion.stats cprofile/3.13/recursion.stats --json --callers", []string{`"accuracy":{"calls":"unknown","self":"estimated"`, `"notes":["In some of the files`}},
	} {
		code, stdout, stderr := command(profiles(t), append([]string{"stats"}, strings.Fields(c.arguments)...)...)
		if code != 0 || stderr != "" {
			t.Errorf("%s: exit code %d, %s", c.arguments, code, stderr)
		}
		for _, want := range c.want {
			if !strings.Contains(stdout, want) {
				t.Errorf("%s: %q is missing in\n%s", c.arguments, want, stdout)
			}
		}
	}
}

func TestStatsRefuses(t *testing.T) {
	fs := profiles(t)
	for _, c := range []struct {
		arguments []string
		code      int
		want      string
	}{
		{[]string{}, 2, `expected "<file> ..."`},
		{[]string{"cprofile/3.13/shapes.stats", "--sort", "cum"}, 2, `--sort: no such sort key: "cum" may be cumtime or cumulative`},
		{[]string{"missing.stats", "--sort", "bogus"}, 2, `--sort: no such sort key: "bogus"; there are calls,`},
		{[]string{"cprofile/3.13/shapes.stats", "--restrict", "1.5"}, 2, "--restrict: 1.5: a fraction must be in [0, 1]"},
		{[]string{"cprofile/3.13/shapes.stats", "--restrict", "a(?!b)"}, 2, `--restrict: the regular expression "a(?!b)" uses a lookahead (?!…), which Python allows but tottime does not; rewrite it without`},
		{[]string{"cprofile/3.13/shapes.stats", "--restrict", "(?<=a)b"}, 2, `--restrict: the regular expression "(?<=a)b" uses a lookbehind (?<=…), which Python allows but tottime does not; rewrite it without`},
		{[]string{"cprofile/3.13/shapes.stats", "--restrict", `(a)\1`}, 2, `--restrict: the regular expression "(a)\\1" uses a back reference, which Python allows but tottime does not; rewrite it without`},
		{[]string{"cprofile/3.13/shapes.stats", "--callers", "--callees"}, 2, "--callers and --callees can't be used together"},
		{[]string{"cprofile/3.13/shapes.stats", "--stats-profile", "--restrict", "5"}, 2, "--stats-profile is of all functions: leave out --restrict"},
		{[]string{"missing.stats"}, 1, "missing.stats"},
		{[]string{"cprofile/3.13/shapes.stats", "cprofile"}, 1, "cprofile"},
		{[]string{"pprof/heap.pprof"}, 1, "pprof/heap.pprof: not a pprof profile of time: it measures inuse_space in bytes"},
		{[]string{"programs/shapes.py"}, 1, "programs/shapes.py: not a profile: it is text"},
	} {
		code, stdout, stderr := command(fs, append([]string{"stats"}, c.arguments...)...)
		if code != c.code || stdout != "" || !strings.HasPrefix(stderr, "tottime: ") || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: exit code %d, %q, %q; want %d, %q", c.arguments, code, stdout, stderr, c.code, c.want)
		}
	}
}

// command runs a command line over the files and returns how it ended and what it wrote.
func command(fs afero.Fs, arguments ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(arguments, &environment{fs: fs, stdin: strings.NewReader(""), stdout: &out, stderr: &err})
	return code, out.String(), err.String()
}
