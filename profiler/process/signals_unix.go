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

// The numbers of Linux's real-time signals, without the first two, which the C library takes for itself. macOS has none.
const firstRealTime, middleRealTime, lastRealTime = 34, 49, 64

// signalName is the name of a signal as `kill -l` of a shell has it; no signal's is "".
func signalName(which os.Signal) string {
	number := which.(syscall.Signal)
	if name := unix.SignalName(number); name != "" {
		return name
	}
	switch {
	case number == firstRealTime:
		return "SIGRTMIN"
	case number > firstRealTime && number <= middleRealTime:
		return fmt.Sprintf("SIGRTMIN+%d", number-firstRealTime)
	case number > middleRealTime && number < lastRealTime:
		return fmt.Sprintf("SIGRTMAX-%d", lastRealTime-number)
	case number == lastRealTime:
		return "SIGRTMAX"
	default:
		return fmt.Sprintf("signal %d", number)
	}
}
