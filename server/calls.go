package server

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/protocol"
)

// calls are the requests that are being answered.
type calls struct {
	mu     sync.Mutex // guards what follows
	cancel map[jsonrpc2.ID]context.CancelCauseFunc
	// busy counts the requests whose answer has not been sent.
	busy int
	// idle is closed when busy falls to 0 after close.
	idle   chan struct{}
	closed bool
}

func newCalls() *calls {
	return &calls{cancel: map[jsonrpc2.ID]context.CancelCauseFunc{}, idle: make(chan struct{})}
}

// begin registers a request; it is done on the read loop, so that no $/cancelRequest can overtake it. Each request that it admits must
// be followed by forget and done.
func (c *calls) begin(ctx context.Context, id jsonrpc2.ID) (context.Context, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, fmt.Errorf("%w: the session ends", errInvalidRequest)
	}
	if _, taken := c.cancel[id]; taken {
		return nil, fmt.Errorf("%w: the id %s is that of another request", errInvalidRequest, id)
	}
	ctx, c.cancel[id] = context.WithCancelCause(ctx)
	c.busy++
	return ctx, nil
}

// forget ends the time in which a request can be cancelled. It is called before the answer is sent: once the client has that, it may
// use the id again.
func (c *calls) forget(id jsonrpc2.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cancel[id](nil)
	delete(c.cancel, id)
}

// done says that a request's answer has been sent.
func (c *calls) done() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy--
	if c.closed && c.busy == 0 {
		close(c.idle)
	}
}

// close admits no more requests. The channel that it returns is closed when all are answered.
func (c *calls) close() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	if c.busy == 0 {
		close(c.idle)
	}
	return c.idle
}

// cancelRequest gives up a request. One that is not being answered, any more or yet, is nothing to give up.
func (s *session) cancelRequest(p protocol.CancelParams) {
	var id jsonrpc2.ID
	text, err := p.ID.MarshalJSON()
	if err != nil || json.Unmarshal(text, &id) != nil {
		return
	}
	s.calls.mu.Lock()
	defer s.calls.mu.Unlock()
	if cancel := s.calls.cancel[id]; cancel != nil {
		cancel(errCancelled)
	}
}
