package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/server"
)

// raw writes bytes to a server and reads what it answers.
type raw struct {
	t    *testing.T
	pipe io.WriteCloser
	in   *bufio.Reader
	// end ends the server as a signal does; ended has what Serve returned.
	end   context.CancelFunc
	ended chan error
}

func startRaw(t *testing.T) *raw { return startRawIn(t, newWorld(t)) }

func startRawIn(t *testing.T, w *world) *raw {
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	ctx, end := context.WithCancel(t.Context())
	r := &raw{t: t, pipe: toServer, in: bufio.NewReader(fromServer), end: end, ended: make(chan error, 1)}
	go func() { r.ended <- server.Serve(ctx, standard{fromClient, toClient}, w.Options) }()
	t.Cleanup(func() {
		toServer.Close()
		fromServer.Close()
	})
	return r
}

// standard is a connection over standard input and output, so to speak: to close it does not end a write that waits.
type standard struct {
	*io.PipeReader
	io.Writer
}

// send writes text from another goroutine: the pipe holds nothing.
func (r *raw) send(text string) {
	go io.WriteString(r.pipe, text)
}

// answer reads the next message that is not a notification.
func (r *raw) answer() string {
	r.t.Helper()
	for {
		var m json.RawMessage
		if err := (jsonrpc2.VSCodeObjectCodec{}).ReadObject(r.in, &m); err != nil {
			r.t.Fatal(err)
		}
		if !strings.Contains(string(m), `"method"`) {
			return string(m)
		}
	}
}

func frame(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }

const (
	initializeText = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`
	initializeID   = `{"id":1,"result":{"capabilities":{},`
)

// What is framed well is answered, and the next message is understood.
func TestMalformedMessages(t *testing.T) {
	const invalid = `{"jsonrpc":"2.0","id":%s,"error":{"code":-32600,"message":%q}}`
	tests := map[string]struct{ body, want string }{
		"not JSON":        {`{"jsonrpc":`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the message is not JSON"}}`},
		"empty":           {``, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the message is not JSON"}}`},
		"batch":           {`[` + initializeText + `]`, fmt.Sprintf(invalid, "null", "the message is not a JSON object; batches are not supported")},
		"scalar":          {` 7 `, fmt.Sprintf(invalid, "null", "the message is not a JSON object; batches are not supported")},
		"method a number": {`{"id":3,"method":7}`, fmt.Sprintf(invalid, "3", "the method of a message is a string")},
		"id negative":     {`{"id":-1,"method":"a"}`, fmt.Sprintf(invalid, "-1", "the id of a request is a string or an integer from 0")},
		"id a fraction":   {`{"id":1.5,"method":"a"}`, fmt.Sprintf(invalid, "1.5", "the id of a request is a string or an integer from 0")},
		"id an object":    {`{"id":{},"method":"a"}`, fmt.Sprintf(invalid, "null", "the id of a request is a string or an integer from 0")},
		"neither":         {`{"id":"x"}`, fmt.Sprintf(invalid, `"x"`, "jsonrpc2: unable to determine message type (request or response)")},
		"both":            {`{"id":"x","method":"a","result":1}`, fmt.Sprintf(invalid, `"x"`, "jsonrpc2: unable to determine message type (request or response)")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := startRaw(t)
				r.send(frame(test.body) + frame(initializeText))
				if got := r.answer(); got != test.want {
					t.Errorf("answered %s\nwant     %s", got, test.want)
				}
				if got := r.answer(); !strings.HasPrefix(got, initializeID) {
					t.Errorf("the next message was answered with %s", got)
				}
			})
		})
	}
}

// These are understood although they are unusual; none of them may be answered.
func TestUnusualMessages(t *testing.T) {
	tests := map[string]string{
		"space after":          "Content-Length: 62\r\n\r\n" + `{"jsonrpc":"2.0","method":"initialized","params":{}}` + "\r\n        ",
		"more headers":         "content-length:  52\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n" + `{"jsonrpc":"2.0","method":"initialized","params":{}}`,
		"bare line feeds":      "Content-Length: 52\n\n" + `{"jsonrpc":"2.0","method":"initialized","params":{}}`,
		"params null":          frame(`{"method":"initialized","params":null}`),
		"unasked response":     frame(`{"id":99,"result":{}}`),
		"response, strange id": frame(`{"id":-1,"result":{}}`),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := startRaw(t)
				r.send(text + frame(initializeText))
				if got := r.answer(); !strings.HasPrefix(got, initializeID) {
					t.Errorf("answered %s", got)
				}
			})
		})
	}
}

// A broken frame ends the session: nothing tells where the next message begins.
func TestBrokenFrames(t *testing.T) {
	tests := map[string]string{
		"no length":       "Content-Type: a\r\n\r\n",
		"no header":       "hello\r\n",
		"negative":        "Content-Length: -1\r\n\r\n",
		"not a number":    "Content-Length: many\r\n\r\n",
		"huge":            "Content-Length: 99999999999999\r\n\r\n",
		"too big for int": "Content-Length: 99999999999999999999999\r\n\r\n",
		"endless header":  strings.Repeat("x", 1<<20),
		"endless headers": strings.Repeat("A: b\r\n", 1000),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := startRaw(t)
				r.send(text)
				if err := <-r.ended; !errors.Is(err, server.ErrClientGone) {
					t.Errorf("Serve returned %v", err)
				}
			})
		})
	}
}

// An announced length takes no memory until the bytes come.
func TestAnnouncedLength(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startRaw(t)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r.send("Content-Length: 60000000\r\n\r\n{")
		synctest.Wait()
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
			t.Errorf("%d bytes were allocated for a message of one byte", grown)
		}
	})
}
