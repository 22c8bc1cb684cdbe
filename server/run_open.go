package server

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
	"tottime/protocol"
)

// runsRoot is the folder that holds the folders of runs.
func (s *session) runsRoot() string {
	if s.client.RunsFolder != "" {
		return s.client.RunsFolder
	}
	return s.RunsFolder
}

// createRun makes the folder of a run.
func (s *session) createRun(name string) (*run, error) {
	root := s.runsRoot()
	if !filepath.IsAbs(root) {
		return nil, about(root, fmt.Errorf("%w: the folder for runs %q is not an absolute path. Choose another one", errRunFailed, root))
	}
	folder, err := runs.Create(s.Files, root, time.Now(), name)
	if err != nil {
		return nil, about(root, fmt.Errorf("%w: %w", errRunFailed, err))
	}
	r, err := s.runs.add(s.Files, folder, s.client.Terminal)
	if err != nil {
		s.remove(folder)
	}
	return r, err
}

// abandon forgets a run that did not come to be.
func (s *session) abandon(r *run) {
	if s.client.Terminal {
		// Should the terminal open all the same, the supervisor finds that nobody wants it.
		if err := s.stop(r, runs.Cancel); err != nil {
			s.log.printf(protocol.MessageError, "%v", err)
		}
		s.forgetVariables(r)
	} else {
		s.remove(r.folder)
	}
	s.runs.drop(r)
}

// forgetVariables removes what was left for a supervisor that did not begin: variables may be secrets.
func (s *session) forgetVariables(r *run) {
	if _, err := runs.TakeVariables(s.Files, r.folder); err != nil {
		s.log.printf(protocol.MessageWarning, "%v", err)
	}
}

// remove removes a run's folder that is of no use.
func (s *session) remove(folder string) {
	if err := s.Files.RemoveAll(folder); err != nil {
		s.log.printf(protocol.MessageWarning, "%v", err)
	}
}

// supervise is the command that runs the program.
func (s *session) supervise(r *run, p protocol.RunStartParams, interpreter python.Interpreter) process.Command {
	args := []string{"run", "--run-folder", r.folder, "--python", interpreter.Path, "--cwd", p.WorkingDirectory, "--quiet"}
	if s.client.Terminal {
		args = append(args, "--hold")
	}
	args = append(args, optionWords(p)...)
	return process.Command{Path: s.Executable, Args: append(args, targetWords(p.Target)...), Dir: p.WorkingDirectory}
}

// open starts the supervisor, or has the client start it.
func (s *session) open(ctx context.Context, r *run, p protocol.RunStartParams, command process.Command) error {
	if !s.client.Terminal {
		return s.startWithPipes(r, command)
	}
	answer := make(chan error, 1)
	go func() {
		answer <- s.conn.Call(ctx, protocol.RunTerminal.Method, protocol.RunTerminalParams{
			Run: r.id, Title: "Profile " + coreTarget(p.Target).Name(),
			Command: command.Path, Args: command.Args, WorkingDirectory: command.Dir,
		}, nil)
	}()
	var err error
	select {
	case err = <-answer:
	case <-r.stopped:
		err = errors.New("it was stopped before")
	case <-r.left:
		err = errors.New("the session ends")
	case <-time.After(beginLimit):
		err = fmt.Errorf("it was given %v", beginLimit)
	}
	if err != nil && ctx.Err() == nil {
		return about(p.Target.Path, fmt.Errorf("%w: the editor did not open a terminal for it: %w", errRunFailed, err))
	}
	return err
}

// startWithPipes starts the supervisor here and sends the client what the program writes.
func (s *session) startWithPipes(r *run, command process.Command) error {
	stdout := &runOutput{session: s, run: r, stream: protocol.OutputStdout}
	stderr := &runOutput{session: s, run: r, stream: protocol.OutputStderr}
	command.Stdout, command.Stderr, command.Hidden, command.Supervisor = stdout, stderr, true, true
	supervisor, err := s.Start(command)
	if err != nil {
		return fmt.Errorf("%w: %w", errRunFailed, err)
	}
	r.supervisor = supervisor
	r.flush = func() { stdout.flush(); stderr.flush() }
	return nil
}
