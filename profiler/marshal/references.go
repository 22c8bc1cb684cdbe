package marshal

import "encoding/binary"

// Object is the number of an object that can be referred to.
type Object int

// NoObject stands for one that cannot.
const NoObject Object = -1

// internedObject numbers the strings that Python 2 interned, which have references of their own.
func internedObject(index int) Object { return Object(-2 - index) }

// references are the objects that one kind of reference can refer to.
type references struct {
	starts []uint32 // where they begin
	notes  []uint32 // 1 + what the caller has noted, or 0
}

func (r *references) add(start int) (index int) {
	r.starts = append(r.starts, uint32(start))
	return len(r.starts) - 1
}

// emptied returns references to nothing in the same memory.
func (r *references) emptied() references {
	clear(r.notes[:min(len(r.notes), len(r.starts))])
	return references{starts: r.starts[:0], notes: r.notes}
}

// of returns the references that an object is one of, and its index.
func (d *Decoder) of(object Object) (table *references, index int) {
	if object < NoObject {
		return &d.interned, int(-2 - object)
	}
	return &d.refs, int(object)
}

// register numbers an object that begins at start. CPython gives no number to the singletons.
func (d *Decoder) register(start int, code byte) Object {
	switch code {
	case codeEnd, codeNone, codeTrue, codeFalse, codeEllipsis, codeStopIteration, codeRef, codeInternedRef:
		return NoObject
	}
	return Object(d.refs.add(start))
}

// target reads the index of a reference and returns where the object begins and its number.
func (d *Decoder) target(start int, code byte) (position int, object Object) {
	table := &d.refs
	if code == codeInternedRef {
		table = &d.interned
	}
	index := int(d.int32())
	if d.err != nil {
		return 0, NoObject
	}
	if index < 0 || index >= len(table.starts) {
		d.failf(start, "reference to object %d of %d", index, len(table.starts))
		return 0, NoObject
	}
	if code == codeInternedRef {
		return int(table.starts[index]), internedObject(index)
	}
	return int(table.starts[index]), Object(index)
}

// Note keeps what the caller has made of an object, a number below 1<<32-1, for Recall.
func (d *Decoder) Note(object Object, note uint32) {
	if object == NoObject || d.err != nil {
		return
	}
	table, index := d.of(object)
	if index >= len(table.notes) {
		grown := make([]uint32, cap(table.starts))
		copy(grown, table.notes)
		table.notes = grown
	}
	table.notes[index] = note + 1
}

// Recall reads the next object if it is a reference to one of which something was noted, and returns that.
func (d *Decoder) Recall() (note uint32, ok bool) {
	if d.pos+5 > len(d.data) {
		return 0, false
	}
	table := &d.refs
	switch d.data[d.pos] &^ flagRef {
	case codeRef:
	case codeInternedRef:
		table = &d.interned
	default:
		return 0, false
	}
	index := binary.LittleEndian.Uint32(d.data[d.pos+1:])
	if uint64(index) >= uint64(len(table.notes)) || table.notes[index] == 0 {
		return 0, false
	}
	d.pos += 5
	return table.notes[index] - 1, true
}
