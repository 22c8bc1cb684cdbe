//go:build unix

package situations_test

import (
	"os"
	"os/exec"
	"syscall"
)

// inOwnGroup makes a command begin a process group, as a shell does, so that Ctrl-C means it and what it starts.
func inOwnGroup(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends what is left of a command's group.
func killGroup(command *exec.Cmd) { syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }

// send sends what kill -TERM or, to be certain, kill -KILL does.
func send(pid int, certain bool) error {
	if certain {
		return syscall.Kill(pid, syscall.SIGKILL)
	}
	return syscall.Kill(pid, syscall.SIGTERM)
}

// exitCode is that of a shell: 128 and the number of the signal that ended the process.
func exitCode(state *os.ProcessState) int {
	if status := state.Sys().(syscall.WaitStatus); status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}
