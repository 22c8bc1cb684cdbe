package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"tottime/protocol"
)

// handler answers a request and listener takes a notification, with encoded parameters.
type (
	handler  = func(context.Context, json.RawMessage) (any, error)
	listener = func(json.RawMessage) error
)

// router knows what takes each method.
type router struct {
	requests      map[string]handler
	notifications map[string]listener
}

// handle makes f answer the request m; a function of another type does not compile.
func handle[P, R any](r *router, m protocol.Request[P, R], f func(context.Context, P) (R, error)) {
	r.requests[m.Method] = func(ctx context.Context, text json.RawMessage) (any, error) {
		params, err := decode[P](text)
		if err != nil {
			return nil, err
		}
		return f(ctx, params)
	}
}

// look makes f answer the request m, which changes nothing: once it is cancelled it is not begun, and what it has found is dropped.
func look[P, R any](r *router, m protocol.Request[P, R], f func(context.Context, P) (R, error)) {
	handle(r, m, func(ctx context.Context, params P) (result R, err error) {
		if err := ctx.Err(); err != nil {
			return result, err
		}
		if result, err = f(ctx, params); err == nil {
			err = ctx.Err()
		}
		return result, err
	})
}

// listen makes f take the notification m. It is called on the read loop: it must not wait for anything.
func listen[P any](r *router, m protocol.Notification[P], f func(P)) {
	r.notifications[m.Method] = func(text json.RawMessage) error {
		params, err := decode[P](text)
		if err != nil {
			return err
		}
		f(params)
		return nil
	}
}

// decode reads parameters; where there are none it is the zero value.
func decode[P any](text json.RawMessage) (params P, err error) {
	if len(text) == 0 {
		return params, nil
	}
	err = json.Unmarshal(text, &params)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Field != "":
		return params, fmt.Errorf("%w: %s: got %s, want %s", errInvalidParams, wrong.Field, wrong.Value, wrong.Type)
	case errors.As(err, &wrong):
		return params, fmt.Errorf("%w: got %s, want an object", errInvalidParams, wrong.Value)
	case err != nil:
		return params, fmt.Errorf("%w: %w", errInvalidParams, err)
	}
	return params, nil
}
