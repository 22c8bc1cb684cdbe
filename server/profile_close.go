package server

import (
	"context"

	"tottime/protocol"
)

// profileClose forgets an open profile.
func (s *session) profileClose(_ context.Context, p protocol.ProfileCloseParams) (none protocol.None, err error) {
	return none, s.profiles.remove(p.Profile)
}
