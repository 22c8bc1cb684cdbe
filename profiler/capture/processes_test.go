package capture

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// childrenWay is a way to have other processes work.
type childrenWay struct {
	way       string
	calls     int // of leaf
	processes int // at least; multiprocessing has helpers
	unixOnly  bool
	missing   string // the Pythons that do not have it
}

// childrenWays are the ways in which children.py has other processes work, each of which calls leaf seven times.
var childrenWays = []childrenWay{
	{way: "work", calls: 7, processes: 1},
	{way: "fork", calls: 7, processes: 2, unixOnly: true},
	{way: "fork-exit", calls: 7, processes: 2, unixOnly: true},
	{way: "fork-in-thread", calls: 7, processes: 2, unixOnly: true},
	{way: "forkpty", calls: 7, processes: 2, unixOnly: true},
	{way: "process-fork", calls: 7, processes: 2, unixOnly: true},
	{way: "process-spawn", calls: 7, processes: 2},
	{way: "process-forkserver", calls: 7, processes: 3, unixOnly: true},
	{way: "pool-fork", calls: 14, processes: 3, unixOnly: true},
	{way: "pool-spawn", calls: 14, processes: 3},
	{way: "pools", calls: 280, processes: 41, unixOnly: true},
	{way: "futures", calls: 7, processes: 2},
	{way: "killed", calls: 7, processes: 2, unixOnly: true},
	{way: "subprocess", calls: 7, processes: 2},
	{way: "subprocess-env", calls: 7, processes: 2},
	{way: "subprocess-empty", calls: 7, processes: 2, unixOnly: true},
	{way: "subprocess-preexec", calls: 7, processes: 2, unixOnly: true},
	{way: "subprocess-code", calls: 7, processes: 2},
	{way: "subprocess-module", calls: 7, processes: 2},
	{way: "subprocess-stdin", calls: 7, processes: 2},
	{way: "subprocess-changed", calls: 7, processes: 2},
	{way: "system", calls: 7, processes: 2, unixOnly: true},
	{way: "spawnv", calls: 7, processes: 2},
	{way: "spawnve", calls: 7, processes: 2, unixOnly: true},
	{way: "posix_spawn", calls: 7, processes: 2, unixOnly: true, missing: "3.6. 3.7."},
	{way: "exec", calls: 7, processes: 2, unixOnly: true},
	{way: "execve", calls: 7, processes: 2, unixOnly: true},
	{way: "unmeasured", calls: 0, processes: 1},
	{way: "told", calls: 0, processes: 4},
}

// ownNumber is what differs from process to process.
var ownNumber = regexp.MustCompile(`\(pid=[0-9]+\)`)

// TestChildren has a program start other Python processes in every way there is: all of them are recorded, and none can tell.
func TestChildren(t *testing.T) {
	eachCase(t, childrenWays, func(t *testing.T, i python.Interpreter, test childrenWay) {
		t.Run(test.way, func(t *testing.T) {
			if test.unixOnly && runtime.GOOS == "windows" {
				t.Skip("not on Windows")
			}
			if isAmong(i, test.missing) {
				t.Skipf("not in Python %s", i.Version)
			}
			p := program{script: "children.py", args: []string{test.way}}
			got, run, folder := profiled(t, i, p)
			want := plain(t, i, p)
			for _, o := range []*outcome{&got, &want} {
				o.Stderr = ownNumber.ReplaceAllString(o.Stderr, "")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
			}
			if problemCodes(run) != "" || len(run.Processes) < test.processes {
				t.Errorf("%d processes, problems %v; want at least %d and none", len(run.Processes), run.Problems, test.processes)
			}
			functions := load(t, i, folder)
			if calls := callsOf(functions, "leaf"); calls != test.calls {
				t.Errorf("leaf was called %d times, want %d", calls, test.calls)
			}
			for _, f := range functions {
				if strings.Contains(f.File, driverPrefix) {
					t.Errorf("%s of %s:%d is in the profile, with %d calls", f.Name, f.File, f.Line, f.Calls)
				}
			}
		})
	})
}

