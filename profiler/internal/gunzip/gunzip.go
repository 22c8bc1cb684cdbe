// Package gunzip unpacks gzip data from files that may be damaged or made to do harm.
package gunzip

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// What data may unfold to: so many times its size, and this many bytes in any case. Profiles unfold to three to ten times their size, and those
// of deep recursion, which say the same over and over, to some hundred times.
const (
	maxRatio = 64
	minLimit = 16 << 20
)

// ErrTooLarge says that data unfolds to far more than a profile does.
var ErrTooLarge = errors.New("it unfolds to far more than its own size, as no profile does")

// Is reports whether data begins as gzip data does (RFC 1952, 2.3.1).
func Is(data []byte) bool { return bytes.HasPrefix(data, []byte{0x1f, 0x8b}) }

// Unpack returns what was compressed.
func Unpack(data []byte) ([]byte, error) {
	limit := maxRatio*len(data) + minLimit
	in, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, explain(data, err)
	}
	// The last four bytes claim the size. A buffer of that and a little more never has to grow, and one that a false claim made is cheap: memory that
	// stays untouched costs nothing.
	claimed := min(int64(binary.LittleEndian.Uint32(data[len(data)-4:])), int64(limit))
	out := bytes.NewBuffer(make([]byte, 0, claimed+bytes.MinRead))
	if _, err := out.ReadFrom(io.LimitReader(in, int64(limit)+1)); err != nil {
		return nil, explain(data, err)
	}
	if out.Len() > limit {
		return nil, ErrTooLarge
	}
	return out.Bytes(), nil
}

// Prefix returns the first bytes, at most n, of what was compressed. It is empty when they cannot be read.
func Prefix(data []byte, n int) []byte {
	in, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	prefix := make([]byte, n)
	got, _ := io.ReadFull(in, prefix) // what is wrong further on, Unpack says
	return prefix[:got]
}

func explain(data []byte, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("it is cut short at byte %d; the program that wrote it was probably stopped, or the disk full", len(data))
	}
	return fmt.Errorf("its gzip data is damaged (%w)", err)
}
