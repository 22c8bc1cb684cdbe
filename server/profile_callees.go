package server

import (
	"context"

	"tottime/profiler/view/callpath"
	"tottime/protocol"
)

// profileCallees answers what a function called.
func (s *session) profileCallees(_ context.Context, p protocol.ProfileEdgesParams) (protocol.ProfileEdgesResult, error) {
	return s.profileEdges(callpath.Callees, p)
}
