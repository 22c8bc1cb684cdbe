package servertest

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/protocol"
)

// Pending is a request that has been sent and not been waited for.
type Pending[R any] struct {
	editor *Editor
	method string
	id     string
	waiter jsonrpc2.Waiter
}

// sent counts the requests whose ids are chosen here.
var sent atomic.Int64

// Go sends a request without waiting for the answer.
func Go[P, R any](e *Editor, m protocol.Request[P, R], params P) *Pending[R] {
	e.t.Helper()
	id := "pending-" + strconv.FormatInt(sent.Add(1), 10)
	waiter, err := e.conn.DispatchCall(context.Background(), m.Method, params, jsonrpc2.PickID(jsonrpc2.ID{Str: id, IsString: true}))
	if err != nil {
		e.t.Fatalf("%s: %v", m.Method, err)
	}
	return &Pending[R]{e, m.Method, id, waiter}
}

// Cancel sends $/cancelRequest.
func (p *Pending[R]) Cancel() {
	p.editor.t.Helper()
	CancelID(p.editor, strconv.Quote(p.id))
}

// Wait waits for the answer.
func (p *Pending[R]) Wait() (result R, err error) {
	p.editor.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	err = p.waiter.Wait(ctx, &result)
	if errors.Is(err, context.DeadlineExceeded) {
		p.editor.t.Fatalf("%s was not answered within %v", p.method, limit)
	}
	return result, err
}

// CancelID sends $/cancelRequest for an id in its JSON form.
func CancelID(e *Editor, id string) {
	e.t.Helper()
	var params protocol.CancelParams
	if err := params.ID.UnmarshalJSON([]byte(id)); err != nil {
		e.t.Fatal(err)
	}
	Notify(e, protocol.CancelRequest, params)
}
