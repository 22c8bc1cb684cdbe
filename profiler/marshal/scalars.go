package marshal

import (
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf8"
)

// Bool reads the next object, which must be a bool.
func (d *Decoder) Bool() bool {
	code, _ := d.open()
	if code != codeTrue && code != codeFalse {
		d.mismatch(code, "a bool")
	}
	d.close()
	return code == codeTrue
}

// Int reads the next object, which must be an int of at most 64 bits.
func (d *Decoder) Int() int64 {
	if at := d.pos; at+5 <= len(d.data) && len(d.replays) == 0 { // most are one of these
		next := binary.LittleEndian.Uint32(d.data[at+1:])
		switch d.data[at] {
		case codeInt:
			d.pos = at + 5
			return int64(int32(next))
		case codeRef: // Python has each small int only once
			if value, ok := d.referredInt(next); ok {
				d.pos = at + 5
				return value
			}
		}
	}
	return d.anyInt()
}

// referredInt returns the int that a reference points to, if it is a short one.
func (d *Decoder) referredInt(index uint32) (value int64, ok bool) {
	if uint64(index) >= uint64(len(d.refs.starts)) {
		return 0, false
	}
	start := int(d.refs.starts[index])
	if start+5 > len(d.data) || d.data[start]&^flagRef != codeInt {
		return 0, false
	}
	return int64(int32(binary.LittleEndian.Uint32(d.data[start+1:]))), true
}

func (d *Decoder) anyInt() int64 {
	code, _ := d.open()
	var value int64
	switch code {
	case codeInt:
		value = int64(d.int32())
	case codeInt64:
		if b := d.take(8); b != nil {
			value = int64(binary.LittleEndian.Uint64(b))
		}
	case codeLong:
		value = d.long()
	default:
		d.mismatch(code, "an int")
	}
	d.close()
	return value
}

// digits reads the number of 15-bit digits of a long int, without its sign.
func (d *Decoder) digits() int {
	n := int(d.int32())
	if n < 0 {
		return -n
	}
	return n
}

// long reads an int in 15-bit digits, the least significant first. The sign is that of their number.
func (d *Decoder) long() int64 {
	start := d.pos
	count := int(d.int32())
	negative := count < 0
	if negative {
		count = -count
	}
	digits := d.take(2 * count)
	if n := len(digits); n > 0 && digits[n-1] == 0 && digits[n-2] == 0 {
		d.failf(start, "a long int that begins with zeros")
		return 0
	}
	var magnitude uint64
	for i := len(digits) - 2; i >= 0; i -= 2 {
		digit := binary.LittleEndian.Uint16(digits[i:])
		if digit>>15 != 0 {
			d.failf(start, "digit %d out of range in a long int", digit)
			return 0
		}
		if magnitude>>(64-15) != 0 {
			d.failf(start, "an int of more than 64 bits")
			return 0
		}
		magnitude = magnitude<<15 | uint64(digit)
	}
	value := int64(magnitude)
	if negative {
		value = -value
	}
	if magnitude != 0 && (value < 0) != negative {
		d.failf(start, "an int of more than 64 bits")
		return 0
	}
	return value
}

// Float reads the next object, which must be a float or an int.
func (d *Decoder) Float() float64 {
	if at := d.pos; at+9 <= len(d.data) && d.data[at] == codeFloat && len(d.replays) == 0 { // most are
		d.pos = at + 9
		return math.Float64frombits(binary.LittleEndian.Uint64(d.data[at+1:]))
	}
	return d.anyFloat()
}

func (d *Decoder) anyFloat() float64 {
	code, _ := d.open()
	var value float64
	switch code {
	case codeFloat:
		if b := d.take(8); b != nil {
			value = math.Float64frombits(binary.LittleEndian.Uint64(b))
		}
	case codeFloatText:
		start := d.pos
		text := d.take(d.uint8())
		if d.err != nil {
			return 0
		}
		var err error
		if value, err = strconv.ParseFloat(string(text), 64); err != nil && !math.IsInf(value, 0) {
			d.failf(start, "%q is no float", text)
		}
	case codeInt:
		value = float64(d.int32())
	case codeInt64:
		if b := d.take(8); b != nil {
			value = float64(int64(binary.LittleEndian.Uint64(b)))
		}
	case codeLong:
		value = float64(d.long())
	default:
		d.mismatch(code, "a float")
	}
	d.close()
	return value
}

// Text reads the next object, which must be a str, or bytes as Python 2 writes it. The text, UTF-8 unless the profile says otherwise, refers
// to the data. Object is its number when it can be referred to, and every reference to it returns the same number.
func (d *Decoder) Text() (text []byte, object Object) {
	code, object := d.open()
	switch code {
	case codeBytes, codeUnicode, codeInterned:
		text = d.take(int(d.int32()))
	case codeASCII, codeASCIIInterned:
		text = latin1(d.take(int(d.int32())))
	case codeShort, codeShortInterned:
		text = latin1(d.take(d.uint8()))
	default:
		d.mismatch(code, "a str")
	}
	d.close()
	return text, object
}

// latin1 returns text in UTF-8: CPython takes bytes above 127 in its ASCII strings for code points.
func latin1(text []byte) []byte {
	for _, b := range text {
		if b >= utf8.RuneSelf {
			runes := make([]rune, len(text))
			for i, b := range text {
				runes[i] = rune(b)
			}
			return []byte(string(runes))
		}
	}
	return text
}
