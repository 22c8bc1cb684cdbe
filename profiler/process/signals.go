package process

import (
	"os"
	"os/signal"
	"sync/atomic"
)

// Signals is what a supervisor hears while the program that it looks after runs.
type Signals struct {
	// End receives the name of a signal that asks us to end: SIGTERM, or SIGHUP when our terminal goes away.
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
	go func() {
		for heard := range s.heard {
			if isEnding(heard) {
				select {
				case end <- signalName(heard):
				default:
				}
				continue
			}
			s.interrupted.Store(true)
		}
	}()
	return s
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
