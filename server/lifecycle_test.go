package server_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/protocol"
	"tottime/server"
	"tottime/server/servertest"
)

// checkError wants err to be an answer with this code whose message holds text.
func checkError(t *testing.T, err error, code protocol.ErrorCode, text string) {
	t.Helper()
	var wire *jsonrpc2.Error
	if !errors.As(err, &wire) {
		t.Fatalf("got %v, want an error with code %d", err, code)
	}
	if wire.Code != int64(code) || !strings.Contains(wire.Message, text) {
		t.Errorf("got code %d, %q; want code %d and %q", wire.Code, wire.Message, code, text)
	}
}

func TestLifecycle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := servertest.Start(t, newWorld(t).Options)
		_, err := servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{})
		checkError(t, err, protocol.CodeServerNotInitialized, "profile/open came before initialize")
		servertest.Notify(e, protocol.TrustGranted, protocol.None{}) // dropped

		got := e.Initialize(protocol.InitializationOptions{})
		if got.ServerInfo.Name != "tottime" || got.ServerInfo.Version != "1.2.3" || got.ProtocolVersion != protocol.Version {
			t.Errorf("initialize answered %+v", got)
		}
		_, err = servertest.Call(e, protocol.Initialize, protocol.InitializeParams{})
		checkError(t, err, protocol.CodeInvalidRequest, "initialize came twice")

		servertest.MustCall(e, protocol.Shutdown, protocol.None{})
		_, err = servertest.Call(e, protocol.ProfileOpen, protocol.ProfileOpenParams{})
		checkError(t, err, protocol.CodeInvalidRequest, "profile/open came after shutdown")
		servertest.Notify(e, protocol.Exit, protocol.None{})
		if err := e.Ended(); err != nil {
			t.Errorf("Serve returned %v", err)
		}
	})
}

func TestUnknownMethods(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := servertest.Open(t, newWorld(t).Options, protocol.InitializationOptions{})
		servertest.Notify(e, protocol.Notification[protocol.None]{Method: "future/thing"}, protocol.None{})
		_, err := servertest.Call(e, protocol.Request[protocol.None, protocol.None]{Method: "future/thing"}, protocol.None{})
		checkError(t, err, protocol.CodeMethodNotFound, "unknown method: future/thing")
		if logged := servertest.Received(e, protocol.LogMessage); len(logged) > 0 {
			t.Errorf("an unknown notification was logged: %v", logged)
		}
	})
}

func TestEndings(t *testing.T) {
	tests := map[string]struct {
		leave func(*servertest.Editor)
		want  error
	}{
		"exit without shutdown": {func(e *servertest.Editor) { servertest.Notify(e, protocol.Exit, protocol.None{}) }, server.ErrNoShutdown},
		"disconnect":            {(*servertest.Editor).Disconnect, server.ErrClientGone},
		"disconnect after shutdown": {func(e *servertest.Editor) {
			servertest.MustCall(e, protocol.Shutdown, protocol.None{})
			e.Disconnect()
		}, nil},
		"exit before initialize": {func(e *servertest.Editor) { servertest.Notify(e, protocol.Exit, protocol.None{}) }, server.ErrNoShutdown},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := servertest.Start(t, newWorld(t).Options)
				if !strings.Contains(name, "before initialize") {
					e.Initialize(protocol.InitializationOptions{})
				}
				test.leave(e)
				if err := e.Ended(); !errors.Is(err, test.want) {
					t.Errorf("Serve returned %v, want %v", err, test.want)
				}
			})
		})
	}
}

func TestProtocolVersion(t *testing.T) {
	tests := map[string]struct {
		version int
		refused string
	}{
		"absent": {version: 0},
		"same":   {version: protocol.Version},
		"newer":  {version: 99, refused: fmt.Sprintf("the extension speaks version 99 of their protocol, the server (tottime 1.2.3) version %d. Reinstall the extension", protocol.Version)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := servertest.Start(t, newWorld(t).Options)
				_, err := servertest.Call(e, protocol.Initialize, protocol.InitializeParams{
					InitializationOptions: &protocol.InitializationOptions{ProtocolVersion: test.version},
				})
				if test.refused != "" {
					checkError(t, err, protocol.CodeProtocolVersion, test.refused)
				} else if err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestParameters(t *testing.T) {
	tests := map[string]struct{ params, want string }{
		"wrong field":     {`{"path":7}`, "invalid parameters: path: got number, want string"},
		"by position":     {`["a"]`, "invalid parameters: got array, want an object"},
		"unknown token":   {`{"path":"/a","workDoneToken":true}`, "invalid parameters: protocol: true is neither a string nor a number"},
		"path not stated": {`{}`, "invalid parameters"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := servertest.Open(t, newWorld(t).Options, protocol.InitializationOptions{})
				_, err := servertest.Call(e, protocol.Request[rawParams, protocol.None]{Method: "profile/open"}, rawParams(test.params))
				checkError(t, err, protocol.CodeInvalidParams, test.want)
			})
		})
	}
}

// rawParams are parameters that a test encodes itself.
type rawParams string

func (p rawParams) MarshalJSON() ([]byte, error) { return []byte(p), nil }
