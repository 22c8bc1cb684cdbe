package process

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// prepare makes the kernel end the child when we die, unless it notices that by itself.
func prepare(cmd *exec.Cmd, command Command) {
	reaper()
	if !command.Supervisor && command.Keeper == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	}
}

// childless tells whether nothing that we have started or that was left to us is there any more.
func childless() bool {
	return unix.Waitid(unix.P_ALL, 0, nil, unix.WEXITED|unix.WNOHANG|unix.WNOWAIT, nil) == unix.ECHILD
}

// reaper makes us the parent of our descendants' orphans, which init would be otherwise, and collects those of them that end.
var reaper = sync.OnceFunc(func() {
	// An old kernel or a sandbox may refuse; orphans are then found by their environment only.
	unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
	changed := make(chan os.Signal, 1)
	signal.Notify(changed, syscall.SIGCHLD)
	go func() {
		for range changed {
			reapOrphans()
		}
	}()
})

func reapOrphans() {
	all := processes()
	adopted := orphans(all)
	for _, p := range all {
		if p.zombie && adopted[p.pid] {
			unix.Wait4(p.pid, nil, unix.WNOHANG, nil)
		}
	}
}

// processes lists every process of the machine that we can see.
func processes() []running {
	folders, _ := filepath.Glob("/proc/[0-9]*")
	list := make([]running, 0, len(folders))
	for _, folder := range folders {
		pid, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			continue
		}
		if fields, err := statFields(pid); err == nil {
			parent, _ := strconv.Atoi(fields[statParent])
			list = append(list, running{pid: pid, parent: parent, zombie: ended(fields)})
		}
	}
	return list
}

// Fields of /proc/PID/stat, counted from the state, which is the third in proc(5): the command before it may hold blanks and brackets.
const (
	statState  = 0
	statParent = 1
	statStart  = 19
	statMemory = 20 // the size of its memory in bytes, 0 once a process that ends has given it back
)

func ended(fields []string) bool {
	return fields[statState] == "Z" || fields[statState] == "X" || fields[statMemory] == "0"
}

func statFields(pid int) ([]string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text[bytes.LastIndexByte(text, ')')+1:]), " ")
	fields := strings.Fields(rest)
	if len(fields) <= statMemory {
		return nil, fmt.Errorf("/proc/%d/stat: too short", pid)
	}
	return fields, nil
}

// treeEntry returns the entry of a process's environment that names its trees.
func treeEntry(pid int) (string, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil {
		return "", false
	}
	for entry := range bytes.SplitSeq(text, []byte{0}) {
		if bytes.HasPrefix(entry, []byte(treeVariable+"=")) {
			return string(entry), true
		}
	}
	return "", false
}

// Identity tells a process from every other that has had or will have the same number; it is "" when there is no such process.
// On Linux it is the number with the start time in clock ticks since the machine started.
func Identity(pid int) string {
	fields, err := statFields(pid)
	if err != nil || ended(fields) {
		return ""
	}
	return fmt.Sprintf("%d-%s", pid, fields[statStart])
}
