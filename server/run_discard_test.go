package server_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

func discardRun(e *servertest.Editor, started protocol.RunStartResult) {
	servertest.MustCall(e, protocol.RunStop, protocol.RunStopParams{Run: started.Run, Discard: true})
}

// A run that is discarded leaves nothing behind, however it ends; one whose program may go on keeps its folder.
func TestDiscard(t *testing.T) {
	// asking notes what the supervisor is asked for first.
	var asked runs.Control
	asking := func(s *supervisor) {
		s.begin()
		s.work(time.Hour)
		asked, _ = runs.Requested(s.world.Files, s.folder)
		time.Sleep(time.Second / 4) // in the bubble: a program takes a while to end
		s.end(runs.Exit{How: runs.Stopped, Code: 130})
	}
	unreadable := func(s *supervisor) {
		s.begin()
		s.work(time.Second)
		s.world.write(s.folder+"/run.json", "{")
		s.hang()
	}
	tests := map[string]struct {
		program func(*supervisor)
		act     func(*servertest.Editor, protocol.RunStartResult)
		ending  protocol.RunEnding
		code    int
		asked   runs.Control
		kept    bool
		// only says in which of the clients it can happen; "" is both.
		only string
	}{
		"discarded": {program: asking, act: discardRun, ending: protocol.EndingCancelled, code: 130, asked: runs.Cancel},
		"stopped, then discarded": {
			program: asking, act: func(e *servertest.Editor, started protocol.RunStartResult) {
				stopRun(e, started)
				discardRun(e, started)
			},
			ending: protocol.EndingCancelled, code: 130, asked: runs.Stop,
		},
		"discarded, then stopped": {
			program: asking, act: func(e *servertest.Editor, started protocol.RunStartResult) {
				discardRun(e, started)
				stopRun(e, started)
			},
			ending: protocol.EndingCancelled, code: 130, asked: runs.Cancel,
		},
		"ends by itself meanwhile": {
			program: func(s *supervisor) { s.begin(); s.work(time.Hour); s.end(runs.Exit{How: runs.Exited, Code: 3}) },
			act:     discardRun, ending: protocol.EndingCancelled, code: 3,
		},
		"does not stop": {program: func(s *supervisor) { s.begin(); s.hang() }, act: discardRun, ending: protocol.EndingCancelled},
		"supervisor dies": {
			program: func(s *supervisor) { s.begin(); s.work(time.Hour) }, act: discardRun, ending: protocol.EndingCancelled,
		},
		"has ended": {
			program: obedient, act: func(e *servertest.Editor, started protocol.RunStartResult) {
				awaitEnd(e, started.Run)
				discardRun(e, started)
			}, ending: protocol.EndingExited, kept: true,
		},
		"terminal closed before it began": {program: func(s *supervisor) {}, act: discardRun, ending: protocol.EndingCancelled, kept: true, only: "terminal"},
		"has not begun":                   {program: func(s *supervisor) { s.hang() }, act: discardRun, ending: protocol.EndingCancelled, only: "pipes"},
		"unreadable, does not stop": {
			program: unreadable, act: func(e *servertest.Editor, started protocol.RunStartResult) {
				time.Sleep(5500 * time.Millisecond) // in the bubble, until just before it is given up
				discardRun(e, started)
			}, ending: protocol.EndingCancelled,
		},
		"cannot be followed": {
			program: unreadable, act: func(e *servertest.Editor, started protocol.RunStartResult) {
				time.Sleep(6500 * time.Millisecond) // in the bubble, until just after it was given up
				discardRun(e, started)
			}, ending: protocol.EndingFailed, kept: true, only: "terminal",
		},
	}
	for name, test := range tests {
		for client, options := range map[string]protocol.InitializationOptions{"terminal": inTerminal, "pipes": trusted} {
			if test.only != "" && test.only != client {
				continue
			}
			t.Run(name+", "+client, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					asked = ""
					w := newWorld(t)
					w.program = test.program
					e := servertest.Open(t, w.Options, options)
					openTerminals(e, w)
					started := servertest.MustCall(e, protocol.RunStart, runParams)
					test.act(e, started)
					ended := awaitEnd(e, started.Run)
					if ended.Ending != test.ending || ended.ExitCode != test.code || test.ending == protocol.EndingCancelled && (ended.Profile != "" || len(ended.Problems) > 0) {
						t.Errorf("ended %+v", ended)
					}
					if test.asked != "" && asked != test.asked {
						t.Errorf("the supervisor was asked for %q first, want %q", asked, test.asked)
					}
					if kept, err := afero.DirExists(w.Files, started.Folder); kept != test.kept || err != nil {
						t.Errorf("the folder is kept: %v, %v", kept, err)
					}
					_, err := servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: started.Run})
					if test.ending == protocol.EndingCancelled {
						checkError(t, err, protocol.CodeNothingMeasured, "nothing has been measured by this run, or it was not kept")
					}
					time.Sleep(time.Minute) // in the bubble: long enough for anything that is still to come
					if all := servertest.Received(e, protocol.RunEnded); len(all) != 1 {
						t.Errorf("run/ended came %d times: %+v", len(all), all)
					}
					w.end(1001)
				})
			})
		}
	}
}

// held is a file system where no folder can be renamed or removed.
type held struct{ afero.Fs }

func (f held) Rename(from, to string) error {
	if folder, _ := afero.IsDir(f.Fs, from); folder {
		return afero.ErrFileExists
	}
	return f.Fs.Rename(from, to)
}

// What cannot be removed is said.
func TestDiscardInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = endless
		w.Options.Files = held{w.Files}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(protocol.RunProgressParams) bool { return true })
		discardRun(e, started)
		ended := awaitEnd(e, started.Run)
		if ended.Ending != protocol.EndingCancelled || len(ended.Problems) != 1 || ended.Problems[0].Code != "run-not-removed" || !strings.Contains(ended.Problems[0].Text, started.Folder) {
			t.Errorf("ended %+v", ended)
		}
	})
}
