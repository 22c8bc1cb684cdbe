package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/pstats"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

const (
	// roundsVariable says how often each party is killed; without it that is once. A machine that does other work at the same time, as
	// when all tests run, cannot be held to the limit, so it counts only for more rounds than one.
	roundsVariable = "TOTTIME_KILL_ROUNDS"
	// endingLimit is how long after a death the last descendant may live.
	endingLimit = time.Second
)

// parties are all that can be killed while a program runs, and the ways to ask for its end.
var parties = []struct {
	name   string
	served bool // by a server that starts the program without a terminal
	kill   func(*testing.T, *family)
}{
	{"program", false, func(t *testing.T, f *family) { f.kill(t, isProgram) }},
	{"keeper", false, func(t *testing.T, f *family) { f.kill(t, isKeeper) }},
	{"supervisor", false, func(t *testing.T, f *family) { f.kill(t, isSupervisor) }},
	{"supervisor and its process group", false, func(t *testing.T, f *family) { syscall.Kill(-f.find(t, isSupervisor), syscall.SIGKILL) }},
	{"terminal", false, func(_ *testing.T, f *family) { f.terminal.Close() }},
	{"stop", false, func(t *testing.T, f *family) { f.ask(t, runs.Stop) }},
	{"cancel", false, func(t *testing.T, f *family) { f.ask(t, runs.Cancel) }},
	{"server", true, func(_ *testing.T, f *family) { syscall.Kill(f.server.tree.PID(), syscall.SIGKILL) }},
	{"supervisor of a server", true, func(t *testing.T, f *family) { f.kill(t, isSupervisor) }},
}

// TestEveryPartyIsKilled kills each party of a run at random moments. Nothing may be left of the program a second later, and what was saved
// of its profile must be readable.
func TestEveryPartyIsKilled(t *testing.T) {
	t.Parallel()
	needPython(t)
	path := buildTottime(t)
	rounds, limit := killRounds(t), endingLimit
	if rounds == 1 {
		limit *= 20
	}
	for _, party := range parties {
		t.Run(party.name, func(t *testing.T) {
			if rounds == 1 {
				t.Parallel()
			}
			var longest, sum time.Duration
			kept := 0
			for round := range rounds {
				t.Run(strconv.Itoa(round), func(t *testing.T) {
					f := startFamily(t, path, party.served)
					// Half of the rounds come while processes are started, the others soon after.
					moment := rand.N(time.Second)
					if moment%2 == 0 {
						f.awaitComplete(t)
						moment /= 4
					}
					<-time.After(moment)
					party.kill(t, f)
					took := f.awaitEnd(t)
					if took > limit {
						t.Errorf("killed after %v: the last process lived for %v", moment, took)
					}
					longest, sum = max(longest, took), sum+took
					if f.server != nil && process.Identity(f.server.tree.PID()) != "" {
						// The server completes the run, and removes the recordings, before it tells.
						servertest.Await(f.server.Editor, protocol.RunEnded, func(protocol.RunEndedParams) bool { return true })
					}
					kept += checkReadable(t, f.folder)
				})
			}
			t.Logf("%d rounds, the last process lived for %v, %v on average; %d profiles and recordings", rounds, longest, sum/time.Duration(rounds), kept)
		})
	}
}

// killRounds is how often each party is killed.
func killRounds(t *testing.T) int {
	t.Helper()
	text, asked := os.LookupEnv(roundsVariable)
	if !asked {
		return 1
	}
	rounds, err := strconv.Atoi(text)
	if err != nil || rounds < 1 {
		t.Fatalf("%s is %q, which is no number of rounds", roundsVariable, text)
	}
	return rounds
}

// kill kills a process of the run once it is there.
func (f *family) kill(t *testing.T, is func(relative, []relative) bool) {
	t.Helper()
	syscall.Kill(f.find(t, is), syscall.SIGKILL)
}

// ask asks the supervisor to end the run.
func (f *family) ask(t *testing.T, how runs.Control) {
	t.Helper()
	if err := runs.Request(afero.NewOsFs(), f.folder, how); err != nil {
		t.Fatal(err)
	}
}

// awaitEnd waits until no process of the family lives, and returns how long that took: without the supervisor, which makes the run's files when
// the program has ended.
func (f *family) awaitEnd(t *testing.T) time.Duration {
	t.Helper()
	start := time.Now()
	var left []relative
	t.Cleanup(func() {
		if t.Failed() && len(left) > 0 {
			t.Errorf("there were %v", left)
		}
	})
	var last time.Time // when the list was empty for the first time
	await(t, "nothing is left", func() bool {
		now := time.Now()
		left = f.relatives()
		goOn := slices.DeleteFunc(slices.Clone(left), func(r relative) bool { return isSupervisor(r, nil) })
		// A process can be born while the list is made: two lists must be empty.
		switch {
		case len(goOn) > 0:
			last = time.Time{}
		case last.IsZero():
			last = now
		default:
			return len(left) == 0
		}
		return false
	})
	return last.Sub(start)
}

// checkReadable loads all that a run's folder has kept of its profile and returns how many files that are. A run that ended early has none.
func checkReadable(t *testing.T, folder string) (kept int) {
	t.Helper()
	disk := afero.NewOsFs()
	if _, err := runs.Read(disk, folder); err != nil && !os.IsNotExist(err) {
		t.Error(err)
	}
	for _, pattern := range []string{"*.stats", filepath.Join(recording.Folder, "*.stats")} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if _, err := pstats.Load(disk, file, pstats.Compatible); err != nil {
				t.Errorf("a profile was kept that cannot be read: %v", err)
			}
			kept++
		}
	}
	if !recording.Recorded(disk, folder) {
		return kept
	}
	profile, err := recording.NewReader(disk, folder).Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range profile.Damaged {
		t.Errorf("a recording was kept that cannot be read: %v", damaged)
	}
	return kept + len(profile.Processes)
}
