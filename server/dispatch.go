package server

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/protocol"
)

// phase is where the session is in LSP's lifecycle.
type phase int

const (
	fresh phase = iota
	initialized
	shutDown
)

// Handle takes every message. jsonrpc2 calls it on its read loop, which waits for it; so it only registers a request and answers it in
// another goroutine. Only initialize is answered at once: what follows depends on it.
func (s *session) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	var params json.RawMessage
	if req.Params != nil {
		params = *req.Params
	}
	if req.Notif {
		s.notice(req.Method, params)
		return
	}
	ctx, err := s.calls.begin(s.ctx, req.ID)
	if err != nil {
		s.reply(req.ID, nil, err)
		return
	}
	work := s.admit(req.Method)
	if req.Method == protocol.Initialize.Method {
		s.answer(ctx, req, work, params)
		return
	}
	go s.answer(ctx, req, work, params)
}

// admit finds what answers a method in this phase of the lifecycle.
func (s *session) admit(method string) handler {
	known := s.router.requests[method]
	switch {
	case s.phase == shutDown:
		return refuseWith(fmt.Errorf("%w: %s came after shutdown", errInvalidRequest, method))
	case s.phase == fresh && method != protocol.Initialize.Method:
		return refuseWith(fmt.Errorf("%w: %s came before initialize", errNotInitialized, method))
	case s.phase == initialized && method == protocol.Initialize.Method:
		return refuseWith(fmt.Errorf("%w: initialize came twice", errInvalidRequest))
	case known == nil:
		return refuseWith(fmt.Errorf("%w: %s", errUnknownMethod, method))
	case method == protocol.Shutdown.Method:
		s.phase = shutDown
		s.shutdown.Store(true)
	}
	return known
}

// refuseWith is a handler that fails.
func refuseWith(err error) handler {
	return func(context.Context, json.RawMessage) (any, error) { return nil, err }
}

// answer does the work and sends its one answer, also when the work panics.
func (s *session) answer(ctx context.Context, req *jsonrpc2.Request, work handler, params json.RawMessage) {
	defer s.calls.done()
	c := &call{}
	result, err := s.protect(req.Method, func() (any, error) { return work(context.WithValue(ctx, callKey{}, c), params) })
	if err != nil {
		err = orCancelled(ctx, req.Method, err)
	}
	s.calls.forget(req.ID)
	s.reply(req.ID, result, err)
	for _, f := range c.afterwards {
		s.guard(req.Method, f)
	}
}

// protect calls f and turns its panic into an error, which is logged.
func (s *session) protect(method string, f func() (any, error)) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.printf(protocol.MessageError, "%s: panic: %v\n%s", method, p, debug.Stack())
			result, err = nil, fmt.Errorf("%w: %s: %v. Please report it with the server's log", errPanicked, method, p)
		}
	}()
	return f()
}

// guard calls f, which answers no request, and tells whether it came to its end. A panic in it is logged and does not end the server.
func (s *session) guard(what string, f func()) bool {
	_, err := s.protect(what, func() (any, error) {
		f()
		return nil, nil
	})
	return err == nil
}

// reply sends the answer to the request id.
func (s *session) reply(id jsonrpc2.ID, result any, err error) {
	response := &jsonrpc2.Response{ID: id}
	if err == nil {
		if err = response.SetResult(result); err != nil {
			s.log.printf(protocol.MessageError, "the answer to %s cannot be sent: %v", id, err)
		}
	}
	if err != nil {
		response.Result, response.Error = nil, wireError(err)
	}
	// An error means that the client is gone, which Serve notices.
	_ = s.conn.SendResponse(s.ctx, response)
}

// notice takes a notification. Those that are unknown, or come before initialize, are ignored, as LSP has it.
func (s *session) notice(method string, params json.RawMessage) {
	take := s.router.notifications[method]
	if take == nil || s.phase == fresh && method != protocol.Exit.Method {
		return
	}
	_, err := s.protect(method, func() (any, error) { return nil, take(params) })
	if err != nil {
		s.log.printf(protocol.MessageWarning, "%s: %v", method, err)
	}
}

// call is a request that is being answered.
type call struct {
	// afterwards is called, by the goroutine that answers, when the answer has been sent.
	afterwards []func()
}

type callKey struct{}

// afterReply has f called when the request that ctx belongs to has been answered, so that what f sends comes after the answer.
func afterReply(ctx context.Context, f func()) {
	c := ctx.Value(callKey{}).(*call)
	c.afterwards = append(c.afterwards, f)
}
