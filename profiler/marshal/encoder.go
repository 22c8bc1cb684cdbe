package marshal

import (
	"encoding/binary"
	"io"
	"math"
)

// Encoder writes objects in the part of the format that every Python from 2.7 on reads alike: no references, no short strings, and text as
// unicode. Files are some 1.4 times as long as CPython's own.
//
// An error stays: later writes do nothing. Flush returns it.
type Encoder struct {
	w       io.Writer
	pending []byte
	err     error
}

// NewEncoder returns an encoder that writes to w in large pieces.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Flush writes what is still pending and returns the first error.
func (e *Encoder) Flush() error {
	if e.err == nil && len(e.pending) > 0 {
		_, e.err = e.w.Write(e.pending)
		e.pending = e.pending[:0]
	}
	return e.err
}

// Tuple begins a tuple of n elements, which must follow.
func (e *Encoder) Tuple(n int) { e.length(codeTuple, n) }

// List begins a list of n elements, which must follow.
func (e *Encoder) List(n int) { e.length(codeList, n) }

// Dict begins a dict: keys and values must follow in turn, then End.
func (e *Encoder) Dict() { e.code(codeDict) }

// End ends a dict.
func (e *Encoder) End() { e.code(codeEnd) }

// Bool writes a bool.
func (e *Encoder) Bool(value bool) {
	if value {
		e.code(codeTrue)
	} else {
		e.code(codeFalse)
	}
}

// Text writes a str of UTF-8 text.
func (e *Encoder) Text(text string) {
	e.length(codeUnicode, len(text))
	e.pending = append(e.pending, text...)
}

// Float writes a float.
func (e *Encoder) Float(value float64) {
	e.code(codeFloat)
	e.pending = binary.LittleEndian.AppendUint64(e.pending, math.Float64bits(value))
}

// Int writes an int.
func (e *Encoder) Int(value int64) {
	if int64(int32(value)) == value {
		e.length(codeInt, int(value))
		return
	}
	sign, magnitude := 1, uint64(value)
	if value < 0 {
		sign, magnitude = -1, -magnitude
	}
	var digits []byte
	for ; magnitude > 0; magnitude >>= 15 {
		digits = binary.LittleEndian.AppendUint16(digits, uint16(magnitude&(1<<15-1)))
	}
	e.length(codeLong, sign*len(digits)/2)
	e.pending = append(e.pending, digits...)
}

const flushSize = 1 << 16

func (e *Encoder) code(c byte) {
	if len(e.pending) >= flushSize {
		e.Flush()
	}
	e.pending = append(e.pending, c)
}

func (e *Encoder) length(c byte, n int) {
	e.code(c)
	e.pending = binary.LittleEndian.AppendUint32(e.pending, uint32(n))
}
