package pstats

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// WriteJSON writes what Python's json.dumps makes of dataclasses.asdict of the profile, and a newline. What the profile does not say is null.
func (p StatsProfile) WriteJSON(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, `{"total_tt": %s, "func_profiles": {`, jsonNumber(p.Total))
	for i, f := range p.Functions {
		if i > 0 {
			out.WriteString(", ")
		}
		calls := "null"
		if f.Calls != "" {
			calls = jsonString(f.Calls)
		}
		all, primitive, differ := strings.Cut(f.Calls, "/")
		if !differ {
			primitive = all
		}
		fmt.Fprintf(out, `%s: {"ncalls": %s, "tottime": %s, "percall_tottime": %s, "cumtime": %s, "percall_cumtime": %s, "file_name": %s, "line_number": %d}`,
			jsonString(f.Name), calls, jsonNumber(f.Self), jsonPerCall(f.SelfPerCall, all),
			jsonNumber(f.Cumulative), jsonPerCall(f.CumulativePerCall, primitive), jsonString(f.File), f.Line)
	}
	out.WriteString("}}\n")
	return out.Flush()
}

// jsonPerCall writes seconds for each of so many calls; that there is none is the int -1. The same float is a second for each of -1 calls, which
// pyinstrument writes.
func jsonPerCall(seconds float64, calls string) string {
	switch calls {
	case "":
		return "null"
	case "0":
		return "-1"
	}
	return jsonNumber(seconds)
}

// jsonNumber writes a float as Python's json.dumps does, which has words for what JSON has none.
func jsonNumber(x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 1):
		return "Infinity"
	case math.IsInf(x, -1):
		return "-Infinity"
	}
	return reprFloat(x)
}

// jsonString writes a str as Python's json.dumps does: in ASCII.
func jsonString(text string) string {
	text = readable(text)
	out := []byte{'"'}
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if isSurrogate(text) {
			r, size = 0xd000|rune(text[1]&0x3f)<<6|rune(text[2]&0x3f), 3
		}
		text = text[size:]
		switch short := jsonEscapes[r]; {
		case short != 0:
			out = append(out, '\\', short)
		case ' ' <= r && r <= '~':
			out = append(out, byte(r))
		case r >= 0x10000:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return string(append(out, '"'))
}

// jsonEscapes are the characters with an escape of one letter.
var jsonEscapes = map[rune]byte{'"': '"', '\\': '\\', '\n': 'n', '\r': 'r', '\t': 't', '\f': 'f', '\b': 'b'}
