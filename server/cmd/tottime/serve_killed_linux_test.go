package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/protocol"
	"tottime/server/servertest"
)

// TestServersAreKilled kills one server after another at random moments, from the start of a run on, while its program works in the
// editor's terminal. The program must not notice, and the last server must tell how it ended.
func TestServersAreKilled(t *testing.T) {
	t.Parallel()
	needPython(t)
	path := buildTottime(t)
	for round := range killRounds(t) {
		t.Run(strconv.Itoa(round), func(t *testing.T) { killServers(t, path) })
	}
}

func killServers(t *testing.T, path string) {
	command := self(t)
	script := write(t, command, "work.py", "import os, sys, time\nwhile not os.path.exists(sys.argv[1]):\n    time.sleep(0.01)\nsys.exit(3)\n")
	goOn := filepath.Join(command.Dir, "go on")
	client := protocol.InitializationOptions{Trusted: true, Terminal: true, RunsFolder: filepath.Join(command.Dir, "runs")}
	opened := make(chan string, 1)
	connect := func() served {
		s := serve(t, path)
		servertest.Answer(s.Editor, protocol.RunTerminal, func(_ context.Context, p protocol.RunTerminalParams) (none protocol.None, err error) {
			terminal, err := process.Start(process.Command{Path: p.Command, Args: p.Args, Dir: p.WorkingDirectory, Stdout: t.Output(), Stderr: t.Output()})
			if err == nil {
				t.Cleanup(func() { terminal.Kill() })
				opened <- p.Run
			}
			return none, err
		})
		return s
	}
	killWithin := func(s served, limit time.Duration) {
		<-time.After(rand.N(limit))
		syscall.Kill(s.tree.PID(), syscall.SIGKILL)
		s.tree.Wait()
	}

	s := connect()
	s.Initialize(client)
	servertest.Go(s.Editor, protocol.RunStart, protocol.RunStartParams{
		Target: protocol.Target{Kind: protocol.TargetScript, Path: script, Args: protocol.List[string]{goOn}},
	})
	// Half of the rounds come before the program has a terminal, or after; the others just when the server has asked for one, most of them
	// before it has answered.
	var run string
	if rand.N(2) == 0 {
		run = <-opened
		killWithin(s, 10*time.Millisecond)
	} else {
		killWithin(s, time.Second)
		select {
		case run = <-opened:
		case <-time.After(time.Second):
			return // the server had not asked for a terminal, so nothing runs
		}
	}
	client.Runs = protocol.List[string]{run}
	for range 2 {
		s = connect()
		s.Initialize(client)
		killWithin(s, 400*time.Millisecond)
	}
	s = connect()
	s.Initialize(client)
	if err := os.WriteFile(goOn, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	ended := servertest.Await(s.Editor, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == run })
	if ended.Ending != protocol.EndingExited || ended.ExitCode != 3 || ended.Profile == "" || len(ended.Problems) > 0 {
		t.Errorf("ended %+v", ended)
	}
}
