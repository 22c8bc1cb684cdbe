package process

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// raiseStop stops us by a signal and returns when we have been continued: one to our own thread has taken effect when the call returns. Go has
// caught the signals of a terminal for good, so their default effect, which the shell shows, is lent from the system.
func raiseStop(which syscall.Signal) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var usual, ours action
	if which != syscall.SIGSTOP && setAction(which, &usual, &ours) {
		defer setAction(which, &ours, nil)
	} else {
		which = syscall.SIGSTOP
	}
	unix.Tgkill(os.Getpid(), unix.Gettid(), which)
}

// action has room for the system's struct sigaction, which differs between processors. All zero it is the default effect.
type action [16]uint64

func setAction(which syscall.Signal, set, was *action) bool {
	const maskSize = 8
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(which), uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(was)), maskSize, 0, 0)
	return errno == 0
}
