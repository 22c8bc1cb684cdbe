package server

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// pipe is a connection whose other end has written what Reader holds.
type pipe struct {
	io.Reader
	io.Writer
}

func (pipe) Close() error { return nil }

// Whatever comes in, reading ends with an error, and what is answered to malformed messages can be read again.
func FuzzStream(f *testing.F) {
	for _, seed := range []string{
		"Content-Length: 2\r\n\r\n{}", "Content-Length: 17\r\n\r\n{\"method\":\"exit\"}", "Content-Length: 9999999\r\n\r\n{", "\r\n", ":\n\n",
		"Content-Length: 30\n\n{\"id\":-1,\"method\":\"a\",\"b\":[[[", "Content-Length: 4\r\n\r\nnullContent-Length: 2\r\n\r\n[]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		var answers bytes.Buffer
		s := newStream(pipe{strings.NewReader(input), &answers}, func(error) {}, func() {})
		close(s.open)
		for {
			var message map[string]any
			if err := s.ReadObject(&message); err != nil {
				break
			}
		}
		again := newStream(pipe{&answers, io.Discard}, func(err error) { t.Errorf("an answer is malformed: %v", err) }, func() {})
		close(again.open)
		for {
			var answer struct {
				Error struct{ Code int }
				ID    json.RawMessage
			}
			if err := again.ReadObject(&answer); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("an answer cannot be read: %v", err)
			}
			if answer.Error.Code == 0 {
				t.Error("an answer without an error")
			}
		}
	})
}
