package protocol

import (
	"bytes"
	"errors"
	"fmt"
)

// RequestID is the id of a JSON-RPC request, kept and sent back just as it came.
//
//tsgen:as string | number
type RequestID struct{ scalar }

// ProgressToken is an LSP progress token, kept and sent back just as it came.
//
//tsgen:as string | number
type ProgressToken struct{ scalar }

// scalar is a JSON string or number in its encoded form.
type scalar string

// MarshalJSON writes the scalar as it was read.
func (s scalar) MarshalJSON() ([]byte, error) {
	if s == "" {
		return nil, errors.New("protocol: empty id or token")
	}
	return []byte(s), nil
}

// UnmarshalJSON accepts a string or a number.
func (s *scalar) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || (data[0] != '"' && data[0] != '-' && (data[0] < '0' || data[0] > '9')) {
		return fmt.Errorf("protocol: %s is neither a string nor a number", data)
	}
	*s = scalar(data)
	return nil
}

// ProgressParams reports on the request that carried Token.
type ProgressParams struct {
	Token ProgressToken    `json:"token"`
	Value WorkDoneProgress `json:"value"`
}

// ProgressKind says which of LSP's three progress reports this is.
type ProgressKind string

// The progress reports, in the order in which they are sent.
const (
	ProgressBegin  ProgressKind = "begin"
	ProgressReport ProgressKind = "report"
	ProgressEnd    ProgressKind = "end"
)

// WorkDoneProgress is LSP's work-done progress.
type WorkDoneProgress struct {
	Kind ProgressKind `json:"kind"`
	// Title is set in the first report.
	Title   string `json:"title,omitempty"`
	Message string `json:"message,omitempty"`
	// Percentage is 0 to 100, absent when unknown.
	Percentage int `json:"percentage,omitempty"`
}
