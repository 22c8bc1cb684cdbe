package server_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/spf13/afero"

	"tottime/profiler/python"
	"tottime/protocol"
	"tottime/server/servertest"
)

// A run that cannot be started is refused with the reason, and leaves nothing behind.
func TestRunRefused(t *testing.T) {
	with := func(change func(*protocol.RunStartParams)) protocol.RunStartParams {
		p := runParams
		change(&p)
		return p
	}
	tests := map[string]struct {
		client protocol.InitializationOptions
		params protocol.RunStartParams
		world  func(*world)
		code   protocol.ErrorCode
		text   string
	}{
		"untrusted": {params: runParams, code: protocol.CodeUntrusted, text: "this workspace is not trusted, so its programs are not run. Trust the workspace"},
		"no script": {
			client: trusted, params: with(func(p *protocol.RunStartParams) { p.Target.Path = "/proj/gone.py" }),
			code: protocol.CodeFileNotFound, text: "/proj/gone.py cannot be read: file does not exist. Save the file, or choose another one.",
		},
		"script is a folder": {
			client: trusted, params: with(func(p *protocol.RunStartParams) { p.Target.Path = "/proj" }),
			code: protocol.CodeFileNotFound, text: "/proj cannot be read: it is not a file. Choose a Python file.",
		},
		"relative script": {
			client: trusted, params: with(func(p *protocol.RunStartParams) { p.Target.Path = "main.py" }),
			code: protocol.CodeInvalidParams, text: `target.path "main.py" is not absolute`,
		},
		"unknown kind": {
			client: trusted, params: with(func(p *protocol.RunStartParams) { p.Target.Kind = "notebook" }),
			code: protocol.CodeInvalidParams, text: `target.kind is "notebook", which this server does not know`,
		},
		"no working directory": {
			client: trusted, params: with(func(p *protocol.RunStartParams) { p.WorkingDirectory = "/gone" }),
			code: protocol.CodeFileNotFound, text: "/gone cannot be read: it is not a folder that exists. Choose another working directory.",
		},
		"no interpreter": {
			client: trusted, params: runParams, world: func(w *world) { w.interpreters = nil },
			code: protocol.CodeNoInterpreter, text: "no Python interpreter was found on PATH. Install it",
		},
		"read-only folder": {
			client: trusted, params: runParams, world: func(w *world) { w.Files = afero.NewReadOnlyFs(w.Files) },
			code: protocol.CodeRunFailed, text: "the run could not be started: cannot make the folder for runs /data/runs: operation not permitted.",
		},
		"relative folder": {
			client: protocol.InitializationOptions{Trusted: true, RunsFolder: "runs"}, params: runParams,
			code: protocol.CodeRunFailed, text: `the folder for runs "runs" is not an absolute path`,
		},
		"cannot be started": {
			client: trusted, params: runParams,
			code: protocol.CodeRunFailed, text: "the run could not be started: cannot start /opt/tottime: no such file or directory",
		},
		"no terminal": {
			client: inTerminal, params: runParams,
			code: protocol.CodeRunFailed, text: "the run could not be started: the editor did not open a terminal for it",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				if test.world != nil {
					test.world(w)
				}
				e := servertest.Open(t, w.Options, test.client)
				_, err := servertest.Call(e, protocol.RunStart, test.params)
				checkError(t, err, test.code, test.text)
				e.Disconnect()
				e.Ended()
				if ended := servertest.Received(e, protocol.RunEnded); len(ended) > 0 {
					t.Errorf("run/ended came for a run that was refused: %v", ended)
				}
				folders, err := afero.ReadDir(w.Files, "/data/runs")
				if !test.client.Terminal && err == nil && len(folders) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("left behind: %v, %v", folders, err)
				}
			})
		})
	}
}

func TestErrorNamesTheFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		params := runParams
		params.Target.Path = "/proj/gone.py"
		e := servertest.Open(t, newWorld(t).Options, trusted)
		_, err := servertest.Call(e, protocol.RunStart, params)
		var wire *jsonrpc2.Error
		if !errors.As(err, &wire) || wire.Data == nil || string(*wire.Data) != `{"path":"/proj/gone.py"}` {
			t.Errorf("got %+v", err)
		}
	})
}

