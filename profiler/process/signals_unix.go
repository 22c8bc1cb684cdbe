//go:build linux || darwin

package process

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// interrupts are what a terminal's keys send: Ctrl-C and Ctrl-\.
func interrupts() []os.Signal { return []os.Signal{syscall.SIGINT, syscall.SIGQUIT} }

func endings() []os.Signal { return []os.Signal{syscall.SIGTERM, syscall.SIGHUP} }

func signalName(which os.Signal) string { return unix.SignalName(which.(syscall.Signal)) }
