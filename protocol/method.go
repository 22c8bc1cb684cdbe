package protocol

import "encoding/json"

// Version is the version of the wire protocol. A client may state the version it was built for in InitializationOptions; the server
// refuses another one. It rises with every change that an older client or server would misread.
const Version = 4

// Request is a method that is answered: P are its parameters, R is its result.
type Request[P, R any] struct {
	Method string
}

// Notification is a message without an answer: P are its parameters.
type Notification[P any] struct {
	Method string
}

// None is the parameters or the result of a method that has none. It is sent as an empty object and any value is accepted for it.
//
//tsgen:as Record<string, never>
type None struct{}

// UnmarshalJSON accepts null and every other value: LSP clients send different things where there are no parameters.
func (*None) UnmarshalJSON([]byte) error { return nil }

// List is a slice that is never sent as null.
type List[T any] []T

// MarshalJSON writes a nil List as an empty array.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(l))
}
