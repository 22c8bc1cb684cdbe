package server

import (
	"context"
	"fmt"
	"time"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// How a run is watched.
const (
	// lookEvery is how often the run's folder is looked at.
	lookEvery = 100 * time.Millisecond
	// tellEvery is how often the client is told that the run goes on.
	tellEvery = 500 * time.Millisecond
	// beginLimit is how long a supervisor may take to begin: a terminal must open first.
	beginLimit = 30 * time.Second
	// silenceLimit is how long the run.json of a run that has begun may be unreadable.
	silenceLimit = 5 * time.Second
	// leaveLimit is how long a supervisor may take to begin when the session ends: what was left for it may be secret.
	leaveLimit = 2 * time.Second
	// stopLimit is how long a supervisor may take to stop the program before it is killed.
	stopLimit = 5 * time.Second
)

// watchAfterReply has a run watched as soon as the client knows of it, which is when the request that ctx belongs to has been answered.
func (s *session) watchAfterReply(ctx context.Context, r *run) {
	afterReply(ctx, func() {
		close(r.answered)
		go s.watch(r)
	})
}

// watch follows a run to its end and tells the client, exactly once, how it ended; or until the session ends and leaves it.
func (s *session) watch(r *run) {
	done := make(chan struct{})
	go s.guard("reading what a run has measured", func() { s.measure(r, done) })
	var ended protocol.RunEndedParams
	left := false
	if !s.guard("following a run", func() { ended, left = s.follow(r) }) {
		ended = s.unfollowed(r)
	}
	close(done)
	if left {
		close(r.ended)
		return
	}
	r.stopping.Do(func() {}) // there is nothing left to stop
	s.guard("the end of a run", func() {
		if r.supervisor != nil {
			// What the program wrote last comes before the news that it ended.
			<-r.supervisor.Done()
			r.flush()
		}
	})
	if r.unwanted.decide() {
		s.guard("discarding a run", func() { ended = s.discard(r, ended) })
	}
	s.guard("the end of a run", func() { notify(s, protocol.RunEnded, ended) })
	r.endedAt = time.Now()
	close(r.ended)
	s.guard("limiting the runs that are kept", func() { s.limitRuns() })
}

// follow looks at a run until it has ended and returns how. A supervisor of our own is followed as long as it lives; of one in a
// terminal there is only what it writes, and when the session ends it is left, unless it has been asked to end.
func (s *session) follow(r *run) (ended protocol.RunEndedParams, left bool) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	var (
		gone        <-chan struct{}
		stopped     = r.stopped
		leave       = r.left
		tooLate     <-chan time.Time // for a supervisor to begin
		overdue     <-chan time.Time
		last        runs.Run // as it was read last
		begun       bool
		silentSince = r.opened
		told        = time.Now()
	)
	if r.supervisor != nil {
		gone = r.supervisor.Done()
	}
	for {
		state, err := runs.Read(s.Files, r.folder)
		if err == nil {
			last, begun, silentSince = state, true, time.Now()
		}
		switch {
		case begun && last.State == runs.Ended:
			return s.ended(r, last), false
		case begun && !last.Supervisor.Works(s.Identity):
			return s.lost(r, last), false
		case begun && tooLate != nil && !r.asked():
			return ended, true
		case r.supervisor == nil && !begun && !s.isFolder(r.folder):
			return s.failed(r, last, problemUnreadable, fmt.Sprintf("The run cannot be followed: its folder %s is gone. The program may still be running.", r.folder)), false
		case r.supervisor == nil && !begun && time.Since(silentSince) > beginLimit:
			return s.notBegun(r, beginLimit), false
		case r.supervisor == nil && begun && !r.asked() && time.Since(silentSince) > silenceLimit:
			return s.failed(r, last, problemUnreadable, fmt.Sprintf("The run cannot be followed: %v. The program may still be running.", err)), false
		case begun && time.Since(told) >= tellEvery:
			told = time.Now()
			notify(s, protocol.RunProgress, protocol.RunProgressParams{Run: r.id, Seconds: secondsSince(last.Started), Statistics: r.live.statistics()})
		}
		select {
		case <-look.C:
		case <-gone:
			return s.lost(r, last), false
		case <-stopped:
			stopped, overdue = nil, time.After(stopLimit)
			s.wake(last.Supervisor)
		case <-leave:
			leave, tooLate = nil, time.After(leaveLimit)
		case <-tooLate:
			if !begun {
				return s.notBegun(r, leaveLimit), false
			}
		case <-overdue:
			return s.killed(r, last), false
		}
	}
}

// wake lets a supervisor go on that Ctrl-Z has stopped: else it would not hear what it is asked for.
func (s *session) wake(supervisor runs.Supervisor) {
	if err := s.Continue(supervisor.PID, supervisor.Identity); err != nil {
		s.log.printf(protocol.MessageWarning, "%v", err)
	}
}

// secondsSince is never negative: clocks are set back at times.
func secondsSince(t time.Time) float64 { return max(0, time.Since(t).Seconds()) }
