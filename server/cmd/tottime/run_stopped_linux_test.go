package main

import (
	"syscall"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/runs"
)

// TestRunAskedToEndWhileStopped asks for the end of a program that Ctrl-Z or itself has stopped, and of its supervisor with it: what was measured must be saved.
func TestRunAskedToEndWhileStopped(t *testing.T) {
	t.Parallel()
	needPython(t)
	const (
		once  = "import os, signal\ndef f(): pass\nf()\nos.kill(os.getpid(), signal.SIGSTOP)\nwhile True: f()\n"
		again = "import os, signal\ndef f(): pass\nf()\nwhile True: os.kill(os.getpid(), signal.SIGSTOP)\n"
	)
	control := func(t *testing.T, g group) {
		if err := runs.Request(afero.NewOsFs(), g.folder, runs.Stop); err != nil {
			t.Fatal(err)
		}
		if err := process.Continue(g.process.Pid, process.Identity(g.process.Pid)); err != nil {
			t.Fatal(err)
		}
	}
	signal := func(_ *testing.T, g group) {
		g.process.Signal(syscall.SIGTERM)
		g.process.Signal(syscall.SIGCONT)
	}
	for name, test := range map[string]struct {
		program string
		ask     func(*testing.T, group)
	}{
		"by the control file": {once, control},
		"by a signal":         {once, signal},
		"by the control file, though it stops whenever it can": {again, control},
		"by a signal, though it stops whenever it can":         {again, signal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := startGroup(t, test.program)
			var status syscall.WaitStatus
			if _, err := syscall.Wait4(g.process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
				t.Fatalf("tottime has the state %v (%v), want stopped", status, err)
			}
			test.ask(t, g)
			if end := g.wait(t); end != "signal: terminated" {
				t.Errorf("it ended with %s, want of SIGTERM", end)
			}
			g.checkStopped(t, "SIGTERM")
		})
	}
}

// TestRunStopsAfterTheProgram presses Ctrl-Z when the program has ended and tottime waits for Enter: then it stops itself.
func TestRunStopsAfterTheProgram(t *testing.T) {
	t.Parallel()
	needPython(t)
	g := startGroup(t, "print('x')\n", "--hold")
	g.line(t)
	if text, err := g.stdout.ReadString('P'); err != nil {
		t.Fatalf("tottime wrote %q (%v)", text, err)
	}
	g.process.Signal(syscall.SIGTSTP)
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(g.process.Pid, &status, syscall.WUNTRACED, nil); err != nil || status.StopSignal() != syscall.SIGTSTP {
		t.Fatalf("tottime has the state %v (%v), want stopped by SIGTSTP", status, err)
	}
	g.process.Signal(syscall.SIGCONT)
	g.stdin.WriteString("\n")
	if end := g.wait(t); end != "exit status 0" {
		t.Errorf("it ended with %s", end)
	}
}
