package process

import (
	"os"
	"syscall"
)

// interrupts are Ctrl-C and Ctrl-Break, which Go does not tell apart.
func interrupts() []os.Signal { return []os.Signal{os.Interrupt} }

// endings are what Go makes of a console window's closing, of logging off and of shutting down.
func endings() []os.Signal { return []os.Signal{syscall.SIGTERM} }

func signalName(os.Signal) string { return "SIGTERM" }

// lifeline is nil: the job object of who started us ends us with it.
func lifeline() <-chan struct{} { return nil }
