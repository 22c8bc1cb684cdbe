package server_test

import (
	"path"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// leaveRun is a run that a server has started and left when it died.
func leaveRun(t *testing.T, w *world, program func(*supervisor)) (id string) {
	t.Helper()
	folder, err := runs.Create(w.Files, "/data/runs", time.Now(), script)
	if err != nil {
		t.Fatal(err)
	}
	w.program = program
	w.supervise(process.Command{Args: []string{"run", "--run-folder", folder}})
	return path.Base(folder)
}

// A server follows the runs of the one before it as its own, whatever has become of them.
func TestResume(t *testing.T) {
	tests := map[string]struct {
		program func(*supervisor)
		// away is how long there is no server; act is what the client does afterwards.
		away    time.Duration
		act     func(e *servertest.Editor, run string)
		ending  protocol.RunEnding
		profile bool
		problem string
	}{
		"goes on":         {program: obedient, ending: protocol.EndingExited, profile: true},
		"has not begun":   {program: func(s *supervisor) { time.Sleep(time.Second); obedient(s) }, ending: protocol.EndingExited, profile: true},
		"ended meanwhile": {program: obedient, away: time.Hour, ending: protocol.EndingExited, profile: true},
		"supervisor died": {program: (*supervisor).begin, away: time.Second, ending: protocol.EndingFailed, problem: "supervisor-lost"},
		"stopped":         {program: endless, act: stopResumed, ending: protocol.EndingStopped, profile: true},
		"does not stop": {
			program: func(s *supervisor) { s.begin(); s.hang() }, act: stopResumed,
			ending: protocol.EndingStopped, problem: "supervisor-killed",
		},
		"folder gone": {
			program: func(s *supervisor) { s.world.Files.RemoveAll(s.folder) }, away: time.Second,
			ending: protocol.EndingFailed, problem: "run-unreadable",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				id := leaveRun(t, w, test.program)
				time.Sleep(test.away)
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{Trusted: true, Terminal: true, Runs: protocol.List[string]{id, id}})
				if test.act != nil {
					test.act(e, id)
				}
				ended := awaitEnd(e, id)
				if ended.Ending != test.ending || (ended.Profile != "") != test.profile {
					t.Errorf("ended %+v", ended)
				}
				var problems, want []string
				for _, problem := range ended.Problems {
					problems = append(problems, problem.Code)
				}
				if test.problem != "" {
					want = []string{test.problem}
				}
				if !slices.Equal(problems, want) {
					t.Errorf("problems are %v, want %v", problems, want)
				}
				time.Sleep(time.Minute) // in the bubble: long enough for anything that is still to come
				if all := servertest.Received(e, protocol.RunEnded); len(all) != 1 {
					t.Errorf("run/ended came %d times: %+v", len(all), all)
				}
				if left := w.processes(); len(left) > 0 {
					t.Errorf("supervisors are left: %v", left)
				}
			})
		})
	}
}

// A run in a terminal goes on when its server is shut down, also again and again, and the next one follows it.
func TestResumeAfterShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = endless
		client, run := inTerminal, ""
		for range 3 {
			e := servertest.Open(t, w.Options, client)
			openTerminals(e, w)
			if run == "" {
				run = servertest.MustCall(e, protocol.RunStart, runParams).Run
				client.Runs = protocol.List[string]{run}
			}
			servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Run == run })
			servertest.MustCall(e, protocol.Shutdown, protocol.None{})
			servertest.Notify(e, protocol.Exit, protocol.None{})
			if err := e.Ended(); err != nil {
				t.Error(err)
			}
			if ended := servertest.Received(e, protocol.RunEnded); len(ended) > 0 {
				t.Errorf("a run that goes on ended: %+v", ended)
			}
		}
		e := servertest.Open(t, w.Options, client)
		stopResumed(e, run)
		if ended := awaitEnd(e, run); ended.Ending != protocol.EndingStopped || ended.Profile == "" || ended.Seconds < 1 {
			t.Errorf("ended %+v", ended)
		}
	})
}

// stopResumed stops a run once there is news of it.
func stopResumed(e *servertest.Editor, run string) {
	servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Run == run })
	servertest.MustCall(e, protocol.RunStop, protocol.RunStopParams{Run: run})
}

// A run that the client does not name is another's, and left alone.
func TestResumeNothingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := leaveRun(t, w, obedient)
		e := servertest.Open(t, w.Options, trusted)
		_, err := servertest.Call(e, protocol.RunStop, protocol.RunStopParams{Run: id})
		checkError(t, err, protocol.CodeUnknownRun, id)
		servertest.MustCall(e, protocol.Shutdown, protocol.None{})
		w.supervisors.Wait()
		if run, err := runs.Read(w.Files, "/data/runs/"+id); err != nil || run.Exit == nil || run.Exit.How != runs.Exited {
			t.Errorf("it ended %+v, %v", run.Exit, err)
		}
	})
}

func TestResumeRefused(t *testing.T) {
	for _, id := range []string{"", ".", "..", "/etc", "a/b", "../other"} {
		t.Run(id, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := servertest.Start(t, newWorld(t).Options)
				_, err := servertest.Call(e, protocol.Initialize, protocol.InitializeParams{
					InitializationOptions: &protocol.InitializationOptions{Runs: protocol.List[string]{id}},
				})
				checkError(t, err, protocol.CodeInvalidParams, "is not the id of a run")
			})
		})
	}
}
