package server

import (
	"context"
	"fmt"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// runStop asks a run to end; RunEnded tells when it has. Nothing happens to a run that has ended already.
func (s *session) runStop(_ context.Context, p protocol.RunStopParams) (none protocol.None, err error) {
	r, err := s.runs.get(p.Run)
	if err != nil {
		return none, err
	}
	how := runs.Stop
	if p.Discard {
		r.unwanted.ask()
		how = runs.Cancel
	}
	if err := s.stop(r, how); err != nil {
		return none, about(r.folder, fmt.Errorf("%w: %w", errRunFolder, err))
	}
	return none, nil
}
