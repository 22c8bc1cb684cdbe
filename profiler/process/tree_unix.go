//go:build linux || darwin

package process

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// system needs nothing on Unix: a tree is known by the parents of its processes and by their environment.
type system struct{}

func (*system) prepare(cmd *exec.Cmd, command Command) error { return prepare(cmd, command) }
func (*system) adopt(*os.Process) error                      { return nil }
func (*system) release()                                     {}

func (*system) ask(root *os.Process) error {
	if err := root.Signal(syscall.SIGTERM); !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

func (*system) kill(t *Tree) (left int) { return killAll(t.members, t.pid) }

func (*system) count(t *Tree) int { return len(t.members()) }

func (t *Tree) members() []int {
	select {
	case <-t.done:
		return members(0, t.id)
	default:
		return members(t.pid, t.id)
	}
}

// KillTree ends every process of a tree whose supervisor is gone, and returns how many there were. id is the tree's ID.
func KillTree(id string) int {
	return killAll(func() []int { return members(0, id) }, 0)
}

// killAll kills what find finds until it finds nothing, and returns how many processes besides root that were.
func killAll(find func() []int, root int) int {
	killed := map[int]bool{}
	for deadline := time.Now().Add(killingLimit); time.Now().Before(deadline); time.Sleep(killingPause) {
		found := find()
		if len(found) == 0 {
			break
		}
		for _, pid := range found {
			unix.Kill(pid, unix.SIGKILL)
			killed[pid] = true
		}
	}
	delete(killed, root)
	return len(killed)
}

// running is a process in a list of all processes.
type running struct {
	pid, parent int
	zombie      bool // it has ended, or is just about to, and waits for its parent to notice
}

// members lists the living processes of a tree: root (unless it is 0) and what descends from it, every process whose environment
// names the tree, and our own orphans that belong to no other tree, each with its descendants.
func members(root int, id string) []int {
	all := processes()
	children := map[int][]running{}
	for _, p := range all {
		children[p.parent] = append(children[p.parent], p)
	}
	self := os.Getpid()
	adopted := orphans(all)
	var list []int
	seen := map[int]bool{self: true}
	var add func(p running)
	add = func(p running) {
		if seen[p.pid] {
			return
		}
		seen[p.pid] = true
		if !p.zombie {
			list = append(list, p.pid)
		}
		for _, child := range children[p.pid] {
			add(child)
		}
	}
	for _, p := range all {
		entry, marked := treeEntry(p.pid)
		// A process that is just ending has no environment any more, but may belong to another tree.
		unknown := adopted[p.pid] && !marked && Identity(p.pid) != ""
		if p.pid == root || inTree(entry, id) || unknown {
			add(p)
		}
	}
	return list
}

// orphans are the children of ours that we did not start: a dead descendant left them to us.
func orphans(all []running) map[int]bool {
	self := os.Getpid()
	found := map[int]bool{}
	started.Lock()
	defer started.Unlock()
	for _, p := range all {
		if p.parent == self && !started.pids[p.pid] {
			found[p.pid] = true
		}
	}
	return found
}

// inTree tells whether a process with this environment entry is in the tree.
func inTree(entry, id string) bool {
	value, ok := strings.CutPrefix(entry, treeVariable+"=")
	return ok && slices.Contains(strings.Split(value, "/"), id)
}

func exitOf(state *os.ProcessState) Exit {
	status, ok := state.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return Exit{Code: 128 + int(status.Signal()), Signal: unix.SignalName(status.Signal())}
	}
	return Exit{Code: state.ExitCode()}
}
