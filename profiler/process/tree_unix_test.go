//go:build linux || darwin

package process

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func init() {
	// family starts a child that waits and a daemon; it ends if it is told so, else it waits.
	helpers["family"] = func(args []string) {
		for _, cmd := range []interface{ Start() error }{helperProcess("wait"), helperProcess("daemon", args...)} {
			if cmd.Start() != nil {
				os.Exit(1)
			}
		}
		if !slices.Contains(args, "end") {
			select {}
		}
	}
	// daemon starts a process in a session of its own and ends, so that the process is an orphan.
	helpers["daemon"] = func(args []string) {
		cmd := helperProcess("wait")
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		if slices.Contains(args, "clean") {
			cmd.Env = []string{helperVariable + "=wait"}
		}
		if cmd.Start() != nil {
			os.Exit(1)
		}
	}
}

// helperProcess is a helper as a plain child of the one that starts it.
func helperProcess(name string, args ...string) *exec.Cmd {
	command := helper(name, args...)
	cmd := exec.Command(command.Path, command.Args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = command.Env, os.Stdout, os.Stderr
	return cmd
}

// eventually waits until the condition holds.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !condition(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("still not so: %s", what)
		}
	}
}

func checkGone(t *testing.T, pids []int) {
	t.Helper()
	for _, pid := range pids {
		eventually(t, fmt.Sprintf("process %d is gone", pid), func() bool { return Identity(pid) == "" })
	}
}

// kept is a helper with a keeper.
func kept(name string, args ...string) Command {
	command := helper(name, args...)
	command.Keeper = []string{command.Path, keepArgument}
	return command
}

func TestKillEndsTheWholeTree(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		left int
	}{
		{"while the program runs", nil, 2},
		{"after the program has ended", []string{"end"}, 2},
		{"with a daemon whose environment was emptied", []string{"clean"}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			if slices.Contains(test.args, "clean") && runtime.GOOS != "linux" {
				t.Skip("only Linux leaves a daemon's parent to be found")
			}
			for _, command := range []Command{helper("family", test.args...), kept("family", test.args...)} {
				tree, pids := startWithPIDs(t, command, 2)
				if slices.Contains(test.args, "end") {
					tree.Wait()
				}
				if left := tree.Kill(); left < test.left {
					t.Errorf("Kill ended %d processes besides the program's own, want %d", left, test.left)
				}
				checkGone(t, append(pids, tree.command.Process.Pid))
			}
		})
	}
}

func TestTreesDoNotTouchEachOther(t *testing.T) {
	first, firstPIDs := startWithPIDs(t, helper("family", "end"), 2)
	second, secondPIDs := startWithPIDs(t, helper("family"), 2)
	first.Kill()
	checkGone(t, firstPIDs)
	for _, pid := range append(secondPIDs, second.PID()) {
		if Identity(pid) == "" {
			t.Errorf("process %d of the second tree was ended with the first", pid)
		}
	}
}

func TestSignalIsNamed(t *testing.T) {
	tree, _ := startWithPIDs(t, helper("wait"), 1)
	if err := tree.Ask(); err != nil {
		t.Fatal(err)
	}
	// A Go program has no handler for SIGTERM unless it asks for one.
	if got, want := tree.Wait(), (Exit{Code: 143, Signal: "SIGTERM"}); got != want {
		t.Errorf("the program ended with %+v, want %+v", got, want)
	}
	if err := tree.Ask(); err != nil {
		t.Errorf("asking a program that has ended: %v", err)
	}
}

func TestKillTreeOfAnotherSupervisor(t *testing.T) {
	tree, pids := startWithPIDs(t, helper("family", "end"), 2)
	tree.Wait()
	if killed := KillTree(tree.ID()); killed < 2 {
		t.Errorf("KillTree ended %d processes, want 2", killed)
	}
	checkGone(t, pids)
}

func TestProgramDiesWithItsSupervisor(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has a signal for a parent's death")
	}
	tree, pids := startWithPIDs(t, helper("supervise"), 1)
	unix.Kill(tree.PID(), unix.SIGKILL)
	tree.Wait()
	checkGone(t, pids)
}

func TestOrphansAreReaped(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux makes us the parent of orphans")
	}
	tree, pids := startWithPIDs(t, helper("family", "end"), 2)
	tree.Wait()
	for _, pid := range pids {
		unix.Kill(pid, unix.SIGKILL)
		// A zombie still takes signal 0.
		eventually(t, "the orphan is collected", func() bool { return unix.Kill(pid, 0) == unix.ESRCH })
	}
}

func TestSignalsOfASupervisor(t *testing.T) {
	signals := LeaveInterrupts()
	defer signals.Restore()
	if signals.Interrupted() {
		t.Error("interrupted before Ctrl-C")
	}
	unix.Kill(os.Getpid(), unix.SIGINT)
	eventually(t, "Ctrl-C was heard", signals.Interrupted)
	unix.Kill(os.Getpid(), unix.SIGHUP)
	if got := <-signals.End; got != "SIGHUP" {
		t.Errorf("asked to end by %s, want SIGHUP", got)
	}
}
