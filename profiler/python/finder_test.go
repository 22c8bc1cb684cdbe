package python

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/process"
)

// world is a machine in memory: its interpreters by path, each with what it answers.
type world struct {
	system       string
	environment  map[string]string
	interpreters map[string]any // an answer, or the error of running it
	outputs      map[string]string
	files        []string

	mu    sync.Mutex
	asked []string
	dirs  map[string]string // the folder each was started in
}

func (w *world) finder() *Finder {
	files := afero.NewMemMapFs()
	for path := range w.interpreters {
		afero.WriteFile(files, path, nil, 0o755)
	}
	for _, path := range w.files {
		afero.WriteFile(files, path, nil, 0o755)
	}
	w.dirs = map[string]string{}
	system := w.system
	if system == "" {
		system = "linux"
	}
	return &Finder{Files: files, Getenv: func(name string) string { return w.environment[name] }, Output: w.output, System: system}
}

func (w *world) output(_ context.Context, command process.Command, _ process.Limits) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, command.Path)
	w.dirs[command.Path] = command.Dir
	if text, ok := w.outputs[command.Path]; ok {
		return []byte(text), nil
	}
	switch a := w.interpreters[command.Path].(type) {
	case answer:
		text := "a line of the site's own\n"
		for _, told := range []string{a.version, a.implementation, a.executable, a.prefix} {
			text += "tottime:" + hex.EncodeToString([]byte(told)) + "\n"
		}
		return []byte(text), nil
	case error:
		return nil, a
	default:
		return nil, fmt.Errorf("%s was started", command.Path)
	}
}

func cpython(version, executable, prefix string) answer {
	return answer{version: version, implementation: "cpython", executable: executable, prefix: prefix}
}

// machine is a usual one: a system Python under two names, pyenv with two versions and its shims, and a workspace with an environment.
func machine() *world {
	system := cpython("3.11.2", "/usr/bin/python3", "/usr")
	return &world{
		environment: map[string]string{"PATH": "/p/.pyenv/shims:/usr/bin:relative:/ws/bin", "HOME": "/p"},
		interpreters: map[string]any{
			"/usr/bin/python3":                     system,
			"/usr/bin/python3.11":                  system,
			"/usr/bin/python3.8":                   fmt.Errorf("%w (exit code 127): libpython3.8.so: not found", process.ErrFailed),
			"/p/.pyenv/shims/python":               cpython("3.9.1", "/p/.pyenv/versions/3.9.1/bin/python", "/p/.pyenv/versions/3.9.1"),
			"/p/.pyenv/shims/python3.10":           errors.New("pyenv: python3.10: command not found"),
			"/p/.pyenv/versions/3.9.1/bin/python":  cpython("3.9.1", "/p/.pyenv/versions/3.9.1/bin/python", "/p/.pyenv/versions/3.9.1"),
			"/p/.pyenv/versions/3.10.2/bin/python": cpython("3.10.2", "/p/.pyenv/versions/3.10.2/bin/python", "/p/.pyenv/versions/3.10.2"),
			"/p/.pyenv/versions/2.7.18/bin/python": cpython("2.7.18", "/p/.pyenv/versions/2.7.18/bin/python", "/p/.pyenv/versions/2.7.18"),
			"/ws/.venv/bin/python":                 cpython("3.11.2", "/ws/.venv/bin/python", "/ws/.venv"),
			"/ws/bin/python3":                      cpython("3.12.0", "/ws/bin/python3", "/ws"),
		},
		files: []string{"/ws/.venv/pyvenv.cfg"},
	}
}

