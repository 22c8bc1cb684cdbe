// Package servertest is an editor for tests, which talks to a server over a pipe in memory.
package servertest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/protocol"
	"tottime/server"
)

// limit is how long the editor waits for anything. In a testing/synctest bubble it is over at once when nothing can happen any more.
const limit = time.Minute

// Editor is a client of one server. Its methods fail the test when the server does not do what they wait for.
type Editor struct {
	t    testing.TB
	conn *jsonrpc2.Conn
	pipe io.ReadWriteCloser
	// served is closed when Serve has returned; err is what it returned.
	served chan struct{}
	err    error

	mu       sync.Mutex // guards what follows
	answers  map[string]answer
	received []message
	// changed is closed and replaced when a message is received.
	changed chan struct{}
}

// answer answers a request of the server.
type answer func(context.Context, json.RawMessage) (any, error)

// message is a notification from the server.
type message struct {
	method string
	params json.RawMessage
}

// Start serves an editor that has not sent initialize. The editor disconnects when the test ends.
func Start(t testing.TB, o server.Options) *Editor {
	t.Helper()
	editor, backend := net.Pipe()
	e := Connect(t, editor)
	e.served = make(chan struct{})
	go func() {
		defer close(e.served)
		e.err = server.Serve(context.Background(), backend, o)
	}()
	t.Cleanup(func() { e.Ended() })
	t.Cleanup(e.Disconnect)
	return e
}

// Connect is an editor of the server at the other end of the pipe.
func Connect(t testing.TB, pipe io.ReadWriteCloser) *Editor {
	e := &Editor{t: t, pipe: pipe, answers: map[string]answer{}, changed: make(chan struct{})}
	// jsonrpc2's own codec, not the server's: two opinions on the framing.
	stream := jsonrpc2.NewBufferedStream(pipe, jsonrpc2.VSCodeObjectCodec{})
	e.conn = jsonrpc2.NewConn(context.Background(), stream, e, jsonrpc2.SetLogger(quiet{}), jsonrpc2.OnRecv(e.inspect))
	return e
}

// quiet hides what jsonrpc2 says about connections that tests break on purpose.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

// Open starts an editor and initializes it.
func Open(t testing.TB, o server.Options, client protocol.InitializationOptions) *Editor {
	t.Helper()
	e := Start(t, o)
	e.Initialize(client)
	return e
}

// Initialize sends initialize and initialized, which must succeed.
func (e *Editor) Initialize(client protocol.InitializationOptions) protocol.InitializeResult {
	e.t.Helper()
	result := MustCall(e, protocol.Initialize, protocol.InitializeParams{InitializationOptions: &client})
	Notify(e, protocol.Initialized, protocol.None{})
	return result
}

// Call sends a request and returns its answer; the error is a *jsonrpc2.Error when the server refused it.
func Call[P, R any](e *Editor, m protocol.Request[P, R], params P, options ...jsonrpc2.CallOption) (result R, err error) {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	err = e.conn.Call(ctx, m.Method, params, &result, options...)
	if errors.Is(err, context.DeadlineExceeded) {
		e.t.Fatalf("%s was not answered", m.Method)
	}
	return result, err
}

// MustCall sends a request that must succeed.
func MustCall[P, R any](e *Editor, m protocol.Request[P, R], params P) R {
	e.t.Helper()
	result, err := Call(e, m, params)
	if err != nil {
		e.t.Fatalf("%s: %v", m.Method, err)
	}
	return result
}

// Notify sends a notification.
func Notify[P any](e *Editor, m protocol.Notification[P], params P) {
	e.t.Helper()
	if err := e.conn.Notify(context.Background(), m.Method, params); err != nil {
		e.t.Fatalf("%s: %v", m.Method, err)
	}
}

// Answer makes f answer a request of the server.
func Answer[P, R any](e *Editor, m protocol.Request[P, R], f func(context.Context, P) (R, error)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers[m.Method] = func(ctx context.Context, text json.RawMessage) (any, error) {
		var params P
		if err := json.Unmarshal(text, &params); err != nil {
			return nil, err
		}
		return f(ctx, params)
	}
}

// Write sends bytes as they are.
func (e *Editor) Write(text string) {
	e.t.Helper()
	if _, err := io.WriteString(e.pipe, text); err != nil {
		e.t.Fatalf("write to the server: %v", err)
	}
}

// Disconnect closes the connection.
func (e *Editor) Disconnect() { e.conn.Close() }

// Ended waits until the server has ended and returns what Serve returned.
func (e *Editor) Ended() error {
	e.t.Helper()
	select {
	case <-e.served:
	case <-time.After(limit):
		e.t.Fatal("the server did not end")
	}
	return e.err
}
