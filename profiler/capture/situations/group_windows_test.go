package situations_test

import (
	"errors"
	"os"
	"os/exec"
)

func inOwnGroup(*exec.Cmd) {}

func killGroup(*exec.Cmd) {}

func send(int, bool) error { return errors.ErrUnsupported }

func exitCode(state *os.ProcessState) int { return state.ExitCode() }
