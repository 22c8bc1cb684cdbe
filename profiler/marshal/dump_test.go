package marshal

import (
	"fmt"
	"strings"
)

// dump reads one object and writes it much as Python would; what cannot be entered, as its kind.
func dump(d *Decoder) string {
	var out strings.Builder
	dumpTo(&out, d)
	return out.String()
}

func dumpTo(out *strings.Builder, d *Decoder) {
	switch kind := d.Kind(); kind {
	case None:
		d.Skip()
		out.WriteString("None")
	case Bool:
		fmt.Fprint(out, d.Bool())
	case Int:
		fmt.Fprint(out, d.Int())
	case Float:
		fmt.Fprintf(out, "%g", d.Float())
	case Bytes, Text:
		text, _ := d.Text()
		fmt.Fprintf(out, "%.30q", text) // cut, lest many references to a long text take forever
	case Tuple:
		out.WriteByte('(')
		for range d.EnterTuple() {
			if d.Err() != nil {
				return
			}
			dumpTo(out, d)
			out.WriteByte(',')
		}
		d.Leave()
		out.WriteByte(')')
	case Dict:
		d.EnterDict()
		out.WriteByte('{')
		for d.More() {
			dumpTo(out, d)
			out.WriteByte(':')
			dumpTo(out, d)
			out.WriteByte(',')
		}
		d.Leave()
		out.WriteByte('}')
	case CodeObject:
		c := d.Code()
		fmt.Fprintf(out, "<code %s %s:%d>", c.Name, c.File, c.Line)
	case Invalid:
	default:
		d.Skip()
		fmt.Fprintf(out, "<%v>", kind)
	}
}
