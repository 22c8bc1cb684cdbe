package process

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// raiseStop stops us and returns when we have been continued: a signal to our own thread has taken effect when the call returns.
func raiseStop() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	unix.Tgkill(os.Getpid(), unix.Gettid(), unix.SIGSTOP)
}
