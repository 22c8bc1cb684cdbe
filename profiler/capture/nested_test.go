package capture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// TestNested profiles a program that starts a run of its own. Each has its own profile, and neither can tell.
func TestNested(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, env := range [][]string{nil, {"PYTHONPATH=tools"}, {"PYTHONPATH="}} {
			inner := t.TempDir()
			nested := program{script: "profiles.py", args: []string{self, fakeVariable + "=supervise:" + inner + ":" + i.Path}, env: env}
			got, run, outer := profiled(t, i, nested)
			if diff := cmp.Diff(plain(t, i, program{script: "facts.py", env: env}), got); diff != "" {
				t.Errorf("with %v the inner program differs from plain Python (-plain +profiled):\n%s", env, diff)
			}
			if len(run.Problems) > 0 || len(run.Processes) != 1 {
				t.Errorf("with %v the outer run has problems %v and processes %+v", env, run.Problems, run.Processes)
			}
			checkCalls(t, named(t, load(t, i, outer), "profiles.py", "leaf"), 2, 2)
			kept, err := runs.Read(disk, inner)
			if err != nil || kept.State != runs.Ended || len(kept.Processes) != 1 {
				t.Errorf("with %v the inner run is %+v (%v)", env, kept, err)
			}
			checkCalls(t, named(t, load(t, i, inner), "facts.py", "<module>"), 1, 1)
		}
	})
}

func TestWithoutDriver(t *testing.T) {
	list := func(paths ...string) string { return "PYTHONPATH=" + strings.Join(paths, string(os.PathListSeparator)) }
	driver := filepath.Join("runs", "driver-1234")
	for _, test := range []struct{ env, want []string }{
		{nil, nil},
		{[]string{"A=1", "PYTHONPATH=tools"}, []string{"A=1", "PYTHONPATH=tools"}},
		{[]string{list(driver, "tools")}, []string{list(driver, "tools")}},
		{[]string{"TOTTIME_PARTS=parts", "TOTTIME_OPTIONS=only=f", list(driver), "A=1"}, []string{"A=1"}},
		{[]string{"TOTTIME_PARTS=parts", "TOTTIME_PYTHONPATH=tools", list(driver, "tools")}, []string{"PYTHONPATH=tools"}},
		{[]string{"TOTTIME_PARTS=parts", "TOTTIME_PYTHONPATH=", list(driver)}, []string{"PYTHONPATH="}},
		// What somebody has changed since is theirs.
		{[]string{"TOTTIME_PARTS=parts", "TOTTIME_PYTHONPATH=tools", "PYTHONPATH=others"}, []string{"PYTHONPATH=others"}},
		{[]string{"TOTTIME_PARTS=parts", "TOTTIME_PYTHONPATH=tools"}, nil},
	} {
		if diff := cmp.Diff(test.want, withoutDriver(test.env)); diff != "" {
			t.Errorf("%v without the driver differs (-want +got):\n%s", test.env, diff)
		}
	}
}

// TestProgramThatStartsCProfile profiles a program that has another one profiled by Python. That has its profile; what we can know of it is there, too.
func TestProgramThatStartsCProfile(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		theirs := filepath.Join(t.TempDir(), runs.ProfileFile)
		_, run, folder := profiled(t, i, program{script: "profiles.py", args: []string{"cProfile", theirs}})
		checkCalls(t, named(t, loadFile(t, i, theirs), "counts.py", "fib"), 1, 177)
		functions := load(t, i, folder)
		checkCalls(t, named(t, functions, "profiles.py", "leaf"), 2, 2)
		problems := "profiler-replaced"
		if shared(i) {
			checkCalls(t, named(t, functions, "counts.py", "fib"), 1, 177)
			problems = ""
		}
		if run.Exit.Code != 0 || len(run.Processes) != 2 || problemCodes(run) != problems {
			t.Errorf("it ended as %+v with problems %v and processes %+v", run.Exit, run.Problems, run.Processes)
		}
	})
}
