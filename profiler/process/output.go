package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Limits bound a short command.
type Limits struct {
	Time time.Duration
	// Bytes is how much it may write to standard output, and as much again to standard error.
	Bytes int
}

// The errors of Output, besides those of starting.
var (
	// ErrTimeLimit: the command did not end in time and was killed.
	ErrTimeLimit = errors.New("it did not answer in time")
	// ErrOutputLimit: the command wrote too much and was killed.
	ErrOutputLimit = errors.New("it wrote too much")
	// ErrFailed: the command ended with an exit code that is not 0, or by a signal.
	ErrFailed = errors.New("it failed")
)

// Output runs a short command to its end and returns what it wrote to standard output. The command gets no input; its Stdin, Stdout
// and Stderr are not used. When it fails, the error wraps ErrFailed and ends with the last line that the command wrote to standard error.
func Output(ctx context.Context, command Command, limits Limits) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limits.Time, fmt.Errorf("%w: it was given %v", ErrTimeLimit, limits.Time))
	defer cancel()
	full := make(chan struct{}, 2)
	stdout, stderr := &limited{left: limits.Bytes, full: full}, &limited{left: limits.Bytes, full: full}
	command.Stdin, command.Stdout, command.Stderr, command.Hidden = nil, stdout, stderr, true
	tree, err := Start(command)
	if err != nil {
		return nil, err
	}
	defer tree.system.release()
	select {
	case <-tree.Done():
	case <-ctx.Done():
		err = context.Cause(ctx)
	case <-full:
		err = ErrOutputLimit
	}
	if err != nil {
		tree.Kill()
	}
	switch exit := tree.Wait(); {
	case err != nil:
		return nil, err
	case stdout.left < 0 || stderr.left < 0:
		return nil, ErrOutputLimit
	case exit.Code != 0:
		if line := lastLine(stderr.text.String()); line != "" {
			return nil, fmt.Errorf("%w (%v): %s", ErrFailed, exit, line)
		}
		return nil, fmt.Errorf("%w (%v)", ErrFailed, exit)
	}
	return stdout.text.Bytes(), nil
}

// limited keeps what is written to it, up to a limit. It is written to by one goroutine and read after that has ended.
type limited struct {
	text bytes.Buffer
	left int // below 0 once more was written than allowed
	full chan<- struct{}
}

func (l *limited) Write(text []byte) (int, error) {
	if l.left < 0 {
		return 0, ErrOutputLimit
	}
	if l.left -= len(text); l.left < 0 {
		l.full <- struct{}{}
		return 0, ErrOutputLimit
	}
	return l.text.Write(text)
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// reason is the bare reason for which a program could not be started: "no such file or directory".
func reason(err error) error {
	var program *exec.Error
	if errors.As(err, &program) {
		return program.Err
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var call *os.SyscallError
	if errors.As(err, &call) {
		return call.Err
	}
	return err
}
