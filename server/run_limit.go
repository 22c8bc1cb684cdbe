package server

import (
	"fmt"
	"time"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// justEnded is how long a run that has ended is kept whatever the limits: its client is about to open it.
const justEnded = time.Minute

// store is the folder that holds the session's runs.
func (s *session) store() runs.Store {
	return runs.Store{Files: s.Files, Root: s.runsRoot(), Alive: func(supervisor runs.Supervisor) bool {
		return supervisor.Works(s.Identity)
	}}
}

// limitRuns deletes runs that are more than the client wants to keep.
func (s *session) limitRuns() {
	limit := s.client.RunsLimit
	if limit == nil {
		return
	}
	s.limiting.Lock()
	defer s.limiting.Unlock()
	deleted, err := s.store().Limit(runs.Limits{Runs: limit.Count, Bytes: int64(limit.Bytes), Keep: s.needed})
	if len(deleted) > 0 {
		s.log.printf(protocol.MessageInfo, "%d old runs were deleted, as the limits are %d runs and %d bytes", len(deleted), limit.Count, limit.Bytes)
	}
	if err != nil {
		s.log.printf(protocol.MessageError, "%v", err)
	}
}

// needed tells of runs that stay whatever the limits.
func (s *session) needed(e runs.Entry) bool {
	r, err := s.runs.get(e.ID)
	return err == nil && !(r.over() && time.Since(r.endedAt) > justEnded) || s.profiles.anyIn(e.Folder)
}

// checkLimit finds what is wrong with a limit.
func checkLimit(limit *protocol.RunsLimit) error {
	if limit != nil && (limit.Count < 0 || limit.Bytes < 0) {
		return fmt.Errorf("%w: initializationOptions.runsLimit is %d runs and %d bytes; 0 is no limit", errInvalidParams, limit.Count, limit.Bytes)
	}
	return nil
}
