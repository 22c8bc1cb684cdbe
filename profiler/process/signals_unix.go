//go:build linux || darwin

package process

import (
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// interrupts are what a terminal's keys send: Ctrl-C and Ctrl-\.
func interrupts() []os.Signal { return []os.Signal{syscall.SIGINT, syscall.SIGQUIT} }

func endings() []os.Signal { return []os.Signal{syscall.SIGTERM, syscall.SIGHUP} }

// signalName is the name of a signal as `kill -l` of a shell has it; no signal's is "".
func signalName(which os.Signal) string {
	number := which.(syscall.Signal)
	if name := unix.SignalName(number); name != "" {
		return name
	}
	// What is left are Linux's real-time signals, of which the C library takes the first two for itself.
	const first, middle, last = 34, 49, 64
	switch {
	case number == first:
		return "SIGRTMIN"
	case number > first && number <= middle:
		return fmt.Sprintf("SIGRTMIN+%d", number-first)
	case number > middle && number < last:
		return fmt.Sprintf("SIGRTMAX-%d", last-number)
	case number == last:
		return "SIGRTMAX"
	default:
		return fmt.Sprintf("signal %d", number)
	}
}
