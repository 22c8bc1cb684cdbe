package server

import (
	"context"
	"sync/atomic"
	"time"

	"tottime/profiler/recording"
	"tottime/protocol"
)

// readShare is the part of the time that may go into reading what a run has measured: there may be very many recordings, or very large ones.
const readShare = 1. / 5

// live is what a run that goes on has measured so far.
type live struct {
	// turn holds a value while somebody has the reader. It is a channel, so that one may give up waiting for it.
	turn chan struct{}
	// reader is nil once the run has ended.
	reader *recording.Reader
	// latest is what the reader has read last, nil before there is anything.
	latest atomic.Pointer[measured]
}

// measured is a profile and what it sums up to.
type measured struct {
	profile    *recording.Profile
	statistics protocol.RunStatistics
}

func newLive(reader *recording.Reader) *live {
	return &live{turn: make(chan struct{}, 1), reader: reader}
}

// read reads what has been measured up to now. It is nil when that is nothing, or when the run has ended.
func (l *live) read(ctx context.Context) (*recording.Profile, error) {
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { <-l.turn }()
	if l.reader == nil {
		return nil, nil
	}
	profile, err := l.reader.Read()
	if err != nil || profile.Functions() == 0 {
		return nil, err
	}
	if before := l.latest.Load(); before == nil || before.profile != profile {
		l.latest.Store(&measured{profile, statisticsOf(profile)})
	}
	return profile, nil
}

// close forgets what was read, once nobody reads any more.
func (l *live) close() {
	l.turn <- struct{}{}
	l.reader = nil
	<-l.turn
	l.latest.Store(nil)
}

// statistics are those of what was read last, nil before there is anything.
func (l *live) statistics() *protocol.RunStatistics {
	last := l.latest.Load()
	if last == nil {
		return nil
	}
	now := last.statistics
	now.SnapshotAge = secondsSince(last.profile.Taken())
	return &now
}

// statisticsOf sums a profile up.
func statisticsOf(p *recording.Profile) protocol.RunStatistics {
	total := p.Graph.Totals()
	statistics := protocol.RunStatistics{Functions: p.Functions(), Calls: whole(total.Calls), Self: finite(total.Self)}
	processes := map[int]bool{} // by PID: exec makes two of one
	for _, process := range p.Processes {
		if len(process.Threads) > 0 {
			processes[process.PID] = true
			statistics.Threads += len(process.Threads)
		}
	}
	statistics.Processes = len(processes)
	return statistics
}

// measure reads what a run has measured, again and again until done is closed. It is a goroutine of its own: the end of a run must not wait for it.
func (s *session) measure(r *run, done <-chan struct{}) {
	defer r.live.close()
	complained := false
	for {
		began := time.Now()
		_, err := r.live.read(s.ctx)
		if err != nil && !complained && s.ctx.Err() == nil {
			complained = true
			s.log.printf(protocol.MessageWarning, "what a run has measured cannot be read: %v", err)
		}
		select {
		case <-done:
			return
		case <-time.After(max(tellEvery, time.Duration(float64(time.Since(began))/readShare))):
		}
	}
}
