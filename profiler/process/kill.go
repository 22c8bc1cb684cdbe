package process

import (
	"errors"
	"fmt"
	"os"
)

// Kill ends the one process that has this number and this Identity, at once. It is no error when that is gone, whoever has its number now.
func Kill(pid int, identity string) error {
	if identity == "" || Identity(pid) != identity {
		return nil
	}
	found, err := os.FindProcess(pid)
	if err == nil {
		err = found.Kill()
	}
	if err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("cannot end process %d: %w", pid, err)
	}
	return nil
}
