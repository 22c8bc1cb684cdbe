package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server"
	"tottime/server/servertest"
)

// However a client leaves, what the server has started itself ends with it, and what runs in a terminal goes on.
func TestRunsWhenTheClientLeaves(t *testing.T) {
	tests := map[string]struct {
		program func(*supervisor)
		leave   func(*servertest.Editor, *world)
		want    error
	}{
		"disconnect": {endless, func(e *servertest.Editor, _ *world) { e.Disconnect() }, server.ErrClientGone},
		"exit":       {endless, func(e *servertest.Editor, _ *world) { servertest.Notify(e, protocol.Exit, protocol.None{}) }, server.ErrNoShutdown},
		"shutdown": {endless, func(e *servertest.Editor, w *world) {
			servertest.MustCall(e, protocol.Shutdown, protocol.None{})
			if left, ended := len(w.processes())-1, len(servertest.Received(e, protocol.RunEnded)); left+ended != 2 {
				w.t.Errorf("%d runs had ended and %d went on when shutdown was answered", ended, left)
			}
			servertest.Notify(e, protocol.Exit, protocol.None{})
		}, nil},
		"client's process dies": {endless, func(_ *servertest.Editor, w *world) { w.end(42) }, server.ErrClientGone},
		"supervisors hang":      {func(s *supervisor) { s.begin(); s.hang() }, func(e *servertest.Editor, _ *world) { e.Disconnect() }, server.ErrClientGone},
	}
	for name, test := range tests {
		for _, client := range []protocol.InitializationOptions{trusted, inTerminal} {
			t.Run(name+map[bool]string{true: ", terminal", false: ", pipes"}[client.Terminal], func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t)
					w.program = test.program
					w.alive[42] = true
					e := servertest.Start(t, w.Options)
					servertest.MustCall(e, protocol.Initialize, protocol.InitializeParams{ProcessID: 42, InitializationOptions: &client})
					openTerminals(e, w)
					for range 2 {
						started := servertest.MustCall(e, protocol.RunStart, runParams)
						servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Run == started.Run })
					}
					test.leave(e, w)
					if err := e.Ended(); !errors.Is(err, test.want) {
						t.Errorf("Serve returned %v, want %v", err, test.want)
					}
					w.end(42)
					time.Sleep(time.Minute) // in the bubble: long enough for anything that is still to come
					left := w.processes()
					if !client.Terminal && len(left) > 0 {
						t.Errorf("supervisors are left: %v", left)
					}
					if client.Terminal && len(left) != 2 || len(servertest.Received(e, protocol.RunEnded)) > 0 && client.Terminal {
						t.Errorf("%d programs go on in their terminals; the client heard %+v", len(left), servertest.Received(e, protocol.RunEnded))
					}
					for _, pid := range left {
						w.end(pid)
					}
				})
			})
		}
	}
}

// What has been asked to end is seen to its end before the server goes, also in a terminal.
func TestStoppedRunWhenTheClientLeaves(t *testing.T) {
	for name, ask := range map[string]func(*servertest.Editor, protocol.RunStartResult){"stopped": stopRun, "discarded": discardRun} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.program = func(s *supervisor) { s.begin(); s.hang() }
				e := servertest.Open(t, w.Options, inTerminal)
				openTerminals(e, w)
				started := servertest.MustCall(e, protocol.RunStart, runParams)
				servertest.Await(e, protocol.RunProgress, func(protocol.RunProgressParams) bool { return true })
				ask(e, started)
				e.Disconnect()
				if err := e.Ended(); !errors.Is(err, server.ErrClientGone) {
					t.Errorf("Serve returned %v", err)
				}
				if left := w.processes(); len(left) > 0 {
					t.Errorf("supervisors are left: %v", left)
				}
				if kept, err := afero.DirExists(w.Files, started.Folder); kept != (name == "stopped") || err != nil {
					t.Errorf("the folder is kept: %v, %v", kept, err)
				}
				w.end(1001)
			})
		})
	}
}

// A client that is alive and reads nothing keeps the session not much longer than its programs need to end, however it leaves.
func TestClientThatDoesNotRead(t *testing.T) {
	params, err := json.Marshal(runParams)
	if err != nil {
		t.Fatal(err)
	}
	hanging := func(s *supervisor) { s.begin(); s.hang() }
	programs := map[string]struct {
		program func(*supervisor)
		// knows says that the client has read the answer to run/start.
		knows bool
		needs time.Duration
	}{
		"stops":                {endless, false, 0},
		"stops, known":         {endless, true, 0},
		"does not stop":        {hanging, false, 5 * time.Second},
		"does not stop, known": {hanging, true, 5 * time.Second},
	}
	leaving := map[string]struct {
		leave func(*raw)
		want  error
	}{
		"signal":            {func(r *raw) { r.end() }, context.Canceled},
		"exit":              {func(r *raw) { r.send(frame(`{"method":"exit"}`)) }, server.ErrNoShutdown},
		"shutdown and exit": {func(r *raw) { r.send(frame(`{"id":3,"method":"shutdown"}`) + frame(`{"method":"exit"}`)) }, nil},
		"end of input":      {func(r *raw) { r.pipe.Close() }, server.ErrClientGone},
	}
	for name, test := range programs {
		for how, end := range leaving {
			t.Run(name+", "+how, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t)
					w.program = test.program
					r := startRawIn(t, w)
					r.send(frame(`{"id":1,"method":"initialize","params":{"initializationOptions":{"trusted":true}}}`))
					r.answer()
					r.send(frame(`{"id":2,"method":"run/start","params":` + string(params) + `}`))
					synctest.Wait()
					if len(w.processes()) != 1 {
						t.Fatal("no supervisor was started")
					}
					if test.knows {
						r.answer()
						time.Sleep(2 * time.Second) // in the bubble: there is news that it does not read
					}
					left := time.Now()
					end.leave(r)
					select {
					case err := <-r.ended:
						if !errors.Is(err, end.want) {
							t.Errorf("Serve returned %v", err)
						}
					case <-time.After(time.Minute):
						t.Error("the session does not end")
					}
					if took := time.Since(left); took > test.needs+2*time.Second {
						t.Errorf("the session lasted %v longer", took)
					}
					if left := w.processes(); len(left) > 0 {
						t.Errorf("supervisors are left: %v", left)
					}
					w.end(1001)
				})
			})
		}
	}
}

// The folder of a run that has ended is not written to any more, whatever is asked.
func TestEndedRunIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = obedient
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		awaitEnd(e, started.Run)
		stopRun(e, started)
		servertest.MustCall(e, protocol.Shutdown, protocol.None{})
		if asked, err := afero.Exists(w.Files, started.Folder+"/"+runs.ControlFile); asked || err != nil {
			t.Errorf("a run that has ended was asked to stop: %v", err)
		}
	})
}

// A supervisor that begins after its run was given up finds that it is not wanted.
func TestLateSupervisor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		began := make(chan runs.Control, 1)
		w.program = func(s *supervisor) {
			time.Sleep(time.Minute)
			what, err := runs.Requested(w.Files, s.folder)
			if err != nil {
				t.Error(err)
			}
			began <- what
		}
		e := servertest.Open(t, w.Options, inTerminal)
		openTerminals(e, w)
		ended := awaitEnd(e, servertest.MustCall(e, protocol.RunStart, runParams).Run)
		if ended.Ending != protocol.EndingFailed || len(ended.Problems) != 1 || ended.Problems[0].Code != "supervisor-not-begun" {
			t.Errorf("ended %+v", ended)
		}
		if what := <-began; what != runs.Cancel {
			t.Errorf("it is asked for %q", what)
		}
	})
}
