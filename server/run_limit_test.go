package server_test

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// keepOld is a folder of runs that ended long ago, each an hour older than the one before. A name tells what a run is like: "x-label" has a label, "x-note" a
// note, "x-live" a supervisor at work, "x-lost" one that is gone and "x-nobody" one that is not known.
func keepOld(w *world, ids ...string) {
	for i, id := range ids {
		run := runs.Run{State: runs.Ended, Started: time.Now().Add(-time.Duration(i+1) * time.Hour)}
		switch _, what, _ := strings.Cut(id, "-"); what {
		case "label":
			run.Label = "before the change"
		case "note":
			run.Note = "before the change"
		case "live":
			w.alive[99] = true
			run.State, run.Supervisor = runs.Running, runs.Supervisor{PID: 99, Identity: w.identity(99)}
		case "lost":
			run.State, run.Supervisor = runs.Running, runs.Supervisor{PID: 98, Identity: "98-born"}
		case "nobody":
			run.State, run.Supervisor = runs.Running, runs.Supervisor{PID: 98}
		}
		if err := runs.Write(w.Files, "/data/runs/"+id, run); err != nil {
			w.t.Fatal(err)
		}
		w.write("/data/runs/"+id+"/profile.stats", string(encodeProfile(w.t, shopEntries...)))
		w.write("/data/runs/"+id+"/parts/1-1.stats", strings.Repeat("x", 10_000))
	}
}

// kept are the runs in the folder, but for those that begin with the bubble's date.
func kept(w *world) (ids []string) {
	found, err := afero.ReadDir(w.Files, "/data/runs")
	if err != nil {
		w.t.Fatal(err)
	}
	for _, info := range found {
		if !strings.HasPrefix(info.Name(), "2000-") {
			ids = append(ids, info.Name())
		}
	}
	return ids
}

// When a run has ended, the oldest ones that nobody needs are deleted until the limits hold.
func TestRunsLimit(t *testing.T) {
	old := []string{"a", "b-label", "c", "d-live", "e-note", "f-lost", "g", "h-nobody"}
	tests := map[string]struct {
		limit *protocol.RunsLimit
		open  string // a run whose profile is open, or that of one of its threads
		gone  []string
	}{
		"no limit":             {nil, "", nil},
		"limits of 0":          {&protocol.RunsLimit{}, "", nil},
		"as many as there are": {&protocol.RunsLimit{Count: 9}, "", nil},
		"one too many":         {&protocol.RunsLimit{Count: 8}, "", []string{"h-nobody"}},
		"four too many":        {&protocol.RunsLimit{Count: 5}, "", []string{"c", "f-lost", "g", "h-nobody"}},
		"one":                  {&protocol.RunsLimit{Count: 1}, "", []string{"a", "c", "f-lost", "g", "h-nobody"}},
		"a profile is open":    {&protocol.RunsLimit{Count: 7}, "g/profile.stats", []string{"f-lost", "h-nobody"}},
		"too many bytes":       {&protocol.RunsLimit{Bytes: 82_000}, "", []string{"h-nobody"}},
		"too few bytes":        {&protocol.RunsLimit{Count: 100, Bytes: 1}, "", []string{"a", "c", "f-lost", "g", "h-nobody"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				keepOld(w, old...)
				w.program = obedient
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{Trusted: true, RunsLimit: test.limit})
				if test.open != "" {
					servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/data/runs/" + test.open})
				}
				started := servertest.MustCall(e, protocol.RunStart, runParams)
				synctest.Wait()
				if got := kept(w); !slices.Equal(got, old) {
					t.Errorf("while it runs %v are kept", got)
				}
				ended := awaitEnd(e, started.Run)
				synctest.Wait()
				want := slices.DeleteFunc(slices.Clone(old), func(id string) bool { return slices.Contains(test.gone, id) })
				if got := kept(w); !slices.Equal(got, want) {
					t.Errorf("%v are kept, want %v", got, want)
				}
				if exists, err := afero.Exists(w.Files, ended.Profile); !exists || err != nil {
					t.Errorf("the run that has just ended is gone (%v)", err)
				}
				if told := len(servertest.Received(e, protocol.LogMessage)) > 0; told != (len(test.gone) > 0) {
					t.Errorf("the log tells of deletions: %v", told)
				}
				w.end(99)
			})
		})
	}
}

// Runs of the session that go on, or have just ended, are kept whatever the limit; later they count as all others.
func TestRunsLimitOfOwnRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = func(s *supervisor) {
			s.begin()
			s.work(time.Duration(s.pid-1000) * time.Second) // one after the other
			s.end(runs.Exit{How: runs.Exited})
		}
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{Trusted: true, RunsLimit: &protocol.RunsLimit{Count: 1}})
		exists := func(started protocol.RunStartResult) bool {
			there, err := afero.Exists(w.Files, started.Folder)
			if err != nil {
				t.Error(err)
			}
			return there
		}
		var own []protocol.RunStartResult
		for range 3 {
			own = append(own, servertest.MustCall(e, protocol.RunStart, runParams))
		}
		for _, started := range own {
			awaitEnd(e, started.Run)
			synctest.Wait()
		}
		if !exists(own[0]) || !exists(own[1]) || !exists(own[2]) {
			t.Error("a run that has just ended is gone")
		}
		time.Sleep(2 * time.Minute) // in the bubble
		last := servertest.MustCall(e, protocol.RunStart, runParams)
		awaitEnd(e, last.Run)
		synctest.Wait()
		if exists(own[0]) || exists(own[1]) || exists(own[2]) || !exists(last) {
			t.Error("not only the last run is kept")
		}
	})
}

// A run that cannot be deleted is told in the log, and the others are deleted all the same.
func TestRunsLimitInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		keepOld(w, "a", "b", "c")
		w.program = obedient
		w.Options.Files = heldRun{w.Files, "c"}
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{Trusted: true, RunsLimit: &protocol.RunsLimit{Count: 2}})
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		awaitEnd(e, started.Run)
		servertest.Await(e, protocol.LogMessage, func(p protocol.LogMessageParams) bool {
			return p.Type == protocol.MessageError && strings.Contains(p.Message, "cannot delete the run /data/runs/c: permission denied")
		})
		if got := kept(w); !slices.Equal(got, []string{"c"}) {
			t.Errorf("%v are kept", got)
		}
	})
}

// heldRun is a file system where one run cannot be moved.
type heldRun struct {
	afero.Fs
	id string
}

func (f heldRun) Rename(from, to string) error {
	if path.Base(from) == f.id {
		return &fs.PathError{Op: "rename", Path: from, Err: fs.ErrPermission}
	}
	return f.Fs.Rename(from, to)
}

func TestRunsLimitRefused(t *testing.T) {
	for _, limit := range []protocol.RunsLimit{{Count: -1}, {Bytes: -1}} {
		t.Run(fmt.Sprint(limit), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := servertest.Start(t, newWorld(t).Options)
				_, err := servertest.Call(e, protocol.Initialize, protocol.InitializeParams{InitializationOptions: &protocol.InitializationOptions{RunsLimit: &limit}})
				checkError(t, err, protocol.CodeInvalidParams, "runsLimit")
			})
		})
	}
}
