package server

import (
	"context"
	"fmt"

	"tottime/protocol"
)

// initialize begins the session. It runs on the read loop, to which the phase belongs.
func (s *session) initialize(_ context.Context, p protocol.InitializeParams) (result protocol.InitializeResult, err error) {
	if o := p.InitializationOptions; o != nil {
		if o.ProtocolVersion != 0 && o.ProtocolVersion != protocol.Version {
			return result, fmt.Errorf("%w: it speaks version %d of the protocol, this server (%s) version %d. "+
				"Reinstall the extension, and remove a setting that names another tottime", errProtocolVersion, o.ProtocolVersion, s.Version, protocol.Version)
		}
		s.client = *o
		s.trusted.Store(o.Trusted)
	}
	s.phase = initialized
	return protocol.InitializeResult{
		ServerInfo:      protocol.ServerInfo{Name: "tottime", Version: s.Version},
		ProtocolVersion: protocol.Version,
	}, nil
}

// trustGranted notes that the user trusts the workspace.
func (s *session) trustGranted(protocol.None) { s.trusted.Store(true) }

// shutDown ends every run, keeping what it measured.
func (s *session) shutDown(context.Context, protocol.None) (protocol.None, error) {
	return protocol.None{}, nil
}

// exit ends the session.
func (s *session) exit(protocol.None) {
	s.end(ErrNoShutdown)
}
