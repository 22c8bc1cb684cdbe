//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// endBySignal ends this process by the signal that ended the program, so that a shell sees what it would see without us: after Ctrl-C it gives up a loop.
// It returns where that cannot be. Other signals than these would have Go's own say in it.
func endBySignal(name string) {
	number, ok := map[string]syscall.Signal{"SIGHUP": syscall.SIGHUP, "SIGINT": syscall.SIGINT, "SIGKILL": syscall.SIGKILL, "SIGTERM": syscall.SIGTERM}[name]
	if !ok || signal.Ignored(number) {
		return
	}
	signal.Reset(number)
	if syscall.Kill(os.Getpid(), number) == nil {
		time.Sleep(time.Second) // it comes at once
	}
}
