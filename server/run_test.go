package server_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// trusted and inTerminal are what most clients say.
var (
	trusted    = protocol.InitializationOptions{Trusted: true}
	inTerminal = protocol.InitializationOptions{Trusted: true, Terminal: true}
)

// openTerminals makes an editor answer run/terminal: the terminal's program is supervised in w.
func openTerminals(e *servertest.Editor, w *world) {
	servertest.Answer(e, protocol.RunTerminal, func(_ context.Context, p protocol.RunTerminalParams) (protocol.None, error) {
		w.supervise(process.Command{Path: p.Command, Args: p.Args, Dir: p.WorkingDirectory})
		return protocol.None{}, nil
	})
}

// awaitEnd waits until a run has ended.
func awaitEnd(e *servertest.Editor, run string) protocol.RunEndedParams {
	return servertest.Await(e, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == run })
}

// In every ending the client is told exactly once how the run ended, and where the profile is.
func TestRunEndings(t *testing.T) {
	const kept = "/profile.stats"
	tests := map[string]struct {
		program func(*supervisor)
		act     func(*servertest.Editor, protocol.RunStartResult)
		// The wanted end; profile is "" or kept, problem is a code.
		ending  protocol.RunEnding
		code    int
		signal  string
		profile string
		problem string
		// terminalOnly marks what cannot happen to a supervisor of the server's own.
		terminalOnly bool
	}{
		"exits":  {program: obedient, ending: protocol.EndingExited, profile: kept},
		"raises": {program: func(s *supervisor) { s.begin(); s.end(runs.Exit{How: runs.Exited, Code: 1}) }, ending: protocol.EndingExited, code: 1, profile: kept},
		"killed from outside": {
			program: func(s *supervisor) { s.begin(); s.end(runs.Exit{How: runs.Signalled, Code: 137, Signal: "SIGKILL"}) },
			ending:  protocol.EndingSignal, code: 137, signal: "SIGKILL", profile: kept,
		},
		"stopped": {program: endless, act: stopRun, ending: protocol.EndingStopped, code: 130, profile: kept},
		"stopped at once, slow to begin": {
			program: func(s *supervisor) { time.Sleep(2 * time.Second); endless(s) },
			act:     stopRun, ending: protocol.EndingStopped, code: 130, profile: kept,
		},
		"stopped while Ctrl-Z holds it up": {
			program: func(s *supervisor) {
				s.begin()
				s.sleep()
				s.work(time.Hour)
				s.end(runs.Exit{How: runs.Stopped, Code: 130})
			},
			act: func(e *servertest.Editor, started protocol.RunStartResult) {
				servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Seconds > 10 })
				stopRun(e, started)
			},
			ending: protocol.EndingStopped, code: 130, profile: kept,
		},
		"nothing measured": {
			program: func(s *supervisor) {
				s.begin()
				s.run.Problems = append(s.run.Problems, runs.Problem{Code: "nothing-measured", Text: "…"})
				s.run.State, s.run.Exit = runs.Ended, &runs.Exit{How: runs.Failed}
				s.save()
			},
			ending: protocol.EndingFailed, problem: "nothing-measured",
		},
		"does not stop": {
			program: func(s *supervisor) { s.begin(); s.hang() },
			act:     stopRun, ending: protocol.EndingStopped, problem: "supervisor-killed",
		},
		"supervisor dies": {program: func(s *supervisor) { s.begin(); s.work(time.Second) }, ending: protocol.EndingFailed, problem: "supervisor-lost"},
		"supervisor that cannot be told from others dies": {
			program: func(s *supervisor) {
				s.begin()
				s.run.Supervisor.Identity = ""
				s.save()
			},
			ending: protocol.EndingFailed, problem: "supervisor-lost",
		},
		"supervisor does not begin": {program: func(s *supervisor) { s.exit.Code = 2 }, ending: protocol.EndingFailed, problem: "supervisor-not-begun"},
		"ends just before it dies": {
			program: func(s *supervisor) { s.begin(); s.work(time.Second); s.end(runs.Exit{How: runs.Exited}) },
			ending:  protocol.EndingExited, profile: kept,
		},
		"folder removed": {
			program: func(s *supervisor) {
				s.begin()
				s.work(time.Second)
				s.world.Files.RemoveAll(s.folder)
				s.work(time.Minute)
			},
			ending: protocol.EndingFailed, problem: "run-unreadable", terminalOnly: true,
		},
		"run.json overwritten": {
			program: func(s *supervisor) {
				s.begin()
				s.work(time.Second)
				s.world.write(s.folder+"/run.json", "{")
				s.work(time.Minute)
			},
			ending: protocol.EndingFailed, problem: "run-unreadable", terminalOnly: true,
		},
		"terminal closed before it began": {
			program: func(s *supervisor) {}, act: stopRun, ending: protocol.EndingStopped, terminalOnly: true,
		},
		"folder removed, then stopped": {
			program: func(s *supervisor) { s.begin(); s.work(time.Second); s.world.Files.RemoveAll(s.folder); s.hang() },
			act: func(e *servertest.Editor, started protocol.RunStartResult) {
				servertest.Await(e, protocol.RunProgress, func(protocol.RunProgressParams) bool { return true })
				stopRun(e, started)
			},
			ending: protocol.EndingStopped, problem: "supervisor-killed",
		},
		"folder removed, stopped long after": {
			program: func(s *supervisor) { s.begin(); s.work(time.Second); s.world.Files.RemoveAll(s.folder); s.hang() },
			act: func(e *servertest.Editor, started protocol.RunStartResult) {
				time.Sleep(4 * time.Second) // in the bubble: it is not given up yet, and would be before it is killed
				stopRun(e, started)
			},
			ending: protocol.EndingStopped, problem: "supervisor-killed",
		},
	}
	for name, test := range tests {
		for _, client := range []protocol.InitializationOptions{trusted, inTerminal} {
			if test.terminalOnly && !client.Terminal {
				continue
			}
			t.Run(name+map[bool]string{true: ", terminal", false: ", pipes"}[client.Terminal], func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t)
					w.program = test.program
					e := servertest.Open(t, w.Options, client)
					openTerminals(e, w)
					started := servertest.MustCall(e, protocol.RunStart, runParams)
					if test.act != nil {
						test.act(e, started)
					}
					ended := awaitEnd(e, started.Run)
					if ended.Ending != test.ending || ended.ExitCode != test.code || ended.Signal != test.signal {
						t.Errorf("ended %+v", ended)
					}
					if want := test.profile; want == "" && ended.Profile != "" || want != "" && ended.Profile != started.Folder+want {
						t.Errorf("profile is %q, want %q", ended.Profile, want)
					}
					if test.problem == "" && len(ended.Problems) > 0 || test.problem != "" && (len(ended.Problems) != 1 || ended.Problems[0].Code != test.problem) {
						t.Errorf("problems are %v, want %s", ended.Problems, test.problem)
					}
					var left []string
					if test.problem == "supervisor-lost" || test.problem == "supervisor-killed" {
						left = []string{"tree"}
					}
					if !slices.Equal(w.trees, left) {
						t.Errorf("the trees %v were killed, want %v", w.trees, left)
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

func stopRun(e *servertest.Editor, started protocol.RunStartResult) {
	servertest.MustCall(e, protocol.RunStop, protocol.RunStopParams{Run: started.Run})
}

func TestRunCommand(t *testing.T) {
	params := runParams
	params.Target.Args = protocol.List[string]{"--fast", "a b"}
	params.Python, params.Folders = "/opt/python", protocol.List[string]{"/proj"}
	for _, client := range []protocol.InitializationOptions{trusted, inTerminal} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			w.program = obedient
			e := servertest.Open(t, w.Options, client)
			openTerminals(e, w)
			started := servertest.MustCall(e, protocol.RunStart, params)
			awaitEnd(e, started.Run)
			want := []string{"run", "--run-folder", started.Folder, "--python", python313.Path, "--cwd", "/proj", "--quiet"}
			if client.Terminal {
				want = append(want, "--hold")
			}
			want = append(want, "--", script, "--fast", "a b")
			if got := w.commands[0]; got.Path != "/opt/tottime" || got.Dir != "/proj" || !slices.Equal(got.Args, want) {
				t.Errorf("started %v in %s\nwant %v in /proj", got, got.Dir, want)
			}
			if q := w.queries[0]; q.Chosen != "/opt/python" || !q.Trusted || !slices.Equal(q.Folders, []string{"/proj"}) {
				t.Errorf("looked for an interpreter with %+v", q)
			}
			if started.Interpreter.Version != "3.13.0" || !started.Interpreter.Supported || !strings.HasPrefix(started.Folder, "/data/runs/") {
				t.Errorf("answered %+v", started)
			}
		})
	}
}

func TestRunProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = endless
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Run == started.Run && p.Seconds > 2.9 })
		if n := len(servertest.Received(e, protocol.RunProgress)); n < 4 || n > 8 {
			t.Errorf("%d reports in 3 seconds", n)
		}
		stopRun(e, started)
		if ended := awaitEnd(e, started.Run); ended.Seconds < 2.9 || ended.Seconds > 3.5 {
			t.Errorf("ended after %v seconds", ended.Seconds)
		}
	})
}

func TestRunOutput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = func(s *supervisor) {
			s.stdout.Write([]byte("first ")) // before the client knows of the run
			s.begin()
			for _, b := range []byte("Größe 日本\n") {
				s.stdout.Write([]byte{b})
			}
			s.stderr.Write([]byte("bad \xff byte, begun \xe6\x97"))
			s.end(runs.Exit{How: runs.Exited})
			s.stdout.Write([]byte("last"))
		}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		awaitEnd(e, started.Run)
		written := map[protocol.OutputStream]string{}
		for _, p := range servertest.Received(e, protocol.RunOutput) {
			written[p.Stream] += p.Text
		}
		if got := written[protocol.OutputStdout]; got != "first Größe 日本\nlast" {
			t.Errorf("stdout is %q", got)
		}
		if got := written[protocol.OutputStderr]; got != "bad \ufffd byte, begun \ufffd\ufffd" {
			t.Errorf("stderr is %q", got)
		}
	})
}

func TestTwoRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = endless
		e := servertest.Open(t, w.Options, inTerminal)
		openTerminals(e, w)
		first := servertest.MustCall(e, protocol.RunStart, runParams)
		second := servertest.MustCall(e, protocol.RunStart, runParams)
		if first.Run == second.Run || first.Folder == second.Folder {
			t.Fatalf("both are %+v", first)
		}
		stopRun(e, first)
		awaitEnd(e, first.Run)
		stopRun(e, first) // again, after its end: nothing happens
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Run == second.Run && p.Seconds > 5 })
		stopRun(e, second)
		awaitEnd(e, second.Run)
	})
}
