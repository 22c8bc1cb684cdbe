package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"tottime/profiler/process"
)

// openTerminal makes a pseudoterminal and returns the two ends of it.
func openTerminal(t *testing.T) (outer, inner *os.File) {
	t.Helper()
	outer, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudoterminal can be had: %v", err)
	}
	t.Cleanup(func() { outer.Close() })
	// Not outer.Fd(): after that, Close would wait for a Read.
	connection, err := outer.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var number int
	failed := connection.Control(func(file uintptr) {
		if err = unix.IoctlSetPointerInt(int(file), unix.TIOCSPTLCK, 0); err == nil {
			number, err = unix.IoctlGetInt(int(file), unix.TIOCGPTN)
		}
	})
	if failed != nil || err != nil {
		t.Fatal(failed, err)
	}
	inner, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return outer, inner
}

// TestRunInATerminal types at a program in a terminal of its own, as VS Code makes one: first a line, then Ctrl-C.
func TestRunInATerminal(t *testing.T) {
	t.Parallel()
	if old := needPython(t); strings.HasPrefix(old.Version, "3.6.") || strings.HasPrefix(old.Version, "3.7.") {
		t.Skip("this Python does not die of the signal")
	}
	outer, inner := openTerminal(t)
	folder := t.TempDir()
	command := self(t, "run", "--run-folder", folder, "--quiet", "asks.py")
	write(t, command, "asks.py", "import sys\nprint(sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty())\nprint('hello', input('name? '))\nwhile True: sum(range(100))\n")
	started, err := process.Own(func() (*os.Process, error) {
		return os.StartProcess(command.Path, append([]string{command.Path}, command.Args...), &os.ProcAttr{
			Dir: command.Dir, Env: command.Env, Files: []*os.File{inner, inner, inner}, Sys: &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0},
		})
	})
	inner.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { started.Kill() })

	var screen strings.Builder
	await := func(text string) {
		t.Helper()
		for buffer := make([]byte, 1000); !strings.Contains(screen.String(), text); {
			n, err := outer.Read(buffer)
			if err != nil {
				t.Fatalf("the screen shows %q and then %v, want %q", screen.String(), err, text)
			}
			screen.Write(buffer[:n])
		}
	}
	await("True True True")
	await("name? ")
	outer.WriteString("reader\n")
	await("hello reader")
	outer.WriteString("\x03")
	await("KeyboardInterrupt")
	state, err := started.Wait()
	if err != nil || state.String() != "signal: interrupt" {
		t.Errorf("it ended with %v (%v)", state, err)
	}
	group{folder: folder}.checkStopped(t, "SIGINT")
}
