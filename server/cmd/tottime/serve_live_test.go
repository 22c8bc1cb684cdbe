package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tottime/protocol"
	"tottime/server/servertest"
)

// busy works in two threads and in a child process until the file exists that its argument names.
const busy = `import os, subprocess, sys, threading, time

def tick():
    pass

def work():
    while not os.path.exists(sys.argv[1]):
        tick()
        time.sleep(0.01)

if len(sys.argv) == 2:
    child = subprocess.Popen([sys.executable, sys.argv[0], sys.argv[1], "child"])
    thread = threading.Thread(target=work, name="helper")
    thread.start()
    work()
    thread.join()
    child.wait()
else:
    work()
`

// callsOf is how often a function was called in a profile, 0 when it is not there.
func callsOf(s served, profile, name string) int {
	rows := servertest.MustCall(s.Editor, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: profile, Filter: protocol.Filter{Text: name}, Limit: 100}).Rows
	for _, row := range rows {
		if row.Name == name {
			return *row.Calls
		}
	}
	return 0
}

// What programs have measured can be looked at while they run, on the oldest Python there is and on the newest; afterwards so can each of their threads. One that
// is discarded ends with all its processes and leaves nothing behind.
func TestServeRunningRuns(t *testing.T) {
	s := serve(t, buildTottime(t))
	folder := t.TempDir()
	script, goOn := filepath.Join(folder, "busy.py"), filepath.Join(folder, "go on")
	if err := os.WriteFile(script, []byte(busy), 0o644); err != nil {
		t.Fatal(err)
	}
	s.Initialize(protocol.InitializationOptions{Trusted: true, RunsFolder: filepath.Join(folder, "runs")})
	target := protocol.Target{Kind: protocol.TargetScript, Path: script, Args: protocol.List[string]{goOn}}
	runs := map[string]protocol.RunStartResult{} // by the version of Python
	for _, python := range oldestAndNewest(t, s) {
		runs[python.Version] = servertest.MustCall(s.Editor, protocol.RunStart, protocol.RunStartParams{Target: target, Python: python.Path})
	}
	unwanted := servertest.MustCall(s.Editor, protocol.RunStart, protocol.RunStartParams{Target: target})
	for version, started := range runs {
		t.Run("running on "+version, func(t *testing.T) { lookAtRunning(t, s, started.Run) })
	}
	t.Run("discarded", func(t *testing.T) { discard(t, s, unwanted) })
	if err := os.WriteFile(goOn, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for version, started := range runs {
		t.Run("ended on "+version, func(t *testing.T) { lookAtEnded(t, s, started.Run) })
	}
}

// oldestAndNewest are the interpreters to test with.
func oldestAndNewest(t *testing.T, s served) []protocol.Interpreter {
	found := servertest.MustCall(s.Editor, protocol.PythonList, protocol.PythonListParams{}).Interpreters
	found = slices.DeleteFunc(found, func(python protocol.Interpreter) bool { return !python.Supported })
	if len(found) == 0 {
		t.Skip("no Python was found")
	}
	slices.SortStableFunc(found, func(a, b protocol.Interpreter) int { return cmp.Compare(minor(a), minor(b)) })
	return []protocol.Interpreter{found[0], found[len(found)-1]}
}

// minor is the second part of an interpreter's version.
func minor(python protocol.Interpreter) int {
	number, _ := strconv.Atoi(strings.Split(python.Version, ".")[1])
	return number
}

// lookAtRunning opens what busy has measured twice.
func lookAtRunning(t *testing.T, s served, run string) {
	servertest.Await(s.Editor, protocol.RunProgress, func(p protocol.RunProgressParams) bool {
		now := p.Statistics
		return p.Run == run && now != nil && now.Processes == 2 && now.Threads == 3 && now.Calls > 10 && now.Functions > 2 && now.SnapshotAge < p.Seconds
	})
	first := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: run})
	if !first.Run.Running || first.Run.Ending != "" || len(first.Problems) > 0 || len(first.Notes) != 1 || first.Run.SnapshotAge >= first.Run.Seconds {
		t.Errorf("opened %+v of %+v", first, first.Run)
	}
	checkOverhead(t, first)
	ticks := callsOf(s, first.Profile, "tick")
	if ticks == 0 || callsOf(s, first.Profile, "work") != 0 {
		t.Errorf("%d calls of tick and %d of work, which has not returned", ticks, callsOf(s, first.Profile, "work"))
	}
	names := map[string]int{}
	for _, process := range first.Run.Processes {
		for _, thread := range process.Threads {
			names[thread.Name]++
		}
	}
	if len(first.Run.Processes) != 2 || names["MainThread"] != 2 || names["helper"] != 1 {
		t.Errorf("%d processes with the threads %v", len(first.Run.Processes), names)
	}
	servertest.Await(s.Editor, protocol.RunProgress, func(p protocol.RunProgressParams) bool {
		return p.Run == run && p.Statistics != nil && p.Statistics.Calls > *first.Calls
	})
	second := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: run})
	if more := callsOf(s, second.Profile, "tick"); more <= ticks || callsOf(s, first.Profile, "tick") != ticks {
		t.Errorf("%d calls of tick, then %d; the first profile has %d now", ticks, more, callsOf(s, first.Profile, "tick"))
	}
}

