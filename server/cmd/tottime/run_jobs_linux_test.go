package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"tottime/profiler/process"
)

// terminal is a shell with job control in a terminal, and what it shows.
type terminal struct {
	outer *os.File
	shown strings.Builder
	seen  int // how much of it has been awaited
}

// openShell starts a shell in a command's folder and environment, in which `profiled` runs the program.
func openShell(t *testing.T, command process.Command) *terminal {
	t.Helper()
	path, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	outer, inner := openTerminal(t)
	write(t, command, "shell.rc", fmt.Sprintf("PS1='$ '; set -b; alias profiled='%s'\n", strings.Join(append([]string{command.Path}, command.Args...), " ")))
	started, err := process.Own(func() (*os.Process, error) {
		return os.StartProcess(path, []string{"bash", "--noprofile", "--rcfile", "shell.rc", "-i"}, &os.ProcAttr{
			Dir: command.Dir, Env: append(command.Env, "TERM=dumb", "HISTFILE="), Files: []*os.File{inner, inner, inner},
			Sys: &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0},
		})
	})
	inner.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		started.Kill()
		started.Wait()
	})
	return &terminal{outer: outer}
}

// await waits until the text is shown, after what was awaited before.
func (s *terminal) await(t *testing.T, text string) {
	t.Helper()
	if err := s.outer.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for buffer := make([]byte, 1000); ; {
		if i := strings.Index(s.shown.String()[s.seen:], text); i >= 0 {
			s.seen += i + len(text)
			return
		}
		n, err := s.outer.Read(buffer)
		if err != nil {
			t.Fatalf("the screen shows %q and then %v, want %q", s.shown.String(), err, text)
		}
		s.shown.Write(buffer[:n])
	}
}

// TestRunJobs types at a shell in which a program runs, stops and goes on, and which must be told what it is told of plain Python.
func TestRunJobs(t *testing.T) {
	t.Parallel()
	needPython(t)
	type step struct {
		typed string
		shown []string
	}
	const (
		ready    = "import os, signal, sys\ndef say(text):\n    print(text)\n    sys.stdout.flush()\nsay('ready')\n"
		asks     = ready + "for i in range(2):\n    say('hello ' + sys.stdin.readline())\n"
		deaf     = "import signal\nsignal.signal(signal.SIGTSTP, signal.SIG_IGN)\n" + asks
		stopping = ready + "for i in range(4):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    say('round %d' % i)\n"
		waits    = "import signal\nawake = []\nsignal.signal(signal.SIGCONT, lambda *_: awake.append(1))\n" + ready + "while not awake: pass\nsay('hello again')\n"
	)
	started, stopped, continued := step{"profiled\n", []string{"ready"}}, step{"\x1a", []string{"Stopped", "program.py", "$ "}}, step{"fg\n", []string{"program.py"}}
	rounds := []step{started}
	for i := range 4 {
		rounds = append(rounds, step{"", []string{"Stopped", "program.py", "$ "}}, step{"echo is $?\n", []string{"is 147"}}, step{"fg\n", []string{"program.py", fmt.Sprintf("round %d", i)}})
	}
	for name, test := range map[string]struct {
		program string
		steps   []step
		stops   int // how often the shell says that it has stopped
	}{
		"Ctrl-Z":                    {asks, []step{started, stopped, {"echo is $?\n", []string{"is 148"}}, continued, {"one\n", []string{"hello one"}}, stopped, continued, {"two\n", []string{"hello two"}}}, 2},
		"Ctrl-Z that is ignored":    {deaf, []step{started, {"\x1aone\n", []string{"hello one"}}, {"two\n", []string{"hello two"}}}, 0},
		"stops itself":              {stopping, rounds, 4},
		"reads in the background":   {asks, []step{{"profiled &\n", []string{"Stopped", "program.py"}}, continued, {"one\n", []string{"hello one"}}, {"two\n", []string{"hello two"}}}, 1},
		"goes on in the background": {waits, []step{started, stopped, {"bg\n", []string{"hello again"}}, {"wait\n", []string{"Done"}}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			command := self(t, "run", "--quiet", "program.py")
			write(t, command, "program.py", test.program)
			s := openShell(t, command)
			s.await(t, "$ ")
			for _, step := range test.steps {
				s.outer.WriteString(step.typed)
				for _, text := range step.shown {
					s.await(t, text)
				}
			}
			s.outer.WriteString("echo ended with $?\n")
			s.await(t, "ended with 0")
			if got := strings.Count(s.shown.String(), "Stopped"); got != test.stops {
				t.Errorf("the shell was told of %d stops, want %d:\n%s", got, test.stops, s.shown.String())
			}
		})
	}
}
