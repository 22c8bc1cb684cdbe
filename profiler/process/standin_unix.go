//go:build linux || darwin

package process

import (
	"os"
	"os/signal"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// hearing is how long we go on at least when we have been continued, even if the program is stopped again: who continues us may have asked
// for the end before, in a way that we look for now and then.
const hearing = 300 * time.Millisecond

// standingIn is the keeper of the program that we stand in for, nil when none runs.
var standingIn atomic.Pointer[keeper]

// continued receives a SIGCONT that we got.
var continued = make(chan os.Signal, 1)

// standIn begins to hear what concerns the program that we stand in for. Go never gives a signal its default effect back once it has been
// caught, so one that stops is caught only here, and stops us by our own hand while no program runs.
var standIn = sync.OnceFunc(func() {
	heard := make(chan os.Signal, 8)
	for _, which := range append(stopping(), passedOn()...) {
		if !signal.Ignored(which) {
			signal.Notify(heard, which)
		}
	}
	signal.Notify(continued, syscall.SIGCONT)
	go func() {
		for which := range heard {
			keeper, stops := standingIn.Load(), slices.Contains(stopping(), which)
			switch {
			case keeper == nil && stops:
				stopOurselves(which.(syscall.Signal))
			case keeper != nil && !stops:
				keeper.pass(which)
			}
			// A signal that stops came to the program as well, and the keeper tells what that made of it.
		}
	}()
})

// stopping are the signals by which a terminal stops what runs in it.
func stopping() []os.Signal {
	return []os.Signal{syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU}
}

// passedOn are the signals that mean nothing to us, come from no terminal and can be caught.
func passedOn() []os.Signal {
	list := []os.Signal{syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM, syscall.SIGVTALRM, syscall.SIGIO, syscall.SIGABRT}
	for number := firstRealTime; number <= lastRealTime && runtime.GOOS == "linux"; number++ {
		list = append(list, syscall.Signal(number))
	}
	return list
}

// pass has a signal passed on to the program.
func (k *keeper) pass(which os.Signal) { k.orders.Write([]byte{byte(which.(syscall.Signal))}) }

// askToFollow asks the keeper, when we have gone on for long enough, whether the program is still stopped: a shell that stopped and continued
// us both must not be told of a stop once more.
func (k *keeper) askToFollow() {
	select {
	case <-k.ending:
	case <-time.After(time.Until(k.awake.Add(hearing))):
	}
	k.orders.Write([]byte{orderStopping})
}

// follow stops us because the program is stopped, and returns when we have been continued. When the program is to end we do not stop, which
// lets the program go on.
func (k *keeper) follow(which syscall.Signal) {
	select {
	case <-k.ending:
	default:
		k.pause(which)
	}
	k.awake = time.Now()
	k.orders.Write([]byte{orderContinued})
}

func (k *keeper) pause(which syscall.Signal) {
	select {
	case <-continued: // of an earlier time
	default:
	}
	stopOurselves(which)
	select {
	case <-continued:
	case <-k.ending:
	case <-k.gone:
	}
}

// stopOurselves stops us if a shell is there to continue us. Where nobody would, as in a terminal without a shell, a terminal stops nothing
// either, and we go on for those who want the program to end.
func stopOurselves(which syscall.Signal) {
	parent := os.Getppid()
	ours, err := unix.Getsid(0)
	if theirs, failed := unix.Getsid(parent); parent > 0 && err == nil && failed == nil && theirs == ours {
		raiseStop(which)
	}
}
