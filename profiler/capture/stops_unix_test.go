//go:build unix

package capture

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestStoppedProgram checks that a program that was stopped for a while goes on as without a profiler.
func TestStoppedProgram(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		p := program{script: "stops.py"}
		want := plain(t, i, p)
		got, _, kept := profiled(t, i, p)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
		}
		if calls := named(t, load(t, i, kept), "stops.py", "work").Calls; calls != 2 {
			t.Errorf("work was called %d times", calls)
		}
	})
}
