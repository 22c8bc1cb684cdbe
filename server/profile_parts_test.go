package server_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// severalParts is a run of three processes, one of which went on as another program.
var severalParts = runs.Run{
	State: runs.Ended, Target: runs.Target{Kind: runs.Script, Path: script}, Exit: &runs.Exit{How: runs.Exited}, Seconds: 3,
	Profiler: "clocks:Profile", SnapshotAge: 0.25,
	Processes: []runs.Process{
		{PID: 7, Parent: 1, Command: []string{"python", "main.py"}, File: "parts/7.stats", Ended: true},
		{PID: 8, Parent: 7, Command: []string{"python", "a.py"}, File: "parts/8-1.stats", Ended: true},
		{PID: 8, Program: 1, Parent: 7, Command: []string{"python", "b.py"}, File: "parts/8.1.stats", SnapshotAge: 0.25},
		{PID: 9, Parent: 7, File: "../../secret.stats", Ended: true},
	},
	Threads: []runs.Thread{
		{ID: 1, Name: "MainThread", Process: 7, File: "parts/7-1.stats"},
		{ID: 2, Name: "worker", Process: 7, File: "parts/7-2.stats"},
		{ID: 3, Name: "idle", Process: 7},
		{ID: 1, Name: "MainThread", Process: 8, File: "parts/8-1.stats"},
		{ID: 2, Name: "MainThread", Process: 8, Program: 1, File: "parts/8-2.stats"},
		{ID: 3, Name: "worker", Process: 8, Program: 1, File: "parts/8-3.stats"},
		{ID: 1, Name: "of no process", Process: 10},
	},
	Repeat:   &runs.Repeat{Runs: 3, Wall: runs.Spread{Min: 1, Median: 2, Max: 3}, Profiled: runs.Spread{Min: 0.1, Median: 0.2, Max: 0.3}},
	Git:      &runs.Git{Commit: "abc", Dirty: true},
	Overhead: &runs.Overhead{PerCall: 1e-7},
}

// The answer says all that is known of a run, and names the files of its parts, which can be opened: they are of the same run.
func TestProfileParts(t *testing.T) {
	thread := func(id, name, file string) protocol.RunThread {
		return protocol.RunThread{ID: id, Name: name, File: file}
	}
	want := &protocol.ProfileRun{
		Target: protocol.Target{Kind: protocol.TargetScript, Path: script}, Name: "main.py", Python: " ", Started: unknownStart,
		Ending: protocol.EndingExited, Seconds: 3, SnapshotAge: 0.25, Profiler: "clocks:Profile",
		Repeat: &protocol.RunRepeat{
			Runs: 3, Wall: protocol.Spread{Min: 1, Median: 2, Max: 3}, Profiled: protocol.Spread{Min: 0.1, Median: 0.2, Max: 0.3},
		},
		Git: &protocol.RunGit{Commit: "abc", Dirty: true}, Overhead: &protocol.RunOverhead{PerCall: 1e-7},
		Processes: protocol.List[protocol.RunProcess]{
			{PID: 7, Parent: 1, Command: protocol.List[string]{"python", "main.py"}, File: "/runs/1/parts/7.stats", Ended: true, Threads: protocol.List[protocol.RunThread]{
				thread("1", "MainThread", "/runs/1/parts/7-1.stats"), thread("2", "worker", "/runs/1/parts/7-2.stats"), thread("3", "idle", ""),
			}},
			{PID: 8, Parent: 7, Command: protocol.List[string]{"python", "a.py"}, File: "/runs/1/parts/8-1.stats", Ended: true, Threads: protocol.List[protocol.RunThread]{
				thread("1", "MainThread", "/runs/1/parts/8-1.stats"),
			}},
			{PID: 8, Parent: 7, Command: protocol.List[string]{"python", "b.py"}, File: "/runs/1/parts/8.1.stats", SnapshotAge: 0.25, Threads: protocol.List[protocol.RunThread]{
				thread("2", "MainThread", "/runs/1/parts/8-2.stats"), thread("3", "worker", "/runs/1/parts/8-3.stats"),
			}},
			{PID: 9, Parent: 7, Ended: true},
		},
	}
	parts := map[string]*protocol.RunPart{
		"profile.stats":     nil,
		"parts/7.stats":     {PID: 7},
		"parts/7-2.stats":   {PID: 7, Thread: "2", Name: "worker"},
		"parts/8-1.stats":   {PID: 8, Thread: "1", Name: "MainThread"}, // the process, too
		"parts/8.1.stats":   {PID: 8},
		"parts/8-3.stats":   {PID: 8, Thread: "3", Name: "worker"},
		"parts/other.stats": nil,
		"copy/7.stats":      nil,
		"parts/7/7.stats":   nil,
	}
	ofNoRun := []string{"parts/other.stats", "copy/7.stats", "parts/7/7.stats"}
	for file, part := range parts {
		t.Run(file, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.write("/runs/1/"+file, string(encodeProfile(t, shopEntries...)))
				writeRun(severalParts)(t, w)
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
				opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/runs/1/" + file})
				want := *want
				if want.Part = part; slices.Contains(ofNoRun, file) {
					if opened.Run != nil {
						t.Errorf("it is of the run %+v", opened.Run)
					}
					return
				}
				if diff := cmp.Diff(&want, opened.Run, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("the run differs (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// unknownStart is what the zero time is on the wire.
const unknownStart = -62135596800

// A run of very many processes and threads is told in part: what can be opened is there.
func TestVeryManyParts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run := runs.Run{State: runs.Ended}
		for pid := range 1000 {
			process := runs.Process{PID: pid, Command: slices.Repeat([]string{"word"}, 500), Ended: true}
			for id := range 3 {
				thread := runs.Thread{ID: id + 1, Name: "worker", Process: pid}
				if pid >= 900 {
					thread.File = fmt.Sprintf("parts/%d-%d.stats", pid, id)
					process.File = fmt.Sprintf("parts/%d.stats", pid)
				}
				run.Threads = append(run.Threads, thread)
			}
			run.Processes = append(run.Processes, process)
		}
		w := newWorld(t)
		w.write(shopProfile, string(encodeProfile(t, shopEntries...)))
		writeRun(run)(t, w)
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		processes := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: shopProfile}).Run.Processes
		threads := 0
		for _, process := range processes {
			threads += len(process.Threads)
		}
		if len(processes) != 256 || threads != 256 || processes[0].PID != 900 || processes[0].Threads[2].File != "/runs/1/parts/900-2.stats" || len(processes[0].Command) != 100 {
			t.Errorf("%d processes with %d threads, the first is %+v", len(processes), threads, processes[0])
		}
	})
}