func TestFind(t *testing.T) {
	w := machine()
	found, problems := w.finder().Find(t.Context(), Query{Chosen: "/p/.pyenv/versions/3.10.2/bin/python", Folders: []string{"/ws"}, Trusted: true})
	want := []Interpreter{
		{"/p/.pyenv/versions/3.10.2/bin/python", "3.10.2", "CPython", Chosen},
		{"/ws/.venv/bin/python", "3.11.2", "CPython", Workspace},
		{"/p/.pyenv/versions/3.9.1/bin/python", "3.9.1", "CPython", Path},
		{"/usr/bin/python3", "3.11.2", "CPython", Path},
		{"/ws/bin/python3", "3.12.0", "CPython", Path},
		{"/p/.pyenv/versions/2.7.18/bin/python", "2.7.18", "CPython", Pyenv},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if len(problems) != 1 || problems[0].Path != "/usr/bin/python3.8" || !errors.Is(problems[0].Err, ErrBroken) {
		t.Fatalf("the problems are %v, want one, of python3.8", problems)
	}
	for _, part := range []string{"/usr/bin/python3.8", "libpython3.8.so: not found", "choose another interpreter"} {
		if !strings.Contains(problems[0].Err.Error(), part) {
			t.Errorf("the problem %q does not say %q", problems[0].Err, part)
		}
	}
	if got := w.dirs["/p/.pyenv/shims/python"]; got != "/ws" {
		t.Errorf("the shim was started in %s, want the workspace", got)
	}
}

func TestNothingOfAnUntrustedWorkspaceIsStarted(t *testing.T) {
	w := machine()
	w.environment["PYENV_ROOT"] = "/ws/.pyenv"
	w.interpreters["/ws/.pyenv/versions/3.9.9/bin/python"] = cpython("3.9.9", "", "")
	query := Query{Chosen: "/ws/.venv/bin/python", Folders: []string{"/ws"}}
	finder := w.finder()
	found, problems := finder.Find(t.Context(), query)
	if len(found) == 0 || len(problems) == 0 || !errors.Is(problems[0].Err, ErrUntrusted) {
		t.Errorf("found %v with problems %v, want some interpreter and ErrUntrusted", found, problems)
	}
	if _, err := finder.Choose(t.Context(), query); !errors.Is(err, ErrUntrusted) || !strings.Contains(err.Error(), "Trust the workspace") {
		t.Errorf("Choose failed with %v, want ErrUntrusted and the way out", err)
	}
	for _, path := range w.asked {
		if strings.HasPrefix(path, "/ws/") {
			t.Errorf("%s was started", path)
		}
		if strings.HasPrefix(w.dirs[path], "/ws") {
			t.Errorf("%s was started in the workspace", path)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(w *world)
		query  Query
		want   string // the interpreter's path
		err    error
		text   string
	}{
		{"the environment of the workspace", nil, Query{Folders: []string{"/ws"}, Trusted: true}, "/ws/.venv/bin/python", nil, ""},
		{"PATH", nil, Query{}, "/p/.pyenv/versions/3.9.1/bin/python", nil, ""},
		{"a chosen path", nil, Query{Chosen: "/usr/bin/python3"}, "/usr/bin/python3", nil, ""},
		{"a chosen environment's folder", nil, Query{Chosen: "/ws/.venv"}, "/ws/.venv/bin/python", nil, ""},
		{"a chosen name", nil, Query{Chosen: "python3.11"}, "/usr/bin/python3.11", nil, ""},
		{"a path from home", nil, Query{Chosen: "~/.pyenv/versions/3.10.2/bin/python"}, "/p/.pyenv/versions/3.10.2/bin/python", nil, ""},
		{"a chosen one that is missing", nil, Query{Chosen: "/no/python"}, "", ErrBroken, "/no/python: it does not work as a Python interpreter: there is no such file"},
		{"a chosen one that is broken", nil, Query{Chosen: "/usr/bin/python3.8"}, "", ErrBroken, "libpython3.8.so"},
		{"a chosen one that is no Python", func(w *world) { w.outputs = map[string]string{"/usr/bin/python3": "hello"} },
			Query{Chosen: "/usr/bin/python3"}, "", ErrBroken, "said something else"},
		{"Python 2", nil, Query{Chosen: "/p/.pyenv/versions/2.7.18/bin/python"}, "", ErrTooOld,
			"/p/.pyenv/versions/2.7.18/bin/python is CPython 2.7.18: programs can be profiled with Python 3.6 or newer. Choose a newer interpreter"},
		{"Python 2 alone", func(w *world) {
			w.interpreters = map[string]any{"/usr/bin/python": cpython("2.7.5", "/usr/bin/python", "/usr")}
		}, Query{}, "", ErrTooOld, "/usr/bin/python is CPython 2.7.5"},
		{"a broken one alone", func(w *world) { w.interpreters = map[string]any{"/usr/bin/python": errors.New("exec format error")} },
			Query{}, "", ErrNone, "/usr/bin/python: it does not work as a Python interpreter: exec format error"},
		{"none", func(w *world) { w.interpreters = nil }, Query{}, "", ErrNone, "Install Python 3.6 or newer from https://www.python.org"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := machine()
			if test.change != nil {
				test.change(w)
			}
			got, err := w.finder().Choose(t.Context(), test.query)
			if got.Path != test.want || !errors.Is(err, test.err) {
				t.Fatalf("Choose is %+v, %v; want %s, %v", got, err, test.want, test.err)
			}
			if err != nil && !strings.Contains(err.Error(), test.text) {
				t.Errorf("the error %q does not say %q", err, test.text)
			}
		})
	}
}

func TestChooseStartsNoMoreThanItNeeds(t *testing.T) {
	w := machine()
	if _, err := w.finder().Choose(t.Context(), Query{Folders: []string{"/ws"}, Trusted: true}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"/ws/.venv/bin/python"}; !slices.Equal(w.asked, want) {
		t.Errorf("it started %v, want %v", w.asked, want)
	}
}

func TestWindows(t *testing.T) {
	w := &world{
		system:      "windows",
		environment: map[string]string{"PATH": "/windows", "USERPROFILE": "/p"},
		interpreters: map[string]any{
			"/ws/venv/Scripts/python.exe":                   cpython("3.12.1", "/ws/venv/Scripts/python.exe", "/ws/venv"),
			"/windows/python.exe":                           fmt.Errorf("%w (exit code 9009): Python was not found", process.ErrFailed),
			"/p/.pyenv/pyenv-win/versions/3.8.1/python.exe": cpython("3.8.1", "/p/.pyenv/pyenv-win/versions/3.8.1/python.exe", "/p/3.8.1"),
			"/Program Files/Python312/python.exe":           cpython("3.12.1", "/Program Files/Python312/python.exe", "/Program Files/Python312"),
			"/Python36/python.exe":                          cpython("3.6.8", "/Python36/python.exe", "/Python36"),
		},
		files:   []string{"/windows/py.exe", "/ws/venv/pyvenv.cfg"},
		outputs: map[string]string{"/windows/py.exe": " -V:3.12 *        /Program Files/Python312/python.exe\r\n -3.6-64          /Python36/python.exe\r\n -V:3.5   /gone/python.exe\r\n"},
	}
	found, problems := w.finder().Find(t.Context(), Query{Folders: []string{"/ws"}, Trusted: true})
	want := []Interpreter{
		{"/ws/venv/Scripts/python.exe", "3.12.1", "CPython", Workspace},
		{"/p/.pyenv/pyenv-win/versions/3.8.1/python.exe", "3.8.1", "CPython", Pyenv},
		{"/Program Files/Python312/python.exe", "3.12.1", "CPython", Launcher},
		{"/Python36/python.exe", "3.6.8", "CPython", Launcher},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if len(problems) != 1 || !strings.Contains(problems[0].Err.Error(), "Python was not found") {
		t.Errorf("the problems are %v, want that of /windows/python.exe", problems)
	}
}

func TestSupported(t *testing.T) {
	for version, want := range map[string]bool{"2.7.18": false, "3.5.10": false, "3.6.0": true, "3.10.2": true, "3.14.0rc1": true, "4.0.0": true, "": false} {
		if got := (Interpreter{Version: version}).Supported(); got != want {
			t.Errorf("Python %q: Supported is %v, want %v", version, got, want)
		}
	}
}
