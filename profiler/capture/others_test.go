package capture

import (
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestToolsOfTheProgram has a program use all tools that sys.monitoring has left: that is one less than there are.
func TestToolsOfTheProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no fork on Windows")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		if !shared(i) {
			return
		}
		p := program{script: "tools.py", env: []string{"PYTHONWARNINGS=ignore"}}
		got, run, folder := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
			t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
		}
		if len(run.Problems) > 0 {
			t.Errorf("the problems are %v", run.Problems)
		}
		checkCalls(t, named(t, load(t, i, folder), "tools.py", "leaf"), 4, 4)
	})
}

// TestProfilerOfThreads says so where threads are not recorded because the program gives them a profiler.
func TestProfilerOfThreads(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		got, run, _ := profiled(t, i, program{script: "hooks.py"})
		if want := map[bool]string{true: "", false: "profiler-replaced"}[shared(i)]; got.Stdout != "True\n" || problemCodes(run) != want {
			t.Errorf("it wrote %s and %s, with problems %v", quoted(got.Stdout), quoted(got.Stderr), run.Problems)
		}
	})
}
