package capture

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestOwnThread checks that the driver keeps no signal from the program, and that its thread takes none and is not there when the program forks.
func TestOwnThread(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		p := program{script: "masks.py"}
		got, _, _ := profiled(t, i, p)
		want := plain(t, i, p)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
		}
	})
}
