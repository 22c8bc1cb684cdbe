package server

import (
	"errors"
	"sync"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// unwanted tells whether a run is to be discarded: that may be asked for until it has ended.
type unwanted struct {
	mu             sync.Mutex // guards what follows
	asked, decided bool
}

func (u *unwanted) ask() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.asked = u.asked || !u.decided
}

// decide returns whether it was asked for. From then on it is too late.
func (u *unwanted) decide() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.decided = true
	return u.asked
}

// late tells whether it has been decided: the run has ended, or nobody follows it any more.
func (u *unwanted) late() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.decided
}

const problemNotRemoved = "run-not-removed"

// discard removes a run that ended so and that nobody wants, and returns what is told of its end. It stays while its program may be running: then the
// supervisor still has to find what it is asked for.
func (s *session) discard(r *run, ended protocol.RunEndedParams) protocol.RunEndedParams {
	for _, problem := range ended.Problems {
		if problem.Code == problemUnreadable || problem.Code == problemUnfollowed && r.supervisor == nil {
			return ended
		}
	}
	err := s.store().Delete(r.id)
	switch {
	case errors.Is(err, runs.ErrRunning):
		return ended
	case errors.Is(err, runs.ErrNoRun) && r.supervisor != nil:
		err = s.Files.RemoveAll(r.folder)
	case errors.Is(err, runs.ErrNoRun) && ended.Ending == protocol.EndingFailed:
		return ended
	case errors.Is(err, runs.ErrNoRun): // its terminal was closed before it began
		err = nil
	}
	cancelled := protocol.RunEndedParams{
		Run: r.id, Ending: protocol.EndingCancelled, ExitCode: ended.ExitCode, Signal: ended.Signal, Seconds: ended.Seconds,
	}
	if err != nil {
		s.log.printf(protocol.MessageError, "%v", err)
		cancelled.Problems = append(cancelled.Problems, protocol.Problem{Code: problemNotRemoved, Text: err.Error() + "."})
	}
	return cancelled
}
