//go:build linux || darwin

package process

import (
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// startOwn starts a program whose end, and whatever else it does, the test waits for by itself.
func startOwn(t *testing.T, command Command, files ...*os.File) (pid int) {
	t.Helper()
	child, err := Own(func() (*os.Process, error) {
		return os.StartProcess(command.Path, append([]string{command.Path}, command.Args...), &os.ProcAttr{Env: command.Env, Files: files})
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		child.Kill()
		child.Wait()
	})
	return child.Pid
}

// next waits until a child is stopped or continued or ends.
func next(t *testing.T, pid int) string {
	t.Helper()
	var status syscall.WaitStatus
	for {
		switch _, err := syscall.Wait4(pid, &status, unix.WUNTRACED|unix.WCONTINUED, nil); {
		case err == unix.EINTR:
		case err != nil:
			t.Fatal(err)
		case status.Exited() || status.Signaled():
			return exitOf(status).String()
		case isStop(status):
			return "stopped"
		default:
			return "continued"
		}
	}
}

func TestContinue(t *testing.T) {
	pid := startOwn(t, Command{Path: "/bin/sleep", Args: []string{"60"}})
	identity := Identity(pid)
	unix.Kill(pid, unix.SIGSTOP)
	if got := next(t, pid); got != "stopped" {
		t.Fatalf("it is %s, want stopped", got)
	}
	for _, other := range []string{"", identity + "0"} {
		if err := Continue(pid, other); err != nil {
			t.Errorf("a process with the identity %q: %v", other, err)
		}
		if got, err := unix.Wait4(pid, nil, unix.WCONTINUED|unix.WNOHANG, nil); got != 0 || err != nil {
			t.Errorf("a process with the identity %q was continued (%d, %v)", other, got, err)
		}
	}
	if err := Continue(pid, identity); err != nil {
		t.Fatal(err)
	}
	if got := next(t, pid); got != "continued" {
		t.Errorf("it is %s, want continued", got)
	}
	unix.Kill(pid, unix.SIGKILL)
	next(t, pid)
	if err := Continue(pid, identity); err != nil {
		t.Errorf("a process that is gone: %v", err)
	}
}
