//go:build linux || darwin

package process

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func init() {
	// guard is a supervisor of a family with a keeper: it tells the keeper's number and then those of the family.
	helpers["guard"] = func(args []string) {
		command := kept("family", args...)
		command.Stdout = os.Stdout
		tree, err := Start(command)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(tree.command.Process.Pid)
		select {}
	}
	// hire starts a supervisor and waits.
	helpers["hire"] = func([]string) {
		command := helper("obey")
		command.Stdout, command.Supervisor = os.Stdout, true
		if _, err := Start(command); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		select {}
	}
	// obey is a supervisor that ends when it is asked to.
	helpers["obey"] = func([]string) {
		signals := LeaveInterrupts()
		fmt.Println(os.Getpid())
		<-signals.End
	}
	// care starts a supervisor and ends with it when it is asked to.
	helpers["care"] = func([]string) {
		signals := LeaveInterrupts()
		child := helperProcess("obey")
		if child.Start() != nil {
			os.Exit(1)
		}
		<-signals.End
		child.Process.Signal(unix.SIGTERM)
		child.Wait()
		os.Exit(4)
	}
	// deaf is a program that no polite request ends.
	helpers["deaf"] = func([]string) {
		signals := LeaveInterrupts()
		fmt.Println(os.Getpid())
		for range signals.End {
		}
	}
	// inherited tells what it got from its keeper.
	helpers["inherited"] = func([]string) {
		folder, _ := os.Getwd()
		text, _ := io.ReadAll(os.Stdin)
		fmt.Printf("%s%s %s %s %d %v", os.Getenv(treeVariable), os.Getenv(lifelineVariable), folder, text, unix.Getpgrp(), os.Args[1:])
	}
}

func TestKeeperIsNotNoticed(t *testing.T) {
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) *os.File {
		file, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { file.Close() })
		file.WriteString(text)
		file.Seek(0, io.SeekStart)
		return file
	}
	command := kept("inherited", "-x", "", "--", "a b")
	command.Dir, command.Stdin, command.Stdout = folder, write("in", "typed"), write("out", "")
	command.Env = append(command.Env, lifelineVariable+"=3") // a supervisor's environment may hold it
	tree, err := Start(command)
	if err != nil {
		t.Fatal(err)
	}
	if exit := tree.Wait(); exit != (Exit{}) {
		t.Errorf("it ended with %v", exit)
	}
	tree.Kill()
	text, err := os.ReadFile(filepath.Join(folder, "out"))
	if want := fmt.Sprintf("%s %s typed %d [-x  -- a b]", tree.ID(), folder, unix.Getpgrp()); err != nil || string(text) != want {
		t.Errorf("the program wrote %q (%v), want %q", text, err, want)
	}
}

func TestKeeperTellsTheEnd(t *testing.T) {
	for _, code := range []string{"0", "3", "255"} {
		tree, err := Start(kept("exit", code))
		if err != nil {
			t.Fatal(err)
		}
		if got := tree.Wait(); got.String() != "exit code "+code {
			t.Errorf("the program ended with %v, want exit code %s", got, code)
		}
		if left := tree.Kill(); left != 0 {
			t.Errorf("%d processes were left behind, want none", left)
		}
	}
	tree, _ := startWithPIDs(t, kept("wait"), 1)
	if err := tree.Ask(); err != nil {
		t.Fatal(err)
	}
	if got, want := tree.Wait(), (Exit{Code: 143, Signal: "SIGTERM"}); got != want {
		t.Errorf("the program ended with %+v, want %+v", got, want)
	}
	tree.Kill()
	checkGone(t, []int{tree.command.Process.Pid})
}

func TestKeeperThatCannotStart(t *testing.T) {
	missing := kept("wait")
	missing.Path = "/no/such/program"
	if _, err := Start(missing); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "/no/such/program") {
		t.Errorf("a missing program: %v", err)
	}
	alone := kept("wait")
	alone.Keeper = []string{"/no/such/keeper"}
	if _, err := Start(alone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing keeper: %v", err)
	}
	dead := kept("wait")
	dead.Keeper = []string{"/bin/sh", "-c", "exit 0"}
	if _, err := Start(dead); err == nil || !strings.Contains(err.Error(), "has ended") {
		t.Errorf("a keeper that ends: %v", err)
	}
	piped := kept("wait")
	piped.Stdout = &strings.Builder{}
	if _, err := Start(piped); err == nil || !strings.Contains(err.Error(), "needs files") {
		t.Errorf("a stream that is no file: %v", err)
	}
	if err := Keep(nil); err == nil {
		t.Error("a keeper without a program is no error")
	}
}

