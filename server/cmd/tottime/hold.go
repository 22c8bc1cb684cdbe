package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"tottime/profiler/runs"
)

// hold says how the program ended and waits until somebody has read it.
func hold(env *environment, run runs.Run, measured bool) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	saved := ""
	if measured {
		saved = " Its profile is saved."
	}
	fmt.Fprintf(env.stdout, "\n%s.%s Press Enter to close this terminal.", sentence(run), saved)
	enter := make(chan struct{})
	go func() {
		defer close(enter)
		key := make([]byte, 1)
		for {
			n, err := env.stdin.Read(key)
			if err != nil || n == 1 && (key[0] == '\n' || key[0] == '\r') {
				return
			}
		}
	}()
	select {
	case <-enter:
	case <-ctx.Done():
	}
}

// sentence tells how a run ended.
func sentence(run runs.Run) string {
	script := run.Target.Name()
	switch {
	case run.Exit.How == runs.Failed:
		return fmt.Sprintf("%s was not run", script)
	case run.Exit.How == runs.TimeLimit:
		return fmt.Sprintf("%s was stopped after %.1f s, its time limit", script, run.Seconds)
	case run.Exit.How == runs.Stopped:
		return fmt.Sprintf("%s was stopped after %.1f s", script, run.Seconds)
	case run.Exit.How == runs.Signalled:
		return fmt.Sprintf("%s was ended by %s after %.1f s", script, run.Exit.Signal, run.Seconds)
	case run.Exit.Code != 0:
		return fmt.Sprintf("%s ended with exit code %d after %.1f s", script, run.Exit.Code, run.Seconds)
	default:
		return fmt.Sprintf("%s has ended after %.1f s", script, run.Seconds)
	}
}
