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

// system knows a tree by the parents of its processes and by their environment.
type system struct {
	keeper   *keeper                // nil when the tree has none
	lifeline *os.File               // what a supervisor reads the other end of; nil when the program is none
	instead  func(*os.Process) Exit // waits for the program; nil for us
}

func (s *system) prepare(cmd *exec.Cmd, command Command, id string) error {
	prepare(cmd, command)
	s.instead = command.wait
	if command.Supervisor {
		return s.tie(cmd)
	}
	if command.Keeper != nil {
		var err error
		s.keeper, err = keep(cmd, command, id)
		return err
	}
	return nil
}

func (s *system) adopt(child *os.Process) (pid int, err error) {
	if s.keeper != nil {
		return s.keeper.begin()
	}
	return child.Pid, nil
}

func (s *system) wait(cmd *exec.Cmd) Exit {
	if s.keeper != nil {
		return s.keeper.wait(cmd)
	}
	if s.instead != nil {
		return s.instead(cmd.Process)
	}
	return collect(cmd)
}

func (s *system) release() {
	if s.keeper != nil {
		s.keeper.release()
	}
	if s.lifeline != nil {
		s.lifeline.Close()
	}
}

func (s *system) ask(t *Tree) error {
	select {
	case <-t.done:
		for _, pid := range t.members() {
			unix.Kill(pid, unix.SIGTERM)
			unix.Kill(pid, unix.SIGCONT)
		}
		return nil
	default:
	}
	if s.keeper != nil {
		s.keeper.ask()
		return nil
	}
	err := askToEnd(t.command.Process)
	// The program may wait for what it has started, which Ctrl-Z has stopped as well.
	for _, pid := range t.members() {
		if isStopped(pid) {
			unix.Kill(pid, unix.SIGCONT)
		}
	}
	return err
}

// askToEnd asks a process to end. One that Ctrl-Z has stopped must go on to hear it.
func askToEnd(p *os.Process) error {
	err := p.Signal(syscall.SIGTERM)
	if err == nil {
		err = p.Signal(syscall.SIGCONT)
	}
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}

func (*system) kill(t *Tree) (left int) { return killAll(t.members, t.pid) }

func (*system) count(t *Tree) int { return len(t.members()) }

func (t *Tree) members() []int {
	ended := t.done
	if t.system.keeper != nil {
		if t.system.keeper.empty.Load() {
			return nil
		}
		ended = t.system.keeper.gone
	}
	select {
	case <-ended:
		return members(0, t.id)
	default:
	}
	child := t.command.Process.Pid
	list := members(child, t.id)
	if t.system.keeper != nil {
		list = slices.DeleteFunc(list, func(pid int) bool { return pid == child })
	}
	return list
}

// KillTree ends every process of a tree whose supervisor is gone, and returns how many there were. id is the tree's ID. The tree's keeper
// is given the time to do it first, which is less than a second.
func KillTree(id string) int {
	find := func() []int { return members(0, id) }
	for deadline := time.Now().Add(keeperGrace + askAgain); len(find()) > 0 && time.Now().Before(deadline); {
		time.Sleep(settlingPause)
	}
	return killAll(find, 0)
}

// killAll kills what find finds until it finds nothing, and returns how many processes besides root that were.
func killAll(find func() []int, root int) int {
	killed := map[int]bool{}
	// A process that is killed while it forks can leave a child that the next list does not hold yet: two lists must be empty.
	for deadline, empty := time.Now().Add(killingLimit), 0; time.Now().Before(deadline); time.Sleep(killingPause) {
		found := find()
		if len(found) == 0 {
			if empty++; empty == 2 || len(killed) == 0 {
				break
			}
			continue
		}
		empty = 0
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
		entry, marked := "", false
		if !p.zombie { // which has no environment any more; nor has a thread of Linux itself, which looks like one
			entry, marked = treeEntry(p.pid)
		}
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

func exitOf(status syscall.WaitStatus) Exit {
	if status.Signaled() {
		return Exit{Code: 128 + int(status.Signal()), Signal: signalName(status.Signal())}
	}
	return Exit{Code: status.ExitStatus()}
}
