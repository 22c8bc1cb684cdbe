package capture

import (
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestOriginals compares what a program can find out about the functions in C for which others stand in, and how they fail, with what it finds out under
// plain Python: their descriptions, mocks, copies, tracebacks, and which calls a tracer is told of.
func TestOriginals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such signals on Windows")
	}
	programs := []program{
		{script: "originals.py", args: []string{"described"}},
		{script: "originals.py", args: []string{"failing"}},
		{script: "originals.py", args: []string{"deep"}},
		{script: "originals.py", args: []string{"replaced"}},
		{script: "traced.py"},
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, p := range programs {
			got, run, _ := profiled(t, i, p)
			if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
				t.Errorf("%s of %s differs from plain Python (-plain +profiled):\n%s", p, i.Path, diff)
			}
			if len(run.Problems) > 0 {
				t.Errorf("%s: the problems are %v", p, run.Problems)
			}
		}
	})
}
