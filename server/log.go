package server

import (
	"context"
	"fmt"
	"io"
	"sync"

	"tottime/protocol"
)

// logger writes to the server's own log and to that of the client.
type logger struct {
	mu sync.Mutex // guards w
	w  io.Writer
	// send sends a notification to the client.
	send func(context.Context, string, any) error
}

// printf logs one message.
func (l *logger) printf(kind protocol.MessageType, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	l.mu.Lock()
	fmt.Fprintf(l.w, "tottime: %s\n", text)
	l.mu.Unlock()
	// An error means that the client is gone; the server's own log has the message.
	_ = l.send(context.Background(), protocol.LogMessage.Method, protocol.LogMessageParams{Type: kind, Message: text})
}

// Printf takes what jsonrpc2 has to say. It says so only to the server's own log: most of it is about a client that is gone.
func (l *logger) Printf(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(l.w, "tottime: "+format+"\n", args...)
}
