package server_test

import (
	"testing"
	"testing/synctest"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// A run whose supervisor died, or had to be killed, is complete in the end: nobody finds it as one that goes on.
func TestLostRunIsCompleted(t *testing.T) {
	tests := map[string]struct {
		program func(*supervisor)
		act     func(*servertest.Editor, protocol.RunStartResult)
	}{
		"dies":          {(*supervisor).begin, nil},
		"does not stop": {func(s *supervisor) { s.begin(); s.hang() }, stopRun},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.program = test.program
				e := servertest.Open(t, w.Options, trusted)
				started := servertest.MustCall(e, protocol.RunStart, runParams)
				if test.act != nil {
					test.act(e, started)
				}
				awaitEnd(e, started.Run)
				if run, err := runs.Read(w.Files, started.Folder); err != nil || run.State != runs.Ended || run.Exit.How != runs.Lost {
					t.Errorf("run.json says %+v (%v)", run.Exit, err)
				}
			})
		})
	}
}
