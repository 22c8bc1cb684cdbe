package servertest

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/protocol"
)

// Handle keeps the server's notifications and answers its requests.
func (e *Editor) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	var params json.RawMessage
	if req.Params != nil {
		params = *req.Params
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if req.Notif {
		e.received = append(e.received, message{req.Method, params})
		close(e.changed)
		e.changed = make(chan struct{})
		return
	}
	f := e.answers[req.Method]
	go func() {
		if f == nil {
			conn.ReplyWithError(ctx, req.ID, &jsonrpc2.Error{Code: int64(protocol.CodeMethodNotFound), Message: "this editor does not answer " + req.Method})
			return
		}
		result, err := f(ctx, params)
		if err != nil {
			conn.ReplyWithError(ctx, req.ID, &jsonrpc2.Error{Code: int64(protocol.CodeInternalError), Message: err.Error()})
			return
		}
		conn.Reply(ctx, req.ID, result)
	}()
}

// inspect sees every message from the server: none may hold a null.
func (e *Editor) inspect(req *jsonrpc2.Request, resp *jsonrpc2.Response) {
	var text *json.RawMessage
	switch {
	case resp != nil && resp.Error != nil:
		text = resp.Error.Data
	case resp != nil:
		text = resp.Result
	default:
		text = req.Params
	}
	if text != nil && (bytes.Equal(*text, []byte("null")) || bytes.Contains(*text, []byte(":null"))) {
		e.t.Errorf("the server sent a null: %s", *text)
	}
}

// Received returns the parameters of the notifications m that have come so far.
func Received[P any](e *Editor, m protocol.Notification[P]) []P {
	e.t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	return received(e, m)
}

// received is Received for one who holds the mutex.
func received[P any](e *Editor, m protocol.Notification[P]) []P {
	var all []P
	for _, got := range e.received {
		if got.method != m.Method {
			continue
		}
		var params P
		if err := json.Unmarshal(got.params, &params); err != nil {
			e.t.Errorf("%s: %v", m.Method, err)
		}
		all = append(all, params)
	}
	return all
}

// Await waits until a notification m has come for which ok is true, since the editor started, and returns it.
func Await[P any](e *Editor, m protocol.Notification[P], ok func(P) bool) P {
	e.t.Helper()
	late := time.After(limit)
	for {
		e.mu.Lock()
		all, changed := received(e, m), e.changed
		e.mu.Unlock()
		for _, params := range all {
			if ok(params) {
				return params
			}
		}
		select {
		case <-changed:
		case <-late:
			e.t.Fatalf("no %s like that came, but %+v", m.Method, all)
		}
	}
}
