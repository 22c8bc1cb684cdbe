package capture

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// awaitSnapshots waits until what was measured has been written so many times.
func awaitSnapshots(t *testing.T, folder string, times int) {
	t.Helper()
	calls := int64(0)
	awaitRecorded(t, folder, func(p *recording.Profile) bool {
		if now := p.Calls(); now > calls {
			calls = now
			times--
		}
		return times <= 0
	})
}

// awaitRecorded waits until what was measured so far is as it should be.
func awaitRecorded(t *testing.T, folder string, enough func(*recording.Profile) bool) {
	t.Helper()
	reader, tick := recording.NewReader(disk, folder), time.NewTicker(10*time.Millisecond)
	defer tick.Stop()
	for ; ; <-tick.C {
		p, err := reader.Read()
		if err != nil {
			t.Fatal(err)
		}
		if enough(p) {
			return
		}
	}
}

// TestSnapshots reads what a program has done so far while it runs, and what is left of one that is killed. The figures are those of the program alone.
func TestSnapshots(t *testing.T) {
	eachCase(t, []string{"end", "kill"}, func(t *testing.T, i python.Interpreter, ending string) {
		if ending == "kill" && runtime.GOOS == "windows" {
			return
		}
		stop := filepath.Join(t.TempDir(), "stop")
		o := options(t, i, program{script: "alive.py", args: []string{stop, ending}})
		var out bytes.Buffer
		o.Stdout = &out
		ended := make(chan runs.Run)
		go func() {
			run, err := Supervise(t.Context(), o)
			if err != nil {
				t.Error(err)
			}
			ended <- run
		}()
		awaitSnapshots(t, o.Folder, 3)
		if err := os.WriteFile(stop, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		run := <-ended
		calls := 0
		if _, err := fmt.Sscan(out.String(), &calls); err != nil || !strings.Contains(out.String(), "['MainThread']") {
			t.Fatalf("the program wrote %q (%v)", &out, err)
		}
		functions := load(t, i, o.Folder)
		leaf := named(t, functions, "alive.py", "leaf")
		if len(run.Threads) != 1 || leaf.Cumulative > run.Seconds {
			t.Errorf("leaf took %v s of %v s in %d threads", leaf.Cumulative, run.Seconds, len(run.Threads))
		}
		checkDriverIsAbsent(t, functions)
		if ending == "end" && (leaf.Calls != calls || leaf.Callers["work"] != calls || len(leaf.Callers) != 1 || problemCodes(run) != "") {
			t.Errorf("leaf has %d calls, by %v, want %d by work; problems %v", leaf.Calls, leaf.Callers, calls, run.Problems)
		}
		// A profiler does not tell of work, which has not returned.
		if ending == "kill" && (leaf.Calls > calls || leaf.Calls == 0 || problemCodes(run) != "snapshot" ||
			!strings.Contains(run.Problems[0].Text, "without the calls that had not returned")) {
			t.Errorf("leaf has %d calls of %d, problems %v", leaf.Calls, calls, run.Problems)
		}
	})
}

// TestGarbage has a program collect none by itself: that is not left to the thread which takes snapshots, where finalizers may not be run.
func TestGarbage(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		stop := filepath.Join(t.TempDir(), "stop")
		o := options(t, i, program{script: "collected.py", args: []string{stop}})
		var out bytes.Buffer
		o.Stdout = &out
		ended := make(chan error)
		go func() {
			_, err := Supervise(t.Context(), o)
			ended <- err
		}()
		awaitSnapshots(t, o.Folder, 3)
		if err := errors.Join(os.WriteFile(stop, nil, 0o600), <-ended); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(out.String()); got != "100 0" {
			t.Errorf("of how much garbage there was, and in how many other threads it was collected, the program says %q", got)
		}
	})
}

// TestProgramThatCannotWrite runs a program while nothing can be written, for a while or until its end. The program does not notice.
func TestProgramThatCannotWrite(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot limit itself on Windows")
	}
	type testCase struct {
		args     []string
		problems string
	}
	tests := []testCase{
		{nil, "disk-full"},
		{[]string{"end"}, "nothing-measured"},
		{[]string{"little"}, "disk-full"},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		p := program{script: "full.py", args: test.args}
		got, run, folder := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" || problemCodes(run) != test.problems {
			t.Errorf("full.py %v differs from plain Python, or has other problems (%v):\n%s", test.args, run.Problems, diff)
		}
		if test.args == nil {
			checkCalls(t, named(t, load(t, i, folder), "full.py", "work"), 1, 1)
		}
	})
}
