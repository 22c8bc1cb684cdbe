//go:build linux || darwin

package process

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// Continue lets the one process that has this number and this Identity go on if it is stopped, as Ctrl-Z stops one. It is no error when
// that goes on already or is gone, whoever has its number now.
func Continue(pid int, identity string) error {
	if identity == "" || Identity(pid) != identity {
		return nil
	}
	if err := unix.Kill(pid, unix.SIGCONT); err != nil && !errors.Is(err, unix.ESRCH) {
		return fmt.Errorf("cannot continue process %d: %w", pid, err)
	}
	return nil
}
