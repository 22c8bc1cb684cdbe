// Package marshal reads and writes the binary format of Python's marshal module, in which profiles are stored.
package marshal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrTruncated is what a SyntaxError wraps when the data ends inside an object.
var ErrTruncated = errors.New("the data ends too early")

// A SyntaxError says where data is not what it should be.
type SyntaxError struct {
	Offset int // of the object concerned, in bytes
	Err    error
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("at byte %d: %v", e.Offset, e.Err) }

func (e *SyntaxError) Unwrap() error { return e.Err }

// maxDepth is how deeply objects may nest; CPython has the same limit.
const maxDepth = 2000

// Decoder reads objects one after the other from data that it refers to but never changes. It builds no values: its caller asks for what it
// expects, which makes reading as cheap as the data allows and takes memory for the references only.
//
// An error stays: once Err is not nil every method returns a zero value at once, so callers may check at the end of a sequence.
//
// A back reference to a number or a string costs nothing. One to a container is read again where it was first written; how often, is limited.
type Decoder struct {
	data []byte
	pos  int
	err  error

	refs     references // what 'r' refers to: the objects with the flag
	interned references // what Python 2's 'R' refers to: the strings with code 't'

	back    int      // where to go on after a referenced object, or -1
	depth   int      // open containers
	replays []replay // those of them that are read by reference
	budget  int      // bytes that may still be read within them
	layout  *layout
}

// replay is an open container that is read by reference.
type replay struct {
	depth int // of it
	back  int // where to go on after it
}

// NewDecoder returns a decoder that reads data, which must not change meanwhile and be smaller than 4 GiB.
func NewDecoder(data []byte) *Decoder {
	d := new(Decoder)
	d.Reset(data)
	return d
}

// Reset makes the decoder one that reads other data. It keeps the memory that it has.
func (d *Decoder) Reset(data []byte) {
	*d = Decoder{data: data, back: -1, budget: 64*len(data) + 1000, refs: d.refs.emptied(), interned: d.interned.emptied()}
	if uint64(len(data)) > math.MaxUint32 {
		d.failf(0, "%d bytes are more than can be read", len(data))
	}
	// An object that is referred to takes some 40 bytes of a profile. Memory that is reserved but not used is never touched.
	if cap(d.refs.starts) < len(data)/24 {
		d.refs = references{starts: make([]uint32, 0, len(data)/24)}
	}
}

// Err returns the first error: a *SyntaxError.
func (d *Decoder) Err() error { return d.err }

// Offset returns how many bytes were read.
func (d *Decoder) Offset() int { return d.pos }

// Fail makes err the decoder's error, located at the byte offset of the object concerned, unless it has one already.
func (d *Decoder) Fail(offset int, err error) {
	if d.err == nil {
		d.err = &SyntaxError{offset, err}
		d.data, d.pos = d.data[:0], 0
	}
}

func (d *Decoder) failf(offset int, format string, arguments ...any) {
	d.Fail(offset, fmt.Errorf(format, arguments...))
}

// Kind returns the kind of the next object without reading it, Invalid after an error.
func (d *Decoder) Kind() Kind {
	if d.pos >= len(d.data) {
		d.Fail(d.pos, ErrTruncated)
		return Invalid
	}
	start := d.pos
	code := d.data[start] &^ flagRef
	if code == codeRef || code == codeInternedRef {
		d.pos++
		target, _ := d.target(start, code)
		if d.err != nil {
			return Invalid
		}
		d.pos = start
		code = d.data[target] &^ flagRef
	}
	kind := kindOfCode[code]
	if kind == Invalid {
		d.failf(start, "unknown type code %q", code)
	}
	return kind
}

// open reads the type code of the next object and, when it is a reference, goes to where it points, to come back by close or Leave.
func (d *Decoder) open() (code byte, object Object) {
	if d.pos >= len(d.data) {
		d.Fail(d.pos, ErrTruncated)
		return 0, NoObject
	}
	start := d.pos
	code = d.data[start]
	d.pos++
	switch {
	case len(d.replays) > 0:
		if !d.spend(start, 1) {
			return 0, NoObject
		}
		object = NoObject // it has its number from when it was read first
		code &^= flagRef
	case code&flagRef != 0:
		code &^= flagRef
		object = d.register(start, code)
	case code == codeInterned:
		object = internedObject(d.interned.add(start))
	default:
		object = NoObject
	}
	if code == codeRef || code == codeInternedRef {
		var target int
		if target, object = d.target(start, code); d.err != nil {
			return 0, NoObject
		}
		d.back = d.pos
		d.pos = target + 1
		code = d.data[target] &^ flagRef
	}
	return code, object
}

// spend pays for n bytes that are read by reference.
func (d *Decoder) spend(start, n int) bool {
	if d.budget -= n; d.budget < 0 {
		d.failf(start, "references within references make the data far larger than it is")
		return false
	}
	return true
}

// close ends an object that has no parts.
func (d *Decoder) close() {
	if d.back >= 0 {
		d.pos = d.back
		d.back = -1
	}
}

// take returns the next n bytes of the object that began at start.
func (d *Decoder) take(n int) []byte {
	if n < 0 || n > len(d.data)-d.pos {
		if n < 0 {
			d.failf(d.pos, "length %d", n)
		} else {
			d.Fail(len(d.data), ErrTruncated)
		}
		return nil
	}
	if len(d.replays) > 0 && !d.spend(d.pos, n) {
		return nil
	}
	b := d.data[d.pos : d.pos+n]
	d.pos += n
	return b
}

func (d *Decoder) int32() int32 {
	if b := d.take(4); b != nil {
		return int32(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (d *Decoder) uint8() int {
	if b := d.take(1); b != nil {
		return int(b[0])
	}
	return 0
}

// mismatch fails because the object whose code was just read is not what was asked for.
func (d *Decoder) mismatch(code byte, want string) {
	if d.err == nil {
		d.failf(d.pos-1, "%v where %s is expected", kindOfCode[code&^flagRef], want)
	}
}
