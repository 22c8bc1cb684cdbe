package capture

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/python"
)

// useSharedEngine makes the driver record as it does where Python has not the private names that the better way needs.
const useSharedEngine = `
import sys
sys.path.insert(0, sys.argv[1])
import marshal, threading, tottime_hook, tottime_options, tottime_recording
problems = set()
engine = tottime_hook.SharedEngine(problems, set(), tottime_options.Options(""))
functions = tottime_recording.Functions(sys.argv[1], "/", engine.stand_ins)
def leaf():
    pass
def work():
    for _ in range(50):
        leaf()
engine.begin()
work()
alone = sorted(problems)
thread = threading.Thread(target=print)
thread.start()
thread.join()
engine.stop()
rows = [row for _, entries in engine.recorded() for row in tottime_recording.rows(entries, functions)]
names = {place: marshal.loads(function)[2] for place, function in enumerate(functions.table)}
print(alone, sorted(problems), sorted((names[row[0]], row[1]) for row in map(marshal.loads, rows) if names[row[0]] in ("leaf", "work")))
`

func TestSharedEngine(t *testing.T) {
	driver, err := filepath.Abs("driver")
	if err != nil {
		t.Fatal(err)
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		if !shared(i) {
			t.Skip("it is for Python 3.12 and newer")
		}
		text, err := process.Output(t.Context(), process.Command{Path: i.Path, Args: []string{"-B", "-c", useSharedEngine, driver}}, process.Limits{Time: time.Minute, Bytes: 1 << 20})
		want := "[] ['threads-mixed'] [('leaf', 50), ('work', 1)]"
		if got := strings.TrimSpace(string(text)); err != nil || got != want {
			t.Errorf("it says %q (%v), want %q", got, err, want)
		}
	})
}

// takeSnapshots has snapshots take given times, and shows how long it is until the next one; then it shows of how many functions one is taken
// when a program has had how much time since it began, or since there was a snapshot of some of them.
const takeSnapshots = `
import sys
sys.path.insert(0, sys.argv[1])
import tottime_recorder, tottime_snapshots

clocks = {"thread": 5.0, "program": 7.0}
tottime_snapshots.thread_time = lambda: clocks["thread"]
tottime_snapshots.programs_time = tottime_recorder.programs_time = lambda: clocks["program"]

def due(seconds, early=None, error=None):
    def take():
        clocks["thread"] += seconds
        clocks["program"] += 2 * seconds
        if error:
            raise error
        return early
    snapshots = tottime_snapshots.Snapshots(take, None)
    try:
        snapshots._take()
    except OSError:
        pass
    return round(snapshots.due - clocks["program"], 3), snapshots.wait

print(due(0.001), due(0.01), due(0.001, 2.5), due(0.02, error=OSError()))

class Engine:
    def recorded(self):
        return [(None, range(self.functions)), (None, range(100))]

def first(functions, age, told=0):
    recorder = tottime_recorder.Recorder.__new__(tottime_recorder.Recorder)
    recorder.engine, recorder.begun, recorder.told = Engine(), True, told
    recorder.engine.functions, recorder.had, written = functions, clocks["program"] - age, []
    recorder._write = lambda *arguments: written.append(arguments[1])
    early = recorder._snapshot()
    return written or round(early, 2)

print(first(100, 0.2), first(4900, 0.2), first(4900, 1.6), first(9900, 1.6), first(9900, 0.01, 10000))
`

// TestCostOfSnapshots checks the bound of what snapshots cost a program: a 150th of its time, a 50th for the first one.
func TestCostOfSnapshots(t *testing.T) {
	driver, err := filepath.Abs("driver")
	if err != nil {
		t.Fatal(err)
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		text, err := process.Output(t.Context(), process.Command{Path: i.Path, Args: []string{"-B", "-c", takeSnapshots, driver}}, process.Limits{Time: time.Minute, Bytes: 1 << 20})
		want := "(0.15, 0.5) (1.5, 0.5) (2.5, 2.5) (3.0, 0.5)\n['snapshot'] 1.3 ['snapshot'] 1.4 ['snapshot']"
		if got := strings.TrimSpace(string(text)); err != nil || got != want {
			t.Errorf("it says %q (%v), want %q", got, err, want)
		}
	})
}

// endSnapshots has a signal end the thread for snapshots just before that begins.
const endSnapshots = `
import os, signal, sys, threading, time
sys.path.insert(0, sys.argv[1])
import tottime_snapshots

started = tottime_snapshots._started

def begin_late(function):
    def run():
        while not snapshots.thread.begun:
            time.sleep(0.001)
        while snapshots.wanted:  # the signal may come before the main thread waits, which does not notice it then
            os.kill(os.getpid(), signal.SIGUSR1)
            time.sleep(0.001)
        function()
    return started(run)

tottime_snapshots._started = begin_late
snapshots = tottime_snapshots.Snapshots(lambda: None, None)
signal.signal(signal.SIGUSR1, lambda number, frame: snapshots.stop())
snapshots.start()
print(snapshots.thread, len(sys._current_frames()))
`

func TestSnapshotsThatHaveNotBegun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no such signal on Windows")
	}
	driver, err := filepath.Abs("driver")
	if err != nil {
		t.Fatal(err)
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		text, err := process.Output(t.Context(), process.Command{Path: i.Path, Args: []string{"-B", "-c", endSnapshots, driver}}, process.Limits{Time: time.Minute, Bytes: 1 << 20})
		if got := strings.TrimSpace(string(text)); err != nil || got != "None 1" {
			t.Errorf("it says %q (%v), want \"None 1\"", got, err)
		}
	})
}