func TestTrustGranted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = obedient
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		servertest.MustCall(e, protocol.PythonList, protocol.PythonListParams{})
		servertest.Notify(e, protocol.TrustGranted, protocol.None{})
		servertest.MustCall(e, protocol.PythonList, protocol.PythonListParams{})
		if w.queries[0].Trusted || !w.queries[1].Trusted {
			t.Errorf("looked with %+v", w.queries)
		}
		awaitEnd(e, servertest.MustCall(e, protocol.RunStart, runParams).Run)
	})
}

func TestUnknownRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := servertest.Open(t, newWorld(t).Options, trusted)
		_, err := servertest.Call(e, protocol.RunStop, protocol.RunStopParams{Run: "7"})
		checkError(t, err, protocol.CodeUnknownRun, `no such run: "7"`)
	})
}

func TestPythonList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.interpreters = append(w.interpreters, python.Interpreter{Path: "/opt/2.7/python", Version: "2.7.18", Implementation: "PyPy", Source: python.Pyenv})
		w.problems = []python.Problem{{Path: "/a", Err: python.ErrBroken}, {Path: "/b", Err: python.ErrUntrusted}}
		e := servertest.Open(t, w.Options, trusted)
		got := servertest.MustCall(e, protocol.PythonList, protocol.PythonListParams{Path: "/opt/python", Folders: protocol.List[string]{"/proj"}})
		want := []protocol.Interpreter{
			{Path: "/usr/bin/python3", Version: "3.13.0", Implementation: "CPython", Source: protocol.InterpreterPath, Supported: true},
			{Path: "/opt/2.7/python", Version: "2.7.18", Implementation: "PyPy", Source: protocol.InterpreterPyenv},
		}
		if len(got.Interpreters) != 2 || got.Interpreters[0] != want[0] || got.Interpreters[1] != want[1] {
			t.Errorf("got %+v", got.Interpreters)
		}
		if len(got.Problems) != 2 || got.Problems[0].Code != "interpreter-broken" || got.Problems[1].Code != "interpreter-untrusted" {
			t.Errorf("got %+v", got.Problems)
		}
		if q := w.queries[0]; q.Chosen != "/opt/python" || strings.Join(q.Folders, "") != "/proj" {
			t.Errorf("looked with %+v", q)
		}
	})
}

// Every way in which a run is given up before it has begun leaves no program running.
func TestRunStartGivenUp(t *testing.T) {
	tests := map[string]func(*testing.T, *servertest.Editor, context.CancelFunc){
		"cancelled":  func(_ *testing.T, _ *servertest.Editor, cancel context.CancelFunc) { cancel() },
		"disconnect": func(_ *testing.T, e *servertest.Editor, _ context.CancelFunc) { e.Disconnect() },
		"shutdown": func(_ *testing.T, e *servertest.Editor, _ context.CancelFunc) {
			servertest.MustCall(e, protocol.Shutdown, protocol.None{})
		},
	}
	for name, giveUp := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.program = endless
				e := servertest.Open(t, w.Options, inTerminal)
				var folder string
				asked := make(chan struct{})
				servertest.Answer(e, protocol.RunTerminal, func(ctx context.Context, p protocol.RunTerminalParams) (none protocol.None, err error) {
					folder = "/data/runs/" + p.Run
					close(asked)
					<-ctx.Done() // the editor never answers
					return none, ctx.Err()
				})
				answer := servertest.Go(e, protocol.RunStart, runParams)
				<-asked
				giveUp(t, e, answer.Cancel)
				if _, err := answer.Wait(); err == nil {
					t.Error("run/start succeeded")
				} else if name == "cancelled" {
					checkError(t, err, protocol.CodeRequestCancelled, "run/start: cancelled")
				}
				e.Disconnect()
				e.Ended()
				if text, err := afero.ReadFile(w.Files, folder+"/control"); err != nil || strings.TrimSpace(string(text)) == "" {
					t.Errorf("a supervisor that begins now is told %q, %v", text, err)
				}
				if ended := servertest.Received(e, protocol.RunEnded); len(ended) > 0 {
					t.Errorf("run/ended came for a run that was given up: %v", ended)
				}
			})
		})
	}
}
