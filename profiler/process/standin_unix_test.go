//go:build linux || darwin

package process

import (
	"bufio"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func init() {
	// stand stands in for the program that its first argument names, and tells how that has ended.
	helpers["stand"] = func(args []string) {
		command := kept(args[0])
		command.Stdout, command.StandIn = os.Stdout, true
		tree, err := Start(command)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("ready")
		exit := tree.Wait()
		tree.Kill()
		fmt.Println(exit)
	}
	// listen tells its number and then the signals that come, and ends with SIGUSR2.
	helpers["listen"] = func([]string) {
		heard := make(chan os.Signal, 8)
		signal.Notify(heard, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM, syscall.Signal(firstRealTime+6))
		fmt.Println(os.Getpid())
		for which := range heard {
			fmt.Println(signalName(which))
			if which == syscall.SIGUSR2 {
				os.Exit(7)
			}
		}
	}
}

// standing is a program and the supervisor that stands in for it, whose parent the test is.
type standing struct {
	supervisor, program int
	lines               *bufio.Scanner
}

func stand(t *testing.T, program string) standing {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { read.Close() })
	s := standing{supervisor: startOwn(t, helper("stand", program), nil, write, write), lines: bufio.NewScanner(read)}
	write.Close()
	for range 2 { // lines of two processes, in any order
		if text := s.line(t); text != "ready" {
			if s.program, err = strconv.Atoi(text); err != nil {
				t.Fatalf("the program says %q, not its number", text)
			}
		}
	}
	return s
}

// line reads what the program says, or at last its supervisor.
func (s standing) line(t *testing.T) string {
	t.Helper()
	if !s.lines.Scan() {
		t.Fatalf("it says no more (%v)", s.lines.Err())
	}
	return s.lines.Text()
}

// TestStopsWithTheProgram sends signals to a program and to the supervisor that stands in for it, and looks what becomes of both.
func TestStopsWithTheProgram(t *testing.T) {
	const program, supervisor = false, true
	type step struct {
		to   bool
		what unix.Signal
		then string // what becomes of the supervisor, "" for nothing
	}
	stop, wake := step{program, unix.SIGSTOP, "stopped"}, step{program, unix.SIGCONT, "continued"}
	for name, test := range map[string]struct {
		steps []step
		end   string
	}{
		"the program is continued":    {[]step{stop, wake, stop, wake, {program, unix.SIGTERM, "exit code 0"}}, "SIGTERM"},
		"the supervisor is continued": {[]step{stop, {supervisor, unix.SIGCONT, "continued"}, {program, unix.SIGTERM, "exit code 0"}}, "SIGTERM"},
		// The supervisor hears of the second stop only when it has gone on for a while, and the program does again by then.
		"the program is continued at once":      {[]step{stop, wake, {program, unix.SIGSTOP, ""}, {program, unix.SIGCONT, ""}, {program, unix.SIGTERM, "exit code 0"}}, "SIGTERM"},
		"the program is killed":                 {[]step{stop, {program, unix.SIGKILL, "continued"}, {then: "exit code 0"}}, "SIGKILL"},
		"Ctrl-Z that the program does not mind": {[]step{{supervisor, unix.SIGTSTP, ""}, {supervisor, unix.SIGUSR2, "exit code 0"}}, "exit code 7"},
	} {
		t.Run(name, func(t *testing.T) {
			s := stand(t, "listen")
			for i, step := range test.steps {
				pid := s.program
				if step.to == supervisor {
					pid = s.supervisor
				}
				unix.Kill(pid, step.what)
				if step.then == "" {
					if pid == s.program {
						eventually(t, "the program does what it was told", func() bool { return isStopped(pid) == (step.what == unix.SIGSTOP) })
					}
					continue
				}
				if got := next(t, s.supervisor); got != step.then {
					t.Fatalf("step %d: the supervisor is %s, want %s", i, got, step.then)
				}
				eventually(t, "the program is as its supervisor", func() bool { return isStopped(s.program) == (step.then == "stopped") })
			}
			if test.end == "exit code 7" {
				s.line(t) // the signal
			}
			if got := s.line(t); got != test.end {
				t.Errorf("the program has ended with %s, want %s", got, test.end)
			}
		})
	}
}

func TestSignalsArePassedOn(t *testing.T) {
	s := stand(t, "listen")
	sent := []syscall.Signal{syscall.SIGUSR1, syscall.SIGALRM, syscall.SIGUSR1}
	if runtime.GOOS == "linux" {
		sent = append(sent, firstRealTime+6)
	}
	for _, which := range append(sent, syscall.SIGUSR2) {
		unix.Kill(s.supervisor, which)
		if got, want := s.line(t), signalName(which); got != want {
			t.Errorf("the program got %s, want %s", got, want)
		}
	}
	if got := s.line(t); got != "exit code 7" {
		t.Errorf("the program has ended with %q, want exit code 7", got)
	}
}
