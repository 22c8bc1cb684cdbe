package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tottime/protocol"
)

// initialize begins the session. It runs on the read loop, to which the phase belongs.
func (s *session) initialize(ctx context.Context, p protocol.InitializeParams) (result protocol.InitializeResult, err error) {
	if o := p.InitializationOptions; o != nil {
		if o.ProtocolVersion != 0 && o.ProtocolVersion != protocol.Version {
			return result, fmt.Errorf("%w: the extension speaks version %d of their protocol, the server (tottime %s) version %d. "+
				"Reinstall the extension, and remove a setting that names another tottime", errProtocolVersion, o.ProtocolVersion, s.Version, protocol.Version)
		}
		if err := errors.Join(checkRuns(o.Runs), checkLimit(o.RunsLimit)); err != nil {
			return result, err
		}
		s.client = *o
		s.trusted.Store(o.Trusted)
		if err := s.resume(ctx, o.Runs); err != nil {
			return result, err
		}
	}
	s.phase = initialized
	s.watchClient(p.ProcessID)
	return protocol.InitializeResult{
		ServerInfo:      protocol.ServerInfo{Name: "tottime", Version: s.Version},
		ProtocolVersion: protocol.Version,
	}, nil
}

// watchClient ends the session when the client's process is gone. A process that cannot be seen from here is not watched: it may be in
// a container of its own. The end of the connection tells of most deaths; this tells when another process holds it open.
func (s *session) watchClient(pid int) {
	identity := ""
	if pid > 0 {
		identity = s.Identity(pid)
	}
	if identity == "" {
		return
	}
	go func() {
		look := time.NewTicker(time.Second)
		defer look.Stop()
		for {
			select {
			case <-s.ctx.Done():
				return
			case <-look.C:
				if s.Identity(pid) != identity {
					s.end(ErrClientGone)
					return
				}
			}
		}
	}()
}

// trustGranted notes that the user trusts the workspace.
func (s *session) trustGranted(protocol.None) { s.trusted.Store(true) }

// shutDown ends the runs that the server has started itself and closes every profile.
func (s *session) shutDown(context.Context, protocol.None) (protocol.None, error) {
	s.endRuns()
	s.profiles.clear()
	return protocol.None{}, nil
}

// exit ends the session.
func (s *session) exit(protocol.None) {
	s.end(ErrNoShutdown)
}
