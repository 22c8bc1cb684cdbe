package server_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/protocol"
	"tottime/server"
)

// world is what the server of a test lives in: all of it in memory.
type world struct {
	server.Options
	t *testing.T
	// supervisors are the supervisors that run.
	supervisors sync.WaitGroup

	mu sync.Mutex // guards what follows
	// alive are the processes there are.
	alive map[int]bool
	// asleep are those that are stopped, as by Ctrl-Z.
	asleep map[int]bool
	// trees are the trees that the server killed, in this order.
	trees []string
	// commands are those that the server started, in this order.
	commands []process.Command
	// program is what a supervisor runs.
	program func(*supervisor)
	// interpreters and choose are what the Finder answers.
	interpreters []python.Interpreter
	problems     []python.Problem
	queries      []python.Query
	// look is called when interpreters are looked for.
	look func(context.Context) error
}

const script = "/proj/main.py"

var python313 = python.Interpreter{Path: "/usr/bin/python3", Version: "3.13.0", Implementation: "CPython", Source: python.Path}

func newWorld(t *testing.T) *world {
	w := &world{t: t, alive: map[int]bool{}, asleep: map[int]bool{}, interpreters: []python.Interpreter{python313}}
	w.Options = server.Options{
		Files: afero.NewMemMapFs(), Log: t.Output(), Version: "1.2.3",
		Executable: "/opt/tottime", RunsFolder: "/data/runs",
		Interpreters: w, Start: w.start, Identity: w.identity, Continue: w.resume, Kill: w.kill, KillTree: w.killTree,
	}
	t.Cleanup(w.supervisors.Wait)
	w.write(script, "print('hello')\n")
	return w
}

func (w *world) write(path, text string) {
	w.t.Helper()
	if err := afero.WriteFile(w.Files, path, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// Find and Choose are those of a python.Finder.
func (w *world) Find(ctx context.Context, query python.Query) ([]python.Interpreter, []python.Problem) {
	w.mu.Lock()
	w.queries = append(w.queries, query)
	look := w.look
	w.mu.Unlock()
	if look != nil && look(ctx) != nil {
		return nil, nil
	}
	return w.interpreters, w.problems
}

func (w *world) Choose(ctx context.Context, query python.Query) (python.Interpreter, error) {
	found, _ := w.Find(ctx, query)
	if err := ctx.Err(); err != nil {
		return python.Interpreter{}, context.Cause(ctx)
	}
	if len(found) == 0 {
		return python.Interpreter{}, fmt.Errorf("%w on PATH. Install it", python.ErrNone)
	}
	return found[0], nil
}

// identity, resume, kill and start are those of package process.
func (w *world) identity(pid int) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.alive[pid] {
		return ""
	}
	return strconv.Itoa(pid) + "-born"
}

func (w *world) resume(pid int, identity string) error {
	if w.identity(pid) == identity {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.asleep, pid)
	}
	return nil
}

func (w *world) kill(pid int, identity string) error {
	if w.identity(pid) == identity {
		w.end(pid)
	}
	return nil
}

func (w *world) killTree(id string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trees = append(w.trees, id)
	return 1
}

// end ends a process.
func (w *world) end(pid int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.alive, pid)
}

// processes are the numbers of those that are alive.
func (w *world) processes() []int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Collect(maps.Keys(w.alive))
}

func (w *world) start(command process.Command) (server.Supervisor, error) {
	s := w.supervise(command)
	if s == nil {
		return nil, fmt.Errorf("cannot start %s: no such file or directory", command.Path)
	}
	return s, nil
}

// runParams start the script.
var runParams = protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetScript, Path: script}}