// callsOf adds up the calls of a function of children.py, which is another file to some children.
func callsOf(functions []function, name string) (calls int) {
	for _, f := range functions {
		if f.Name == name && filepath.Base(f.File) == "children.py" {
			calls += f.Calls
		}
	}
	return calls
}

// isAmong tells whether an interpreter's version begins with one of the words.
func isAmong(i python.Interpreter, beginnings string) bool {
	for _, beginning := range strings.Fields(beginnings) {
		if strings.HasPrefix(i.Version, beginning) {
			return true
		}
	}
	return false
}

// TestChildrenLeftAlone does not record other processes when that is not wanted.
func TestChildrenLeftAlone(t *testing.T) {
	eachCase(t, []string{"fork", "process-spawn", "subprocess-env", "told"}, func(t *testing.T, i python.Interpreter, way string) {
		if way == "fork" && runtime.GOOS == "windows" {
			return
		}
		o := options(t, i, program{script: "children.py", args: []string{way}})
		o.NoChildren = true
		run, err := Supervise(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Processes) != 1 || problemCodes(run) != "" || callsOf(load(t, i, o.Folder), "leaf") != 0 {
			t.Errorf("%s: %d processes were recorded, problems %v", way, len(run.Processes), run.Problems)
		}
	})
}

// TestChildOfAnUnsupportedPython starts an old Python, which must not notice that its parent is recorded.
func TestChildOfAnUnsupportedPython(t *testing.T) {
	t.Parallel()
	old := oldPython(t)
	const code = `import os, sys; print(sys.version_info[0], os.environ.get("PYTHONPATH"), [n for n in os.environ if n.startswith("TOTTIME_P")], sys.path[1:2])`
	for _, env := range [][]string{nil, {"PYTHONPATH=/no/such"}} {
		p := program{script: "calls.py", args: []string{old, "-c", code}, env: env}
		i := anyPython(t)
		got, run, _ := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" || !strings.HasPrefix(got.Stdout, "(2, ") {
			t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
		}
		if problemCodes(run) != "" || len(run.Processes) != 1 {
			t.Errorf("%d processes, problems %v", len(run.Processes), run.Problems)
		}
	}
}

// oldPython is the path of a Python 2 on this machine.
func oldPython(t *testing.T) string {
	t.Helper()
	for _, pattern := range []string{filepath.Join(os.Getenv("PYENV_ROOT"), "versions", "2.7*", "bin", "python2"), filepath.Join(os.Getenv("HOME"), ".pyenv", "versions", "2.7*", "bin", "python2"), "/usr/bin/python2"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return found[0]
		}
	}
	t.Skip("there is no Python 2 on this machine")
	return ""
}

// TestProcessesOfARun checks what a run tells of its processes and threads.
func TestProcessesOfARun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no fork on Windows")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		_, run, _ := profiled(t, i, program{script: "children.py", args: []string{"fork-in-thread"}})
		if len(run.Processes) != 2 || run.Processes[0].PID == run.Processes[1].PID {
			t.Fatalf("the processes are %+v", run.Processes)
		}
		child, parent := childOf(run)
		if child.Parent != parent.PID || !strings.HasSuffix(strings.Join(child.Command, " "), "children.py fork-in-thread") {
			t.Errorf("the child is %+v, its parent %d", child, parent.PID)
		}
		var names []string
		for _, thread := range run.Threads {
			if thread.Process == parent.PID {
				names = append(names, thread.Name)
			}
		}
		if diff := cmp.Diff([]string{"MainThread", "forks"}, names); diff != "" {
			t.Errorf("the threads differ (-want +got):\n%s", diff)
		}
	})
}

func childOf(run runs.Run) (child, parent runs.Process) {
	child, parent = run.Processes[0], run.Processes[1]
	if parent.Parent == child.PID {
		return parent, child
	}
	return child, parent
}
