package server_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// work is what the process of a test has called after so many rounds.
func work(rounds int64) []entry {
	return []entry{{script, 1, "main", 1, 1, 0.25, 1}, {script, 3, "work", 10 * rounds, rounds, 0.5 * float64(rounds), 0.75}}
}

// measuring is a supervisor whose program takes a snapshot after 0.8 seconds and another one as much later, and then runs until it is asked to stop.
func measuring(s *supervisor) {
	s.begin()
	for round := range 2 {
		s.work(800 * time.Millisecond)
		s.world.record(s.folder, recorded{pid: 7, started: s.run.Started, now: time.Now(), threads: []string{"MainThread"}, functions: work(int64(round) + 1)})
	}
	s.world.record(s.folder, recorded{pid: 8, started: s.run.Started, now: s.run.Started, ended: true, threads: []string{"MainThread", "Thread-1"}, functions: work(1)})
	s.world.record(s.folder, recorded{pid: 9, started: s.run.Started, now: s.run.Started, ended: true})
	s.work(time.Hour)
	s.end(runs.Exit{How: runs.Stopped, Code: 130})
}

// runMeasuring is an editor whose program has been running for that long.
func runMeasuring(t *testing.T, seconds float64) (*world, *servertest.Editor, protocol.RunStartResult) {
	w := newWorld(t)
	w.program = measuring
	e := servertest.Open(t, w.Options, trusted)
	started := servertest.MustCall(e, protocol.RunStart, runParams)
	servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Seconds > seconds })
	return w, e, started
}

// Progress tells what has been measured: nothing before the first snapshot, then the newest with its age.
func TestRunStatistics(t *testing.T) {
	want := map[string]*protocol.RunStatistics{
		"0.5": nil,
		"1.5": {Functions: 2, Calls: 11, Self: 0.75, Processes: 1, Threads: 1, SnapshotAge: 0.7},
		"2.5": {Functions: 2, Calls: 43, Self: 2.75, Processes: 2, Threads: 3, SnapshotAge: 0.9},
		"4.5": {Functions: 2, Calls: 43, Self: 2.75, Processes: 2, Threads: 3, SnapshotAge: 2.9},
	}
	synctest.Test(t, func(t *testing.T) {
		_, e, started := runMeasuring(t, 4.9)
		got := map[string]*protocol.RunStatistics{}
		for _, p := range servertest.Received(e, protocol.RunProgress) {
			got[time.Duration(p.Seconds*float64(time.Second)).Round(100*time.Millisecond).String()] = p.Statistics
		}
		for at, statistics := range want {
			if diff := cmp.Diff(statistics, got[at+"s"], cmp.Comparer(near)); diff != "" {
				t.Errorf("after %s seconds (-want +got):\n%s", at, diff)
			}
		}
		stopRun(e, started)
		awaitEnd(e, started.Run)
	})
}

// near tells whether two times are equal, as far as the intervals at which a run is looked at go.
func near(a, b float64) bool { return max(a-b, b-a) <= 0.11 }

// slow is a file system where a recording takes an hour to open.
type slow struct{ afero.Fs }

func (f slow) Open(name string) (afero.File, error) {
	if strings.HasSuffix(name, ".rec") {
		time.Sleep(time.Hour)
	}
	return f.Fs.Open(name)
}

// However long it takes to read what was measured, the client hears that the run goes on, can stop it and learns at once that it has ended.
func TestSlowRecording(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = measuring
		w.Options.Files = slow{w.Files}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Seconds > 3.9 })
		if n := len(servertest.Received(e, protocol.RunProgress)); n < 6 {
			t.Errorf("%d reports in 4 seconds", n)
		}
		opening := servertest.Go(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: started.Run})
		synctest.Wait()
		opening.Cancel()
		_, err := opening.Wait()
		checkError(t, err, protocol.CodeRequestCancelled, "profile/open: cancelled")
		asked := time.Now()
		stopRun(e, started)
		if ended := awaitEnd(e, started.Run); ended.Ending != protocol.EndingStopped || time.Since(asked) > time.Second {
			t.Errorf("ended %+v after %v", ended, time.Since(asked))
		}
		time.Sleep(2 * time.Hour) // in the bubble, until the read is over
	})
}

// What has been measured is read no more often than is good for the machine.
func TestReadsOfLargeRecordings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = measuring
		reads := 0
		w.Options.Files = counted{w.Files, &reads}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Seconds > 50 })
		stopRun(e, started)
		awaitEnd(e, started.Run)
		synctest.Wait()
		if reads < 8 || reads > 10 {
			t.Errorf("a folder that takes a second to list was listed %d times in 50 seconds", reads)
		}
	})
}

// counted is a file system where the folder of recordings takes a second to open.
type counted struct {
	afero.Fs
	reads *int
}

func (f counted) Open(name string) (afero.File, error) {
	if strings.HasSuffix(name, "/parts") {
		*f.reads++
		time.Sleep(time.Second)
	}
	return f.Fs.Open(name)
}

// A mistake of ours in reading what was measured costs the statistics and nothing else.
func TestMistakeInReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = measuring
		w.Options.Files = mistaken{w.Files}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Seconds > 3 && p.Statistics == nil })
		stopRun(e, started)
		if ended := awaitEnd(e, started.Run); ended.Ending != protocol.EndingStopped {
			t.Errorf("ended %+v", ended)
		}
	})
}

// mistaken is a file system with a mistake in it.
type mistaken struct{ afero.Fs }

func (f mistaken) Open(name string) (afero.File, error) {
	if strings.HasSuffix(name, ".rec") {
		panic("a mistake")
	}
	return f.Fs.Open(name)
}
