package capture

import (
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestThreadsThatFork has several threads fork at once: none waits for another forever, and none is taken for one that is to end.
func TestThreadsThatFork(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no fork on Windows")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, how := range []string{"forks", "subprocess", "hooks", "signals"} {
			// Python warns of some of these forks, in one thread or in several.
			p := program{script: "forkers.py", args: []string{how}, env: []string{"PYTHONWARNINGS=ignore"}}
			got, run, folder := profiled(t, i, p)
			if diff := cmp.Diff(plain(t, i, p), got); diff != "" || problemCodes(run) != "" {
				t.Errorf("%s differs from plain Python, or has problems (%v):\n%s", how, run.Problems, diff)
			}
			calls := 0
			for _, f := range load(t, i, folder) {
				if f.Name == "leaf" {
					calls += f.Calls
				}
			}
			if calls != 16 {
				t.Errorf("%s: leaf was called %d times, want 16", how, calls)
			}
		}
	})
}
