package pstats

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"tottime/profiler/process"
)

// dialect is what tells a Python's pstats from others'.
type dialect struct {
	ordered    bool // dicts keep their order
	hasSortKey bool // 3.7
	hasProfile bool // get_stats_profile, 3.9
}

// dialects are those of the Pythons whose profiles are committed.
var dialects = map[string]dialect{
	"2.7": {},
	"3.6": {ordered: true},
	"3.7": {ordered: true, hasSortKey: true},
	"3.8": {ordered: true, hasSortKey: true},
}

func init() {
	for _, version := range versions {
		if _, known := dialects[version]; !known {
			dialects[version] = dialect{ordered: true, hasSortKey: true, hasProfile: true}
		}
	}
}

// interpreters returns the CPythons that pyenv has installed, by version.
func interpreters(t *testing.T) map[string]string {
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
	version := regexp.MustCompile(`^\d\.\d+`)
	for _, path := range paths {
		if v := version.FindString(filepath.Base(filepath.Dir(filepath.Dir(path)))); v != "" {
			found[v] = path
		}
	}
	return found
}

// theirReport is what a Python's pstats did with a testCase.
type theirReport struct {
	Printed string `json:"printed"`
	Error   string `json:"error"` // the exception that it raised
}

// theirReports returns what a Python's pstats does with each case. Paths are relative to testdata/profiles.
func theirReports(t *testing.T, python string, cases []testCase) (reports []theirReport) {
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
	runPython(t, python, goldenFolder+"/report.py", casesFile, output)
	data, err = os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &reports); err != nil {
		t.Fatal(err)
	}
	if len(reports) != len(cases) {
		t.Fatalf("%d reports on %d cases from %s", len(reports), len(cases), python)
	}
	return reports
}

// recordLive profiles programs that use much of the standard library with both profilers of a Python and returns the files.
func recordLive(t *testing.T, python string) []string {
	t.Helper()
	folder := t.TempDir()
	runPython(t, python, "-W", "ignore", profilesFolder+"/record_live.py", folder)
	paths, _ := filepath.Glob(folder + "/*.stats")
	if len(paths) < 10 {
		t.Fatalf("%s recorded %d profiles", python, len(paths))
	}
	return paths
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
