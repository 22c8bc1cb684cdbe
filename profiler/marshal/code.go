package marshal

import "errors"

// Code is what identifies a code object.
type Code struct {
	Name, File string
	Line       int // 1-based line where it begins
}

// layout is how a range of Python versions writes code objects. The data does not say which it is: it is found by trial.
type layout struct {
	ints  int    // leading int32s
	parts string // then objects: b bytes, t tuple, s str, F the file's name, N the object's name; i is an int32, the line
}

// The layouts (Python/marshal.c, Objects/codeobject.c of each version).
var layouts = []layout{
	{5, "btttb" + "FNs" + "ibb"}, // 3.11 and later: code consts names localsplusnames localspluskinds filename name qualname
	{6, "bttttt" + "FN" + "ib"},  // 3.8 to 3.10: code consts names varnames freevars cellvars filename name
	{5, "bttttt" + "FN" + "ib"},  // 3.0 to 3.7
	{4, "bttttt" + "FN" + "ib"},  // 2.3 to 2.7
}

var errNoLayout = errors.New("a code object laid out as in no Python from 2.7 to 3.15")

// Code reads the next object, which must be a code object.
func (d *Decoder) Code() Code {
	code, _ := d.open()
	if code != codeCode {
		d.mismatch(code, "a code object")
		return Code{}
	}
	d.enter(0)
	c := d.code()
	d.Leave()
	return c
}

// code reads a code object after its type code. The first one that is met is tried in all layouts; within the trial, and after it has
// succeeded, all others must have the same.
func (d *Decoder) code() Code {
	if d.err != nil {
		return Code{}
	}
	if d.layout != nil {
		return d.codeIn(d.layout)
	}
	trial, failure := *d, errNoLayout
	for i := range layouts {
		d.layout = &layouts[i]
		c := d.codeIn(d.layout)
		if d.err == nil {
			return c
		}
		if errors.Is(d.err, ErrTruncated) {
			failure = ErrTruncated
		}
		*d = trial
	}
	d.Fail(d.pos, failure)
	return Code{}
}

func (d *Decoder) codeIn(l *layout) (c Code) {
	d.take(4 * l.ints)
	for i := range len(l.parts) {
		if d.err != nil {
			break
		}
		switch l.parts[i] {
		case 'i':
			c.Line = int(d.int32())
		case 't':
			d.skipA(Tuple)
		case 'F':
			text, _ := d.Text()
			c.File = string(text)
		case 'N':
			text, _ := d.Text()
			c.Name = string(text)
		case 's':
			d.Text()
		case 'b':
			if kind := d.Kind(); kind == Text { // Python 2 interns such bytes, too
				d.Skip()
			} else {
				d.skipA(Bytes)
			}
		}
	}
	return c
}

// skipA reads an object, which must be of a kind.
func (d *Decoder) skipA(kind Kind) {
	if got := d.Kind(); got != kind && d.err == nil {
		d.failf(d.pos, "%v where %v is expected", got, kind)
	}
	d.Skip()
}
