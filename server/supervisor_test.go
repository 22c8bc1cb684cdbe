package server_test

import (
	"io"
	"slices"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/runs"
)

// supervisor stands in for `tottime run`.
type supervisor struct {
	world  *world
	pid    int
	folder string
	run    runs.Run
	stdout io.Writer
	stderr io.Writer

	done chan struct{}
	exit process.Exit
}

// supervise starts a supervisor by its command, as a terminal or the server does. It is nil when there is no program for it to run.
func (w *world) supervise(command process.Command) *supervisor {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.commands = append(w.commands, command)
	if w.program == nil {
		return nil
	}
	folder := command.Args[slices.Index(command.Args, "--run-folder")+1]
	s := &supervisor{world: w, pid: 1000 + len(w.commands), folder: folder, stdout: command.Stdout, stderr: command.Stderr, done: make(chan struct{})}
	w.alive[s.pid] = true
	program := w.program
	w.supervisors.Go(func() {
		defer close(s.done)
		program(s)
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.alive, s.pid)
	})
	return s
}

// begin writes the first run.json.
func (s *supervisor) begin() {
	s.run = runs.Run{
		State: runs.Running, Started: time.Now(), Target: runs.Target{Kind: runs.Script, Path: script},
		Supervisor: runs.Supervisor{PID: s.pid, Identity: s.world.identity(s.pid), Tree: "tree"},
	}
	s.save()
}

// end writes the profile and the last run.json.
func (s *supervisor) end(exit runs.Exit) {
	s.world.write(s.folder+"/"+runs.ProfileFile, "profile")
	s.run.State, s.run.Exit, s.run.Seconds = runs.Ended, &exit, time.Since(s.run.Started).Seconds()
	s.save()
}

func (s *supervisor) save() {
	if err := runs.Write(s.world.Files, s.folder, s.run); err != nil {
		s.world.t.Error(err)
	}
}

// work runs for d, or until it is asked to stop; it says which. It is false too when it was killed.
func (s *supervisor) work(d time.Duration) bool {
	const look = 50 * time.Millisecond
	for passed := time.Duration(0); passed < d; passed += look {
		what, err := runs.Requested(s.world.Files, s.folder)
		if err != nil {
			s.world.t.Error(err)
		}
		if what != "" || s.world.identity(s.pid) == "" {
			return false
		}
		time.Sleep(look)
	}
	return true
}

func (s *supervisor) Done() <-chan struct{} { return s.done }

func (s *supervisor) Wait() process.Exit {
	<-s.done
	return s.exit
}

func (s *supervisor) Kill() int {
	s.world.end(s.pid)
	<-s.done
	return 0
}

// obedient runs for a second, and stops when it is asked to.
func obedient(s *supervisor) {
	s.begin()
	if s.work(time.Second) {
		s.end(runs.Exit{How: runs.Exited})
	} else {
		s.end(runs.Exit{How: runs.Stopped, Code: 130})
	}
}

// endless runs until it is asked to stop.
func endless(s *supervisor) {
	s.begin()
	s.work(time.Hour)
	s.end(runs.Exit{How: runs.Stopped, Code: 130})
}

// hang obeys nothing and goes on until it is killed.
func (s *supervisor) hang() {
	for s.world.identity(s.pid) != "" {
		time.Sleep(time.Second)
	}
}

// sleep does nothing from now on, as after Ctrl-Z, until it is continued or killed.
func (s *supervisor) sleep() {
	w := s.world
	w.mu.Lock()
	w.asleep[s.pid] = true
	w.mu.Unlock()
	asleep := func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.asleep[s.pid] && w.alive[s.pid]
	}
	for asleep() {
		time.Sleep(time.Second / 10)
	}
}
