package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"tottime/profiler/process"
	"tottime/server"
)

// serveCommand is `tottime serve`: the backend of an editor.
type serveCommand struct{}

// Run serves the editor at the other end of standard input and output until it goes away.
func (serveCommand) Run(env *environment) error {
	executable, err := os.Executable()
	if err != nil {
		return fmt.Errorf("cannot tell where tottime itself is: %w", err)
	}
	// A write to an editor that has died must be an error, not the end: there are programs to stop.
	brokenPipe := make(chan os.Signal, 1)
	signal.Notify(brokenPipe, syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	return server.Serve(ctx, stdio{env.stdin, env.stdout}, server.Options{
		Files:        env.fs,
		Log:          env.stderr,
		Version:      version,
		Executable:   executable,
		RunsFolder:   runsFolder(),
		Interpreters: newFinder(env.fs),
		Start: func(command process.Command) (server.Supervisor, error) {
			tree, err := process.Start(command)
			if err != nil {
				return nil, err // not a nil *process.Tree
			}
			return tree, nil
		},
		Identity: process.Identity,
		Continue: process.Continue,
		Kill:     process.Kill,
		KillTree: process.KillTree,
	})
}

// stdio is a connection over standard input and output.
type stdio struct {
	io.Reader
	io.Writer
}

// Close closes both, where they can be closed: that ends a read that waits.
func (s stdio) Close() error {
	var errs []error
	for _, end := range []any{s.Reader, s.Writer} {
		if c, ok := end.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}