// lookAtEnded opens what busy has measured in the end, and one of its threads.
func lookAtEnded(t *testing.T, s served, run string) {
	ended := servertest.Await(s.Editor, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == run })
	if ended.Ending != protocol.EndingExited || ended.ExitCode != 0 || len(ended.Problems) > 0 {
		t.Errorf("ended %+v", ended)
	}
	whole := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: run})
	if whole.Run.Running || whole.Path != ended.Profile || callsOf(s, whole.Profile, "work") != 3 {
		t.Errorf("opened %+v, %d calls of work", whole, callsOf(s, whole.Profile, "work"))
	}
	checkOverhead(t, whole)
	ticks := 0
	for _, process := range whole.Run.Processes {
		for _, thread := range process.Threads {
			part := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: thread.File})
			if got := part.Run.Part; got == nil || got.PID != process.PID || got.Thread != thread.ID || got.Name != thread.Name {
				t.Errorf("the part %s is %+v", thread.File, got)
			}
			checkOverhead(t, part)
			if callsOf(s, part.Profile, "work") != 1 {
				t.Errorf("%s called work %d times", thread.Name, callsOf(s, part.Profile, "work"))
			}
			ticks += callsOf(s, part.Profile, "tick")
		}
	}
	if all := callsOf(s, whole.Profile, "tick"); ticks != all {
		t.Errorf("the threads called tick %d times, all of them %d times", ticks, all)
	}
}

// checkOverhead makes sure that it is known what it cost to record a profile.
func checkOverhead(t *testing.T, opened protocol.ProfileOpenResult) {
	t.Helper()
	if o := opened.Overhead; o == nil || o.PerCall <= 0 || o.Seconds <= 0 || o.Seconds > opened.Seconds || o.Share <= 0 || o.Share > 1 {
		t.Errorf("of %v s the overhead is %+v", opened.Seconds, o)
	}
}

// discard has a run discarded that goes on.
func discard(t *testing.T, s served, started protocol.RunStartResult) {
	servertest.Await(s.Editor, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Run == started.Run && p.Statistics != nil })
	servertest.MustCall(s.Editor, protocol.RunStop, protocol.RunStopParams{Run: started.Run, Discard: true})
	ended := servertest.Await(s.Editor, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == started.Run })
	if ended.Ending != protocol.EndingCancelled || ended.Profile != "" || len(ended.Problems) > 0 {
		t.Errorf("ended %+v", ended)
	}
	if _, err := os.Stat(started.Folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("its folder is left: %v", err)
	}
}
