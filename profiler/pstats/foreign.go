package pstats

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tottime/profiler/marshal"
)

// ErrNotProfile is wrapped by the error for a file that is not a profile, or not a whole one.
var ErrNotProfile = errors.New("not a pstats file")

// notProfile says what data is that failed to decode with cause.
func notProfile(data []byte, cause error) error {
	if errors.Is(cause, errNoFunctions) {
		return fmt.Errorf("%w: %w", ErrNotProfile, errNoFunctions)
	}
	what := Recognize(data)
	if what == "" && isProtobuf(data) {
		what = "it looks like protocol buffers, as pprof's uncompressed profiles do, which tottime stats opens"
	}
	if what != "" {
		return fmt.Errorf("%w: %s", ErrNotProfile, what)
	}
	// Marshal's dict of tuples: what looks like a profile from the start and then is not whole.
	if data[0]&0x7f == '{' {
		if errors.Is(cause, marshal.ErrTruncated) {
			return fmt.Errorf("%w: it is cut short at byte %d; the program that wrote it was probably stopped, or the disk full", ErrNotProfile, len(data))
		}
		return fmt.Errorf("%w: it is damaged %w", ErrNotProfile, cause)
	}
	return fmt.Errorf("%w: it is not in Python's marshal format, or holds no dict of functions (%w)", ErrNotProfile, cause)
}

// signatures are beginnings of files that people take for profiles, and what to do with them.
var signatures = []struct{ prefix, what string }{
	{"\x1f\x8b", "it starts with gzip data, as pprof's profiles do; if it is a compressed pstats file, unpack it first"},
	{"PK\x03\x04", "it is a zip archive"},
	{"BZh", "it starts with bzip2 data"},
	{"\xfd7zXZ", "it starts with xz data"},
	{"\x28\xb5\x2f\xfd", "it starts with zstd data"},
	{"SQLite format 3\x00", "it is an SQLite database"},
	{"\x7fELF", "it is a program"},
	{"MZ", "it is a program"},
	{"\x80\x02", "it is a pickle"},
	{"\x80\x03", "it is a pickle"},
	{"\x80\x04", "it is a pickle"},
	{"\x80\x05", "it is a pickle"},
	{"PERFILE2", "it is recorded by Linux's perf"},
	{strings.Repeat("\x00", 8) + "\x03" + strings.Repeat("\x00", 15), "it is in the old format of gperftools; convert it with go tool pprof -proto PROGRAM FILE"},
	{"version https://git-lfs.github.com/", "it is a pointer of Git LFS; fetch the file itself with git lfs pull"},
}

// Recognize says what data is that people take for a profile, such as "it is JSON", or returns "" when it looks like nothing that it knows.
func Recognize(data []byte) string {
	if len(data) == 0 {
		return "it is empty; the program that should have written it was probably stopped"
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.prefix)) {
			return s.what
		}
	}
	if len(data) > 16 && data[2] == '\r' && data[3] == '\n' {
		return "it is compiled Python (.pyc)"
	}
	if isText(data) {
		return recognizeText(data)
	}
	return ""
}

func recognizeText(text []byte) string {
	trimmed := bytes.TrimSpace(text)
	switch {
	case len(trimmed) == 0:
		return "it is blank"
	case bytes.Contains(trimmed, []byte("tottime  percall")):
		return "it is a printed report; open the file that the profiler wrote"
	case bytes.HasPrefix(trimmed, []byte("{")), bytes.HasPrefix(trimmed, []byte("[")):
		return "it is JSON"
	case bytes.HasPrefix(trimmed, []byte("<")):
		return "it is HTML or XML"
	}
	return "it is text"
}

// isText reports whether the beginning of data is printable UTF-8, but for an incomplete rune at its end.
func isText(data []byte) bool {
	data = data[:min(len(data), 1024)]
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			return len(data) < utf8.UTFMax && !utf8.FullRune(data)
		}
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return false
		}
		data = data[size:]
	}
	return true
}

// isProtobuf reports whether data is a sequence of the fields that a pprof profile has (google/pprof, proto/profile.proto).
func isProtobuf(data []byte) bool {
	const varint, bytesField, lastField = 0, 2, 15
	for len(data) > 0 {
		tag := data[0]
		if field := tag >> 3; tag&0x80 != 0 || field == 0 || field > lastField {
			return false
		}
		value, size := binary.Uvarint(data[1:])
		if size <= 0 {
			return false
		}
		data = data[1+size:]
		switch tag & 7 {
		case varint:
		case bytesField:
			if value > uint64(len(data)) {
				return false
			}
			data = data[value:]
		default:
			return false
		}
	}
	return true
}
