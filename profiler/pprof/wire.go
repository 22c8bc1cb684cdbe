package pprof

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
)

// The parts of a profile that are looked at here, by their field numbers in profile.proto, and the types of fields (protobuf.dev, Encoding).
const (
	profileSample   = 2
	profileLocation = 4
	profileString   = 6
	profileLast     = 15
	sampleLabel     = 3

	varintField  = 0
	fixed64Field = 1
	lengthField  = 2
	fixed32Field = 5
)

// Is reports whether data, which is not compressed, begins as a profile does: with one of the fields that profile.proto has.
func Is(data []byte) bool {
	f, err := nextField(data, 0)
	return err == nil && 1 <= f.number && f.number <= profileLast && (f.kind == varintField || f.kind == lengthField)
}

// slim checks the outer form of a profile, takes what the library will need for it off the budget, and returns the profile without the labels of its
// samples: nothing here shows them, and they would take more memory than all the rest.
func slim(data []byte, budget *budget) ([]byte, error) {
	slimmed := make([]byte, 0, len(data))
	var sample []byte
	for f, err := range fields(data, 0, len(data)) {
		if err != nil {
			return nil, err
		}
		part := data[f.start:f.end]
		if f.kind != lengthField {
			slimmed = append(slimmed, part...)
			continue
		}
		switch f.number {
		case profileSample:
			if sample, err = withoutLabels(sample[:0], data, f); err != nil {
				return nil, err
			}
			err = budget.message(len(sample))
			part = sample
			slimmed = append(slimmed, profileSample<<3|lengthField)
			slimmed = binary.AppendUvarint(slimmed, uint64(len(sample)))
		case profileLocation:
			err = budget.location(data, f)
		case profileString:
			err = budget.text(len(part))
		default:
			err = budget.message(len(part))
		}
		if err != nil {
			return nil, err
		}
		slimmed = append(slimmed, part...)
	}
	return slimmed, nil
}

// withoutLabels appends the fields of a sample but its labels.
func withoutLabels(to, data []byte, sample field) ([]byte, error) {
	for f, err := range fields(data, sample.body, sample.end) {
		if err != nil {
			return nil, err
		}
		if f.number != sampleLabel {
			to = append(to, data[f.start:f.end]...)
		}
	}
	return to, nil
}

// field is a field of a message: its number and type, where it starts, and where its contents begin and end.
type field struct {
	number           uint64
	kind             int
	start, body, end int
}

var (
	errVarint = errors.New("a number that does not end")
	errBeyond = errors.New("a field that goes beyond the end")
)

// fields yields the fields of the message that is between two places of data, and as the last an error if there is one.
func fields(data []byte, from, to int) iter.Seq2[field, error] {
	return func(yield func(field, error) bool) {
		for at := from; at < to; {
			f, err := nextField(data[:to], at)
			if err != nil {
				yield(f, fmt.Errorf("it is damaged or cut short: %w at byte %d", err, at))
				return
			}
			if !yield(f, nil) {
				return
			}
			at = f.end
		}
	}
}

// nextField reads the field that starts at a place of a message.
func nextField(message []byte, at int) (field, error) {
	tag, size := binary.Uvarint(message[at:])
	if size <= 0 {
		return field{}, errVarint
	}
	f := field{number: tag >> 3, kind: int(tag & 7), start: at, body: at + size}
	value, size := binary.Uvarint(message[f.body:])
	if size <= 0 && (f.kind == varintField || f.kind == lengthField) {
		return field{}, errVarint
	}
	var length uint64
	switch f.kind {
	case varintField:
		length = uint64(size)
	case lengthField:
		f.body += size
		length = value
	case fixed64Field:
		length = 8
	case fixed32Field:
		length = 4
	default:
		return field{}, fmt.Errorf("a field of the unknown type %d", f.kind)
	}
	if length > uint64(len(message)-f.body) {
		return field{}, errBeyond
	}
	f.end = f.body + int(length)
	return f, nil
}
