package process

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// treeVariable is the environment variable by which a tree's processes are known: the IDs of all the trees that a process is in,
// the outermost first, separated by a slash.
const treeVariable = "TOTTIME_TREE"

// lifelineVariable names the file from which a supervisor reads until the process that started it is gone. It is for that process alone.
const lifelineVariable = "TOTTIME_LIFELINE"

const (
	// pipesAfterExit is how long a pipe to a program that has ended is still read, while a process that it started holds it open.
	pipesAfterExit = 2 * time.Second
	// killingLimit bounds how long Kill goes on when new processes keep appearing.
	killingLimit = 5 * time.Second
	killingPause = 10 * time.Millisecond
	// settlingPause is how long Settle waits at most before it looks again, which costs some milliseconds of processor time.
	settlingPause = 50 * time.Millisecond
	// askAgain is how long Stop waits before it asks once more.
	askAgain = 100 * time.Millisecond
)

// Tree is a running program with all the processes that it started.
type Tree struct {
	id      string
	pid     int
	command *exec.Cmd
	system  system // what the operating system needs to know the tree by

	done chan struct{}
	exit Exit // set before done is closed
}

// started holds the processes that os/exec waits for. The lock is held while one is started, so that reapOrphans cannot take its end away.
var started = struct {
	sync.Mutex
	pids map[int]bool
}{pids: map[int]bool{}}

// Start starts a program as the root of a new tree. The program stays in our process group and on our terminal.
func Start(command Command) (*Tree, error) {
	t, err := startTree(rand.Text(), command)
	if err != nil {
		return nil, fmt.Errorf("cannot start %s: %w", command.Path, reason(err))
	}
	return t, nil
}

// startTree starts the root of the tree that has this ID.
func startTree(id string, command Command) (*Tree, error) {
	t := &Tree{id: id, done: make(chan struct{})}
	cmd := exec.Command(command.Path, command.Args...)
	cmd.Dir, cmd.Env = command.Dir, withTree(command.Env, t.id)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = command.Stdin, command.Stdout, command.Stderr
	cmd.WaitDelay = pipesAfterExit
	t.command = cmd

	result := make(chan error)
	go func() {
		// Linux sends the signal for a parent's death when the thread that started the child ends (golang/go#27505), so the
		// thread must live as long as the child.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := t.start(command)
		result <- err
		if err == nil {
			t.wait()
		}
	}()
	return t, <-result
}

// Own calls start, which starts a process in another way than Start does, such as on a terminal of its own, and takes that process for a
// child whose end the caller waits for: without this it would pass for the orphan of a dead descendant, which is collected.
func Own(start func() (*os.Process, error)) (*os.Process, error) {
	started.Lock()
	defer started.Unlock()
	child, err := start()
	if err == nil {
		started.pids[child.Pid] = true
	}
	return child, err
}

func (t *Tree) start(command Command) error {
	if err := t.system.prepare(t.command, command, t.id); err != nil {
		return err
	}
	start := func() (*os.Process, error) {
		err := t.command.Start()
		return t.command.Process, err
	}
	if _, err := Own(start); err != nil {
		t.system.release()
		return err
	}
	var err error
	if t.pid, err = t.system.adopt(t.command.Process); err != nil {
		t.command.Process.Kill()
		collect(t.command)
		t.system.release()
	}
	return err
}

func (t *Tree) wait() {
	t.exit = t.system.wait(t.command)
	close(t.done)
}

// collect waits for the end of a process that we started.
func collect(command *exec.Cmd) Exit {
	command.Wait() // its error is in ProcessState, or tells of a pipe whose reader went away
	forget(command.Process)
	return exitOf(command.ProcessState.Sys().(syscall.WaitStatus))
}

// forget is told that a process that we started has ended and has been collected.
func forget(child *os.Process) {
	started.Lock()
	delete(started.pids, child.Pid)
	started.Unlock()
	reapOrphans()
}

// ID names the tree among all trees of this machine: see KillTree.
func (t *Tree) ID() string { return t.id }

// PID is the number of the program's own process.
func (t *Tree) PID() int { return t.pid }

// Done is closed when the program's own process has ended. Processes that it started may go on: see Kill.
func (t *Tree) Done() <-chan struct{} { return t.done }

// Wait waits for the end of the program's own process.
func (t *Tree) Wait() Exit {
	<-t.done
	return t.exit
}

// Ask asks the program politely to end: by SIGTERM, on Windows by CTRL_BREAK to all that share our console. Once the program has ended,
// what it left behind is asked.
func (t *Tree) Ask() error { return t.system.ask(t) }

// Stop asks everything to end, the program before what it started, and kills what still runs after the grace. It returns how many
// processes had to be killed besides the program's own. Kill need not be called any more.
func (t *Tree) Stop(grace time.Duration) int {
	deadline := time.Now().Add(grace)
	for ended := false; t.Ask() == nil && time.Now().Before(deadline); {
		pause := min(askAgain, time.Until(deadline))
		if ended {
			if t.Settle(pause); t.system.count(t) == 0 {
				break
			}
			continue
		}
		select {
		case <-t.done:
			ended = true
		case <-time.After(pause):
			// Python does not call a handler while it waits in a system call that it entered just as the signal came: the next one wakes it.
		}
	}
	return t.Kill()
}

// Settle waits until no process of the tree runs any more, at most as long as the limit says. Helpers such as the resource tracker of
// Python's multiprocessing end a moment after the program, by themselves.
func (t *Tree) Settle(limit time.Duration) {
	pause := killingPause
	for deadline := time.Now().Add(limit); t.system.count(t) > 0 && time.Now().Before(deadline); pause = min(2*pause, settlingPause) {
		time.Sleep(pause)
	}
}

// Kill ends every process of the tree that still runs, at once, and returns how many there were besides the program's own. It must be
// called in the end, also for a program that has ended by itself.
func (t *Tree) Kill() int {
	defer t.system.release()
	left := t.system.kill(t)
	<-t.done
	return left
}

// withTree is env, or our own environment when it is nil, for a process of the tree.
func withTree(env []string, id string) []string {
	if env == nil {
		env = os.Environ()
	}
	env = slices.DeleteFunc(slices.Clone(env), func(entry string) bool { return strings.HasPrefix(entry, lifelineVariable+"=") })
	for i, entry := range env {
		if value, ok := strings.CutPrefix(entry, treeVariable+"="); ok {
			env[i] = treeVariable + "=" + value + "/" + id
			return env
		}
	}
	return append(env, treeVariable+"="+id)
}
