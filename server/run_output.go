package server

import (
	"unicode/utf8"

	"tottime/protocol"
)

// runOutput sends what a program without terminal writes to one of its streams. It is used by one goroutine.
type runOutput struct {
	session *session
	run     *run
	stream  protocol.OutputStream
	// begun is the beginning of a character whose end has not been written yet.
	begun []byte
}

// Write sends text when the client knows of the run. What is not UTF-8 is sent as U+FFFD. It never fails: a client that is gone
// must not end the program.
func (o *runOutput) Write(text []byte) (int, error) {
	<-o.run.answered
	o.session.guard("sending output", func() {
		whole := append(o.begun, text...)
		end := len(whole) - unfinished(whole)
		o.begun = append([]byte(nil), whole[end:]...)
		o.send(whole[:end])
	})
	return len(text), nil
}

// flush sends what Write has kept back.
func (o *runOutput) flush() {
	o.send(o.begun)
	o.begun = nil
}

func (o *runOutput) send(text []byte) {
	if len(text) > 0 {
		// The encoder replaces what is not UTF-8.
		notify(o.session, protocol.RunOutput, protocol.RunOutputParams{Run: o.run.id, Stream: o.stream, Text: string(text)})
	}
}

// unfinished is the number of bytes at the end of text that begin a character without ending it.
func unfinished(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if last := text[len(text)-n:]; utf8.RuneStart(last[0]) {
			if utf8.FullRune(last) {
				return 0
			}
			return n
		}
	}
	return 0
}
