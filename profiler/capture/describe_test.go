package capture

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/callgraph"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// noon is when the processes of the tests below start.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// recorded is a process measured so many seconds after it started.
func recorded(pid int, seconds float64, ended bool, threads ...string) recording.Process {
	p := recording.Process{
		PID: pid, Parent: 1, Command: []string{"python", "shop.py"}, Profiler: "cprofile", Started: noon,
		Taken: noon.Add(time.Duration(seconds * float64(time.Second))), Ended: ended,
	}
	for i, name := range threads {
		p.Threads = append(p.Threads, recording.Thread{ID: i + 1, Name: name})
	}
	return p
}

// snapshotOf is what these processes make of a run that has been going on for two seconds.
func snapshotOf(processes ...recording.Process) runs.Run {
	run := runs.Run{State: runs.Running, Profiler: "cprofile"}
	Snapshot(&run, &recording.Profile{Graph: callgraph.NewBuilder().Graph(), Processes: processes}, noon.Add(2*time.Second))
	return run
}

func TestSnapshot(t *testing.T) {
	command := []string{"python", "shop.py"}
	after := recorded(4, 1.75, false, "MainThread")
	after.Threads[0].ID = 2
	after.Started = noon.Add(time.Second)
	after.Problems = []string{"threads-mixed", "not-started"}
	got := snapshotOf(recorded(3, 1.5, false, "MainThread", "worker"), recorded(4, .5, true, "MainThread"), after)
	want := runs.Run{
		State: runs.Running, Profiler: "cprofile", SnapshotAge: .25,
		Processes: []runs.Process{
			{PID: 3, Parent: 1, Command: command, SnapshotAge: .5}, {PID: 4, Parent: 1, Command: command, Ended: true},
			{PID: 4, Program: 1, Parent: 1, Command: command, SnapshotAge: .25},
		},
		Threads: []runs.Thread{
			{ID: 1, Name: "MainThread", Process: 3}, {ID: 2, Name: "worker", Process: 3}, {ID: 1, Name: "MainThread", Process: 4},
			{ID: 2, Name: "MainThread", Process: 4, Program: 1},
		},
		Problems: []runs.Problem{{Code: "threads-mixed"}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(runs.Problem{}, "Text")); diff != "" {
		t.Errorf("the run differs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(runs.Run{State: runs.Running, Profiler: "cprofile"}, snapshotOf()); diff != "" {
		t.Errorf("without processes (-want +got):\n%s", diff)
	}
}

// What has a profile of its own is listed, however many others there are.
func TestLongLists(t *testing.T) {
	var many []recording.Process
	for pid := range mostListed + 10 {
		many = append(many, recorded(pid+2, 1, true, fmt.Sprint(pid)))
	}
	last := &many[len(many)-1]
	last.File, last.Threads[0].File = "parts/1.stats", "parts/1-1.stats"
	run := snapshotOf(many...)
	if len(run.Processes) != mostListed || len(run.Threads) != mostListed {
		t.Fatalf("%d processes and %d threads are listed", len(run.Processes), len(run.Threads))
	}
	if run.Processes[0].PID != last.PID || run.Threads[0].Process != last.PID || run.Processes[1].PID != many[0].PID || !strings.HasPrefix(run.Threads[0].File, "parts/") {
		t.Errorf("the first are %+v and %+v", run.Processes[:2], run.Threads[0])
	}
}
