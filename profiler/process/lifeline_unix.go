//go:build linux || darwin

package process

import (
	"io"
	"os"
	"os/exec"
	"strconv"

	"golang.org/x/sys/unix"
)

// tie lets a supervisor notice our death. Unlike Linux's signal for a parent's death it works on every Unix, and does not come when only a
// thread ends.
func (s *system) tie(cmd *exec.Cmd) error {
	theirs, ours, err := os.Pipe()
	if err != nil {
		return err
	}
	s.lifeline = ours
	cmd.ExtraFiles = []*os.File{theirs}
	cmd.Env = append(cmd.Env, lifelineVariable+"=3")
	return nil
}

// lifeline returns a channel that is closed when the process that started us as a supervisor is gone; it is nil when we are none. It takes
// the variable away, so that nothing that we start takes itself for a supervisor.
func lifeline() <-chan struct{} {
	number, err := strconv.Atoi(os.Getenv(lifelineVariable))
	os.Unsetenv(lifelineVariable)
	if err != nil {
		return nil
	}
	unix.CloseOnExec(number)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		io.Copy(io.Discard, os.NewFile(uintptr(number), "lifeline"))
	}()
	return gone
}
