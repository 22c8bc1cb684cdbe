package process

import (
	"testing"

	"golang.org/x/sys/unix"
)

// TestSignalsAreNamed ends a program by signals of all kinds. The names are those of the shell's `kill -l`.
func TestSignalsAreNamed(t *testing.T) {
	for number, name := range map[unix.Signal]string{
		1: "SIGHUP", 10: "SIGUSR1", 14: "SIGALRM", 31: "SIGSYS", 32: "signal 32",
		34: "SIGRTMIN", 35: "SIGRTMIN+1", 40: "SIGRTMIN+6", 49: "SIGRTMIN+15", 50: "SIGRTMAX-14", 63: "SIGRTMAX-1", 64: "SIGRTMAX",
	} {
		tree, err := Start(Command{Path: "/bin/sleep", Args: []string{"60"}})
		if err != nil {
			t.Fatal(err)
		}
		unix.Kill(tree.PID(), number)
		if got, want := tree.Wait(), (Exit{Code: 128 + int(number), Signal: name}); got != want {
			t.Errorf("signal %d: the program ended with %+v, want %+v", number, got, want)
		}
		tree.Kill()
	}
}
