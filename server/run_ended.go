package server

import (
	"fmt"
	"time"

	"tottime/profiler/capture"
	"tottime/profiler/runs"
	"tottime/protocol"
)

// The codes of the problems that are found here, not by the supervisor.
const (
	problemNotBegun   = "supervisor-not-begun"
	problemUnreadable = "run-unreadable"
	problemLost       = "supervisor-lost"
	problemKilled     = "supervisor-killed"
	problemUnfollowed = "run-unfollowed"
)

// endings says what each ending of a saved run is called on the wire.
var endings = map[runs.Ending]protocol.RunEnding{
	runs.Exited:    protocol.EndingExited,
	runs.Signalled: protocol.EndingSignal,
	runs.Stopped:   protocol.EndingStopped,
	runs.TimeLimit: protocol.EndingStopped, // a problem of the run says why
	runs.Lost:      protocol.EndingFailed,  // likewise
	runs.Failed:    protocol.EndingFailed,
}

// ended tells of a run whose supervisor has saved all there is.
func (s *session) ended(r *run, saved runs.Run) protocol.RunEndedParams {
	p := s.outcome(r, saved, protocol.EndingFailed)
	p.Seconds = saved.Seconds
	if saved.Exit == nil || endings[saved.Exit.How] == protocol.EndingFailed {
		return p
	}
	p.Ending, p.ExitCode, p.Signal = endings[saved.Exit.How], saved.Exit.Code, saved.Exit.Signal
	return p
}

// keeperTime is what a program's keeper needs, once the supervisor is gone, to let the program save what it has measured and to end what is left then.
const keeperTime = 600 * time.Millisecond

// lost tells of a run whose supervisor is gone, unless it saved all there is just before. It saves what the program's processes have recorded.
func (s *session) lost(r *run, last runs.Run) protocol.RunEndedParams {
	if saved, err := runs.Read(s.Files, r.folder); err == nil {
		if saved.State == runs.Ended {
			return s.ended(r, saved)
		}
		last = saved // it may have begun just before it died
	}
	if last.Supervisor.Tree != "" {
		time.Sleep(keeperTime)
	}
	s.killLeft(last)
	if r.supervisor != nil && last.State == "" {
		return s.failed(r, last, problemNotBegun, fmt.Sprintf("The program could not be started (%v). Its output says why.", r.supervisor.Wait()))
	}
	recovered, err := capture.Recover(s.Files, r.folder)
	if err != nil {
		text := fmt.Sprintf("The process that looked after the program was ended from outside, and what was measured cannot be saved: %v.", err)
		return s.failed(r, last, problemLost, text)
	}
	return s.ended(r, recovered)
}

// unfollowed ends a run that cannot be followed because of a mistake of ours. A program in a terminal is left to its user.
func (s *session) unfollowed(r *run) protocol.RunEndedParams {
	text := "A mistake in the server keeps it from following the run; its log tells more. "
	if r.supervisor != nil {
		s.guard("stopping a run", func() { s.stop(r, runs.Stop) })
		select {
		case <-r.supervisor.Done():
		case <-time.After(stopLimit):
			r.supervisor.Kill()
		}
		text += "The program was ended."
	} else {
		text += "The program may still be running in its terminal."
	}
	p := protocol.RunEndedParams{Run: r.id, Ending: protocol.EndingFailed, Problems: protocol.List[protocol.Problem]{{Code: problemUnfollowed, Text: text}}}
	s.guard("finding a profile", func() {
		if path, ok := runs.Profile(s.Files, r.folder); ok {
			p.Profile = path
		}
	})
	return p
}

// notBegun gives up a run whose supervisor did not begin in its terminal in that time. Should it begin all the same, it finds that nobody waits for it.
func (s *session) notBegun(r *run, limit time.Duration) protocol.RunEndedParams {
	if err := s.stop(r, runs.Cancel); err != nil {
		s.log.printf(protocol.MessageError, "%v", err)
	}
	s.forgetVariables(r)
	text := fmt.Sprintf("The program did not start within %v. Was its terminal closed? Start it again.", limit)
	return s.failed(r, runs.Run{}, problemNotBegun, text)
}

// killed ends a run that did not stop when it was asked to. It saves what the program's processes have recorded.
func (s *session) killed(r *run, last runs.Run) protocol.RunEndedParams {
	if r.supervisor == nil && last.State == "" {
		// Its terminal was closed before it began. Should it begin all the same, it finds what it was asked for and ends.
		s.forgetVariables(r)
		return s.outcome(r, last, protocol.EndingStopped)
	}
	text := "The program did not stop within %v and was killed."
	if r.supervisor != nil {
		r.supervisor.Kill()
	} else if err := s.Kill(last.Supervisor.PID, last.Supervisor.Identity); err != nil {
		s.log.printf(protocol.MessageError, "%v", err)
		text = "The program did not stop within %v and cannot be killed. Close its terminal."
	}
	s.killLeft(last)
	if _, err := capture.Recover(s.Files, r.folder); err != nil {
		s.log.printf(protocol.MessageError, "what was measured cannot be saved: %v", err)
		text += " What was measured may be lost."
	}
	p := s.outcome(r, last, protocol.EndingStopped)
	p.Problems = append(p.Problems, protocol.Problem{Code: problemKilled, Text: fmt.Sprintf(text, stopLimit)})
	return p
}

// killLeft ends what a supervisor that is gone has left behind.
func (s *session) killLeft(last runs.Run) {
	if last.Supervisor.Tree != "" {
		if left := s.KillTree(last.Supervisor.Tree); left > 0 {
			s.log.printf(protocol.MessageWarning, "%d processes of a program were left by its supervisor and have been killed", left)
		}
	}
}

// failed tells of a run that was lost, and why.
func (s *session) failed(r *run, last runs.Run, code, text string) protocol.RunEndedParams {
	p := s.outcome(r, last, protocol.EndingFailed)
	p.Problems = append(p.Problems, protocol.Problem{Code: code, Text: text})
	return p
}

// outcome is what all endings have in common. last is empty for a run that has not begun.
func (s *session) outcome(r *run, last runs.Run, ending protocol.RunEnding) protocol.RunEndedParams {
	p := protocol.RunEndedParams{Run: r.id, Ending: ending, Problems: problemsOf(last)}
	if last.State != "" {
		p.Seconds = secondsSince(last.Started)
	}
	if path, ok := runs.Profile(s.Files, r.folder); ok {
		p.Profile = path
	}
	return p
}
