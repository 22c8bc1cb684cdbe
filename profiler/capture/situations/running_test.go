package situations_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tottime/profiler/callgraph"
	"tottime/profiler/process"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// running is a program under way.
type running struct {
	*workshop
	by     tool
	folder string // where the profile is to go
	// command is the tool's process, pid the number that the program says is its own.
	command *exec.Cmd
	pid     int
	stdin   *os.File
	stdout  output
	stderr  bytes.Buffer
	live    bool // figures of it could be read while it ran
}

// run has a tool run a program to its end.
func (w *workshop) run(t *testing.T, what trial, by tool) *seen {
	t.Helper()
	for limit := 500 * time.Millisecond; ; limit *= 2 {
		s := w.runWithin(t, what, by, limit)
		if !what.limited || by != tottime || strings.Contains(s.stdout, "ready") || t.Failed() {
			return s
		}
	}
}

func (w *workshop) runWithin(t *testing.T, what trial, by tool, limit time.Duration) *seen {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	r := w.start(ctx, t, what, by, limit)
	defer r.stdin.Close()
	r.stdin.WriteString(what.stdin)
	switch {
	case what.during != nil:
		select {
		case r.pid = <-r.stdout.ready:
			what.during(t, r)
		case <-ctx.Done():
		}
	case !what.limited:
		r.stdin.Close()
	}
	r.command.Wait() // how it ended is in its state
	killGroup(r.command)
	if ctx.Err() != nil {
		t.Fatalf("%v has not ended: %s%s", r.command.Args, &r.stdout, &r.stderr)
	}
	s := &seen{
		by: by, version: w.version, script: what.script, file: filepath.Join(r.folder, runs.ProfileFile),
		stdout: r.stdout.String(), stderr: r.stderr.String(), code: exitCode(r.command.ProcessState), live: r.live,
	}
	if by == tottime {
		s.run, _ = runs.Read(disk, r.folder) // there is none of a program that was not to be run
	}
	return s
}

// start has a tool start a program.
func (w *workshop) start(ctx context.Context, t *testing.T, what trial, by tool, limit time.Duration) *running {
	t.Helper()
	folder, err := os.MkdirTemp(w.folder, "")
	if err != nil {
		t.Fatal(err)
	}
	path, args := w.commandLine(what, by, folder)
	if what.limited && by == tottime {
		args = slices.Insert(args, 1, "--time-limit", limit.String())
	}
	input, stdin, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer input.Close()
	r := &running{workshop: w, by: by, folder: folder, command: exec.CommandContext(ctx, path, args...), stdin: stdin, stdout: output{ready: make(chan int, 1)}}
	r.command.Dir, r.command.Env, r.command.WaitDelay = "testdata", w.environment(), time.Second
	r.command.Stdin, r.command.Stdout, r.command.Stderr = input, &r.stdout, &r.stderr
	inOwnGroup(r.command)
	_, err = process.Own(func() (*os.Process, error) {
		err := r.command.Start()
		return r.command.Process, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// environment is ours without what would make programs differ from machine to machine.
func (w *workshop) environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(entry string) bool {
		return strings.HasPrefix(entry, "PYTHON") || strings.HasPrefix(entry, "LC_") || strings.HasPrefix(entry, "LANG")
	})
	return append(env, "PYTHONDONTWRITEBYTECODE=1", "LC_ALL=C.UTF-8", "XDG_DATA_HOME="+w.folder, "XDG_CACHE_HOME="+w.folder)
}

// look waits until what was measured so far can be read. cProfile is given twice the time that Tottime took.
func (r *running) look(t *testing.T) {
	began := time.Now()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	reader := recording.NewReader(disk, r.folder)
	for deadline := began.Add(patience); !r.live; <-tick.C {
		if r.by == cProfile {
			deadline = began.Add(2 * r.took)
			_, err := os.Stat(filepath.Join(r.folder, runs.ProfileFile))
			r.live = err == nil
		} else if p, err := reader.Read(); err != nil {
			t.Error(err)
			return
		} else {
			r.live = measured(p.Graph)
			r.took = time.Since(began)
		}
		if time.Now().After(deadline) {
			return
		}
	}
}

// measured tells whether ends.py has done what it does before it ends.
func measured(g *callgraph.Graph) bool {
	for f := range g.Len() {
		if g.Name(f) == "leaf" && g.Figures(f).Calls == 7 {
			return true
		}
	}
	return false
}
