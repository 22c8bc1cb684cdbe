package server

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"tottime/protocol"
)

// A request that only looks is given up when it is cancelled, before it has begun and when it has found something.
func TestLook(t *testing.T) {
	for name, test := range map[string]struct {
		before, during bool // when it is cancelled
		begun          int
	}{
		"not cancelled":     {false, false, 1},
		"before it begins":  {true, false, 0},
		"while it is begun": {false, true, 1},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		r, begun := &router{requests: map[string]handler{}}, 0
		look(r, protocol.ProfileText, func(context.Context, protocol.ProfileTextParams) (protocol.ProfileTextResult, error) {
			begun++
			if test.during {
				cancel()
			}
			return protocol.ProfileTextResult{}, nil
		})
		if test.before {
			cancel()
		}
		_, err := r.requests[protocol.ProfileText.Method](ctx, json.RawMessage("{}"))
		if cancelled := test.before || test.during; errors.Is(err, context.Canceled) != cancelled || begun != test.begun {
			t.Errorf("%s: %v after %d calls", name, err, begun)
		}
		cancel()
	}
}
