package process

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os/exec"

	"golang.org/x/sys/unix"
)

// prepare does nothing: macOS has no signal for a parent's death.
func prepare(*exec.Cmd, Command) {}

// empty tells, in a keeper, whether nothing of its tree is left.
func empty(t *Tree) bool { return len(t.members()) == 0 }

// reapOrphans does nothing: on macOS no orphans are left to us.
func reapOrphans() {}

// The states SSTOP and SZOMB of sys/proc.h.
const (
	stoppedState = 4
	zombieState  = 5
)

// processes lists every process of the machine.
func processes() []running {
	all, err := unix.SysctlKinfoProcSlice("kern.proc.all")
	if err != nil {
		return nil
	}
	list := make([]running, len(all))
	for i, p := range all {
		list[i] = running{pid: int(p.Proc.P_pid), parent: int(p.Eproc.Ppid), zombie: p.Proc.P_stat == zombieState}
	}
	return list
}

// isStopped tells whether a process is stopped.
func isStopped(pid int) bool {
	p, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	return err == nil && p.Proc.P_stat == stoppedState
}

// treeEntry returns the entry of a process's environment that names its trees. kern.procargs2 holds the number of arguments, the
// program's path, and then the arguments and the environment, each ended by a zero byte; it can be read for the user's own processes.
func treeEntry(pid int) (string, bool) {
	text, err := unix.SysctlRaw("kern.procargs2", pid)
	if err != nil || len(text) < 4 {
		return "", false
	}
	arguments := int(binary.NativeEndian.Uint32(text))
	_, text, _ = bytes.Cut(text[4:], []byte{0})
	text = bytes.TrimLeft(text, "\x00")
	for entry := range bytes.SplitSeq(text, []byte{0}) {
		if arguments--; arguments < 0 && bytes.HasPrefix(entry, []byte(treeVariable+"=")) {
			return string(entry), true
		}
	}
	return "", false
}

// Identity tells a process from every other that has had or will have the same number; it is "" when there is no such process.
// On macOS it is the number with the start time in microseconds.
func Identity(pid int) string {
	p, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil || p.Proc.P_stat == zombieState {
		return ""
	}
	return fmt.Sprintf("%d-%d.%06d", pid, p.Proc.P_starttime.Sec, p.Proc.P_starttime.Usec)
}
