package server_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tottime/protocol"
	"tottime/server/servertest"
)

// A mistake of ours while a run is followed ends neither the server nor a program in a terminal; the client is told.
func TestMistakeInTheWatch(t *testing.T) {
	tests := map[string]struct {
		client  protocol.InitializationOptions
		program func(*supervisor)
		says    string
		goesOn  bool
		profile bool
	}{
		"terminal":       {inTerminal, obedient, "may still be running in its terminal", true, false},
		"pipes":          {trusted, endless, "The program was ended", false, true},
		"pipes, hanging": {trusted, func(s *supervisor) { s.begin(); s.hang() }, "The program was ended", false, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.program = test.program
				var mistaken atomic.Bool
				identity := w.Options.Identity
				w.Options.Identity = func(pid int) string {
					if mistaken.Load() {
						panic("a mistake")
					}
					return identity(pid)
				}
				e := servertest.Open(t, w.Options, test.client)
				openTerminals(e, w)
				started := servertest.MustCall(e, protocol.RunStart, runParams)
				time.Sleep(time.Second / 2) // in the bubble
				mistaken.Store(true)
				ended := awaitEnd(e, started.Run)
				if ended.Ending != protocol.EndingFailed || len(ended.Problems) != 1 || ended.Problems[0].Code != "run-unfollowed" || !strings.Contains(ended.Problems[0].Text, test.says) {
					t.Errorf("ended %+v", ended)
				}
				if goesOn := len(w.processes()) > 0; goesOn != test.goesOn {
					t.Errorf("the program goes on: %v", goesOn)
				}
				if kept := ended.Profile != ""; kept != test.profile {
					t.Errorf("the profile is %q", ended.Profile)
				}
				mistaken.Store(false)
				servertest.MustCall(e, protocol.PythonList, protocol.PythonListParams{})
				if log := servertest.Received(e, protocol.LogMessage); len(log) == 0 || !strings.Contains(log[0].Message, "following a run: panic: a mistake") {
					t.Errorf("the log says %+v", log)
				}
			})
		})
	}
}
