package process

import (
	"os"
	"os/signal"
	"sync/atomic"
)

// Signals is what a supervisor hears while the program that it looks after runs.
type Signals struct {
	// End receives the name of a signal that asks us to end: SIGTERM, or SIGHUP when our terminal goes away. The death of the process that
	// started us as a supervisor counts as SIGHUP.
	End <-chan string

	interrupted atomic.Bool
	heard       chan os.Signal
}

// LeaveInterrupts keeps Ctrl-C from ending us: the terminal sends it to the program as well, and the program decides. Signals that
// were already ignored when we started stay so, for us and for what we start. Restore ends this.
func LeaveInterrupts() *Signals {
	end := make(chan string, 1)
	s := &Signals{End: end, heard: make(chan os.Signal, 8)}
	for _, which := range append(interrupts(), endings()...) {
		if !signal.Ignored(which) {
			signal.Notify(s.heard, which)
		}
	}
	go s.listen(lifeline(), end)
	return s
}

// listen sorts what is heard until Restore is called.
func (s *Signals) listen(gone <-chan struct{}, end chan<- string) {
	for {
		name := "SIGHUP"
		select {
		case <-gone:
			gone = nil
		case heard, more := <-s.heard:
			if !more {
				return
			}
			if !isEnding(heard) {
				s.interrupted.Store(true)
				continue
			}
			name = signalName(heard)
		}
		select {
		case end <- name:
		default:
		}
	}
}

// Interrupted tells whether Ctrl-C was pressed.
func (s *Signals) Interrupted() bool { return s.interrupted.Load() }

// Restore gives the signals their usual effect again.
func (s *Signals) Restore() {
	signal.Stop(s.heard)
	close(s.heard)
}

func isEnding(which os.Signal) bool {
	for _, ending := range endings() {
		if which == ending {
			return true
		}
	}
	return false
}
