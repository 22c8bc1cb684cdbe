package server

import (
	"context"

	"tottime/profiler/view/callpath"
	"tottime/protocol"
)

// profileCallers answers who called a function.
func (s *session) profileCallers(_ context.Context, p protocol.ProfileEdgesParams) (protocol.ProfileEdgesResult, error) {
	return s.profileEdges(callpath.Callers, p)
}
