package pstats

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/process"
)

// What sequences are made of. Each Python from 3.7 on does the same with all of it.
var (
	parityKeys = []string{"calls", "ncalls", "cumtime", "cumulative", "filename", "line", "module", "name", "nfl", "pcalls", "stdname", "time",
		"tottime", "ca", "cu", "cumt", "f", "l", "m", "na", "nc", "nf", "p", "s", "ti", "to"}
	parityRestrictions = []any{0, 1, 3, 10, 100000, -1, json.Number("0.0"), 0.1, 0.333, 0.5, 0.999, json.Number("1.0"), 0.00001, "shapes", `\.py:\d+\(`, "^{", `^\{built-in`, "(", "[a-", "*",
		"it's", `"`, `a\`, "(?i)SHAPES|FIB", `\bf\w*\b`, "größe", "数", `[^\W\d]`, "a{2,1}", "x{,3}lt", "(?P<n>area)", `\)$`, "x*?y", "(?x) a r e a # here", "\t'\""}
	parityReports = []string{"print_stats", "print_stats", "print_callers", "print_callees"}
)

// randomCase makes a sequence as a user of pstats might, who is not careful.
func randomCase(random *rand.Rand, paths []string) testCase {
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	operations := [][]any{{"load", pick(paths)}}
	for range 1 + random.IntN(6) {
		switch random.IntN(9) {
		case 0, 1:
			operations = append(operations, []any{"add", pick(paths)})
		case 2:
			operations = append(operations, []any{"strip_dirs"})
		case 3:
			operations = append(operations, []any{"reverse_order"})
		case 4, 5, 6:
			sort := []any{"sort_stats"}
			for range random.IntN(4) {
				sort = append(sort, pick(parityKeys))
			}
			operations = append(operations, sort)
		default:
			operations = append(operations, randomReport(random))
		}
	}
	return testCase{Operations: append(operations, randomReport(random))}
}

// addsOneProgramTwice reports whether a sequence adds up profiles of one program by the profile module of several Pythons. Then we differ: to
// CPython the code objects by which they are named are different functions, which look the same when printed; to us they are one.
func (c testCase) addsOneProgramTwice() bool {
	programs := make(map[string]string)
	for _, operation := range c.Operations {
		path, isFile := operation[len(operation)-1].(string)
		if !isFile || !byProfile.MatchString(path) {
			continue
		}
		program := byProfile.FindStringSubmatch(path)[1]
		if programs[program] != "" && programs[program] != path {
			return true
		}
		programs[program] = path
	}
	return false
}

// byProfile matches files by the profile module, as they are committed and as we write them, and finds the program.
var byProfile = regexp.MustCompile(`(?:^|/)profile[/-][^/-]+[/-](\w+)\.stats$`)

func randomReport(random *rand.Rand) []any {
	report := []any{parityReports[random.IntN(len(parityReports))]}
	for range random.IntN(3) {
		report = append(report, parityRestrictions[random.IntN(len(parityRestrictions))])
	}
	return report
}

// pythons returns the interpreters that pyenv has installed, by version.
func pythons(t *testing.T) map[string]string {
	t.Helper()
	root := os.Getenv("PYENV_ROOT")
	if root == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			t.Fatal(err)
		}
		root = filepath.Join(home, ".pyenv")
	}
	found := make(map[string]string)
	paths, _ := filepath.Glob(filepath.Join(root, "versions", "*", "bin", "python"))
	version := regexp.MustCompile(`^3\.\d+`)
	for _, path := range paths {
		if v := version.FindString(filepath.Base(filepath.Dir(filepath.Dir(path)))); v != "" && v != "3.6" { // 3.6 knows no "f" and other abbreviations
			found[v] = path
		}
	}
	return found
}

// liveProgram exercises the import system and hundreds of functions of the standard library.
const liveProgram = "import ast, inspect, json; json.dumps(ast.dump(ast.parse(inspect.getsource(json.decoder))))"

// recordLive profiles the program with both profilers of a Python and returns the files.
func recordLive(t *testing.T, version, python string) (paths []string) {
	t.Helper()
	for _, profiler := range []string{"cProfile", "profile"} {
		path := filepath.Join(t.TempDir(), profiler+version)
		script := "import sys, " + profiler + "; " + profiler + ".run(sys.argv[1], sys.argv[2])"
		runPython(t, python, "-c", script, liveProgram, path)
		paths = append(paths, path)
	}
	return paths
}

// TestParity compares our reports with those of every installed CPython, over real profiles, the same as we write them, and random sequences
// of operations.
func TestParity(t *testing.T) {
	found := pythons(t)
	if len(found) == 0 {
		t.Skip("needs a CPython from 3.7 on in pyenv's folder (PYENV_ROOT or ~/.pyenv); the golden files are compared in any case")
	}
	files, paths := fixtures(t)
	paths = slices.DeleteFunc(paths, func(path string) bool {
		// The code object in a profile of 3.14 or 3.15 makes CPython 3.13.0 crash.
		newer := strings.HasPrefix(path, "profile/3.14/") || strings.HasPrefix(path, "profile/3.15/")
		return bySampling(path) || newer && !strings.HasSuffix(path, "/text.stats")
	})
	paths = append(paths, written(t, files, paths, t.TempDir())...)
	for version, python := range found {
		paths = append(paths, recordLive(t, version, python)...)
	}
	slices.Sort(paths)
	random := rand.New(rand.NewPCG(3, 13))
	var cases []testCase
	for len(cases) < 400 {
		if c := randomCase(random, paths); !c.addsOneProgramTwice() {
			cases = append(cases, c)
		}
	}
	t.Chdir(profilesFolder)
	ours := make([]string, len(cases))
	for i, c := range cases {
		var err error
		if ours[i], err = c.perform(afero.NewOsFs()); err != nil {
			t.Fatalf("%v: %v", c.Operations, err)
		}
	}
	for version, python := range found {
		t.Run(version, func(t *testing.T) {
			compared := 0
			for i, theirs := range theirReports(t, python, cases) {
				if theirs == nil {
					continue // an exception, such as for a file that only another version can read
				}
				compared++
				if diff := cmp.Diff(*theirs, ours[i]); diff != "" {
					t.Errorf("%v: not as CPython %s prints it (-want +got):\n%s", cases[i].Operations, version, diff)
				}
			}
			t.Logf("%d of %d sequences compared", compared, len(cases))
			if compared < len(cases)/3 {
				t.Errorf("CPython %s reports on %d of %d sequences only", version, compared, len(cases))
			}
		})
	}
}

// theirReports returns what a Python prints for each case, nil where it raises an exception. The working folder is that of the profiles.
func theirReports(t *testing.T, python string, cases []testCase) (reports []*string) {
	t.Helper()
	folder := t.TempDir()
	casesFile, output := filepath.Join(folder, "cases.json"), filepath.Join(folder, "reports.json")
	data, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(casesFile, data, 0o600); err != nil {
		t.Fatal(err)
	}
	runPython(t, python, "../golden/pstats/report.py", casesFile, output)
	data, err = os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &reports); err != nil {
		t.Fatal(err)
	}
	if len(reports) != len(cases) {
		t.Fatalf("%d reports on %d cases from %s", len(reports), len(cases), strings.TrimSpace(python))
	}
	return reports
}

// runPython runs a Python to its end.
func runPython(t *testing.T, python string, arguments ...string) {
	t.Helper()
	environment := append(os.Environ(), "TZ=UTC", "PYTHONDONTWRITEBYTECODE=1")
	command := process.Command{Path: python, Args: arguments, Env: environment}
	if _, err := process.Output(context.Background(), command, process.Limits{Time: 5 * time.Minute, Bytes: 1 << 20}); err != nil {
		t.Fatal(err)
	}
}
