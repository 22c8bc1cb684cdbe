package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"tottime/protocol"
)

// The limits of a message: what is longer is no message of ours, so the connection ends instead of filling the memory.
const (
	maxHeaderLine = 1 << 10
	maxHeaders    = 32
	maxMessage    = 64 << 20
)

// stream frames messages with Content-Length headers, as LSP's base protocol has it. jsonrpc2's own codec cannot be used: it ends the
// connection at the first message that is not JSON, and it loses its place when a message is followed by white space.
type stream struct {
	in  *bufio.Reader
	rwc io.ReadWriteCloser
	// open is closed when the connection is ready for the first message: jsonrpc2 begins to read before it returns the connection.
	open chan struct{}
	// malformed is told about each message that is framed well and not a JSON-RPC message.
	malformed func(error)
	// broken is told when nothing can be written any more. The other side may have closed that way alone.
	broken func()
	// hurry is closed when the session ends: a client that reads nothing any more must not keep it.
	hurry chan struct{}

	writing sync.Mutex // guards rwc's writing side, and what follows
	// unread says that a write was given up, in the middle of a message.
	unread bool
}

// unreadLimit is how long the client may take to read a message once the session ends.
const unreadLimit = time.Second

var errUnread = errors.New("the client does not read what the server tells it")

func newStream(rwc io.ReadWriteCloser, malformed func(error), broken func()) *stream {
	return &stream{in: bufio.NewReader(rwc), rwc: rwc, open: make(chan struct{}), hurry: make(chan struct{}), malformed: malformed, broken: broken}
}

// ReadObject reads the next message into v. One that cannot be understood is answered with an error and skipped; a broken frame is an
// error, since nothing tells where the next message begins.
func (s *stream) ReadObject(v any) error {
	<-s.open
	for {
		text, err := s.readFrame()
		if err != nil {
			return err
		}
		refused := check(text)
		if refused == nil {
			err := json.Unmarshal(text, v)
			if err == nil {
				return nil
			}
			refused = &refusal{protocol.CodeInvalidRequest, err, idOf(text)}
		}
		s.malformed(refused)
		if err := s.refuse(refused); err != nil {
			return err
		}
	}
}

// readFrame reads one message without its headers.
func (s *stream) readFrame() ([]byte, error) {
	length := -1
	for range maxHeaders {
		line, err := s.readHeader()
		if err != nil {
			return nil, err
		}
		if line == "" {
			if length < 0 {
				return nil, errors.New("a message has no Content-Length header")
			}
			return s.readBody(length)
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("%.40q is not a header; is something else written to the server's input?", line)
		}
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			length, err = strconv.Atoi(strings.TrimSpace(value))
			if err != nil || length < 0 || length > maxMessage {
				return nil, fmt.Errorf("the Content-Length %.40q is not a number from 0 to %d", strings.TrimSpace(value), maxMessage)
			}
		}
	}
	return nil, fmt.Errorf("a message has more than %d headers", maxHeaders)
}

// readHeader reads a header line without its line end.
func (s *stream) readHeader() (string, error) {
	var line []byte
	for len(line) < maxHeaderLine {
		b, err := s.in.ReadByte()
		if err == io.EOF && len(line) > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
		if b == '\n' {
			return strings.TrimSuffix(string(line), "\r"), nil
		}
		line = append(line, b)
	}
	return "", fmt.Errorf("a header is longer than %d bytes", maxHeaderLine)
}

// readBody reads length bytes. The memory grows with what arrives, not with what was announced.
func (s *stream) readBody(length int) ([]byte, error) {
	var body bytes.Buffer
	if _, err := io.CopyN(&body, s.in, int64(length)); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return body.Bytes(), nil
}

// WriteObject writes one message.
func (s *stream) WriteObject(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	frame := append([]byte("Content-Length: "+strconv.Itoa(len(text))+"\r\n\r\n"), text...)
	s.writing.Lock()
	defer s.writing.Unlock()
	if err = s.write(frame); err != nil {
		s.broken()
	}
	return err
}

// write writes a whole frame. A write to a pipe cannot be given up, so it is left to itself: nothing is written after it.
func (s *stream) write(frame []byte) error {
	if s.unread {
		return errUnread
	}
	written := make(chan error, 1)
	go func() {
		_, err := s.rwc.Write(frame)
		written <- err
	}()
	select {
	case err := <-written:
		return err
	case <-s.hurry:
	}
	select {
	case err := <-written:
		return err
	case <-time.After(unreadLimit):
		s.unread = true
		return errUnread
	}
}

// Close closes the connection below.
func (s *stream) Close() error { return s.rwc.Close() }