// TestEitherOfTheTwoIsKilled kills the supervisor or the keeper of a family, or both.
func TestEitherOfTheTwoIsKilled(t *testing.T) {
	for _, args := range [][]string{nil, {"end"}, {"clean"}} {
		if slices.Contains(args, "clean") && runtime.GOOS != "linux" {
			continue
		}
		guard, pids := startWithPIDs(t, helper("guard", args...), 3)
		unix.Kill(guard.PID(), unix.SIGKILL)
		guard.Wait()
		checkGone(t, pids)

		tree, pids := startWithPIDs(t, kept("family", args...), 2)
		keeper := tree.command.Process.Pid
		if slices.Contains(args, "end") {
			tree.Wait()
		}
		unix.Kill(keeper, unix.SIGKILL)
		if exit := tree.Wait(); exit.Signal != "SIGKILL" && !slices.Contains(args, "end") {
			t.Errorf("%v: the program ended with %v", args, exit)
		}
		tree.Kill()
		checkGone(t, append(pids, keeper, tree.PID()))
	}
}

func TestKillTreeWhenBothAreKilled(t *testing.T) {
	guard, pids := startWithPIDs(t, helper("guard"), 3)
	entry, found := treeEntry(pids[1])
	if !found {
		entry, _ = treeEntry(pids[2])
	}
	for _, pid := range []int{guard.PID(), pids[0]} {
		unix.Kill(pid, unix.SIGSTOP) // so that neither sees the other's end
		unix.Kill(pid, unix.SIGKILL)
	}
	guard.Wait()
	KillTree(entry[strings.LastIndex(entry, "/")+1:])
	checkGone(t, pids)
}

func TestStop(t *testing.T) {
	for _, test := range []struct {
		program string
		left    int
	}{{"family", 0}, {"deaf", 0}} {
		for _, command := range []Command{helper(test.program), kept(test.program)} {
			tree, pids := startWithPIDs(t, command, map[string]int{"family": 2, "deaf": 1}[test.program])
			start := time.Now()
			if left := tree.Stop(300 * time.Millisecond); left != test.left {
				t.Errorf("%s: %d processes had to be killed, want %d", test.program, left, test.left)
			}
			if took := time.Since(start); test.program == "deaf" && took < 300*time.Millisecond {
				t.Errorf("it was killed after %v", took)
			}
			checkGone(t, append(pids, tree.PID()))
		}
	}
}

// TestStopOfAStoppedFamily asks a program to end that waits for its child then, both of which are stopped.
func TestStopOfAStoppedFamily(t *testing.T) {
	for _, command := range []Command{helper("care"), kept("care")} {
		tree, pids := startWithPIDs(t, command, 1)
		for _, pid := range append(pids, tree.PID()) {
			unix.Kill(pid, unix.SIGSTOP)
			eventually(t, "it is stopped", func() bool { return isStopped(pid) })
		}
		start := time.Now()
		tree.Stop(20 * time.Second)
		if exit := tree.Wait(); exit != (Exit{Code: 4}) {
			t.Errorf("it ended with %v after %v, want exit code 4", exit, time.Since(start))
		}
		checkGone(t, pids)
	}
}

func TestStopOfAStoppedProgram(t *testing.T) {
	tree, pids := startWithPIDs(t, kept("wait"), 1)
	unix.Kill(tree.PID(), unix.SIGSTOP)
	tree.Stop(time.Minute)
	if exit := tree.Wait(); exit.Signal != "SIGTERM" {
		t.Errorf("it ended with %v", exit)
	}
	checkGone(t, pids)
}

func TestSupervisorNoticesTheDeathOfItsStarter(t *testing.T) {
	tree, pids := startWithPIDs(t, helper("hire"), 1)
	unix.Kill(tree.PID(), unix.SIGKILL)
	tree.Wait()
	checkGone(t, pids)
}
