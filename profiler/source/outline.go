// Package source tells where the functions and classes of a Python file begin and end, by line.
//
// It needs no Python and no valid file: text of every version from 2 on is read, and a file that is being edited, with unbalanced
// brackets, unterminated strings or odd indentation, still yields the definitions around the broken part.
package source

import (
	"iter"
	"slices"
	"sort"
)

// Kind says what sort of code object a Definition makes.
type Kind uint8

// The kinds of definitions.
const (
	Module        Kind = iota // the file as a whole, "<module>"
	Class                     // the body of a class statement
	Function                  // def and async def
	Lambda                    // a lambda expression, "<lambda>"
	Comprehension             // "<listcomp>", "<setcomp>", "<dictcomp>" or "<genexpr>"
)

// Definition is a piece of a source file that Python compiles to a code object of its own. Lines are 1-based.
type Definition struct {
	Kind Kind
	// Name is co_name: the bare name, or one such as "<lambda>".
	Name string
	// QualifiedName is co_qualname, such as "Basket.total" or "outer.<locals>.<lambda>", as Python 3.12 and later form it: what
	// stands inside a list, set or dict comprehension belongs to the function around it, because the comprehension is inlined there.
	QualifiedName string
	// First is the line that a profile names (co_firstlineno): the first decorator's where there is one, else Def.
	First int
	// Def is the line of def, async, class or lambda, or of a comprehension's opening bracket.
	Def int
	// Last is the line on which the last statement of the body ends (ast's end_lineno); comments below it do not count.
	Last int
}

// Outline holds the definitions of one file. It is immutable and does not keep the file's text.
type Outline struct {
	records   []record           // in the order of their beginning in the text
	functions []int32            // the indexes of those of kind Function
	names     map[string][]int32 // the indexes by name
	lines     int
}

// record is a definition while and after it is parsed. Qualified names are made on demand: a hostile file can nest deeply enough for
// all of them together to be far longer than itself.
type record struct {
	name             string
	start            int32 // offset of its first byte: of the first decorator, where there is one
	first, def, last int32
	key              int32 // a profile may name any line from first to key
	parent           int32 // index of the definition around it, or none
	depth            int16 // number of definitions around it
	kind             Kind
	global           bool // a global statement around it takes it out of its parent's name
}

// none is the index of no record: the module itself.
const none = -1

// newOutline takes over the records in the order in which the parser finished with their headers.
func newOutline(records []record, lines int) *Outline {
	order := make([]int32, len(records))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return int(records[a].start) - int(records[b].start) })
	place := make([]int32, len(records))
	for to, from := range order {
		place[from] = int32(to)
	}
	o := &Outline{records: make([]record, len(records)), names: make(map[string][]int32), lines: lines}
	for to, from := range order {
		r := records[from]
		if r.parent != none {
			r.parent = place[r.parent]
		}
		o.records[to] = r
		o.names[r.name] = append(o.names[r.name], int32(to))
		if r.kind == Function {
			o.functions = append(o.functions, int32(to))
		}
	}
	return o
}

// All yields every definition but the module, in the order in which they begin.
func (o *Outline) All() iter.Seq[Definition] {
	return func(yield func(Definition) bool) {
		for i := range o.records {
			if !yield(o.definition(int32(i))) {
				return
			}
		}
	}
}

// Named yields the definitions with this bare name, in the order in which they begin.
func (o *Outline) Named(name string) iter.Seq[Definition] {
	return func(yield func(Definition) bool) {
		for _, i := range o.names[name] {
			if !yield(o.definition(i)) {
				return
			}
		}
	}
}

// At answers the innermost def or async def that has the line, its decorators' lines included.
func (o *Outline) At(line int) (Definition, bool) {
	after := sort.Search(len(o.functions), func(i int) bool { return int(o.records[o.functions[i]].first) > line })
	if after == 0 {
		return Definition{}, false
	}
	for i := o.functions[after-1]; i != none; i = o.records[i].parent {
		if r := &o.records[i]; r.kind == Function && line <= int(r.last) {
			return o.definition(i), true
		}
	}
	return Definition{}, false
}

// Find answers the definition that a profile's key means: the line that the key names, and the bare name. Of several lambdas or
// comprehensions on one line, which a profile cannot tell apart, it answers the first.
func (o *Outline) Find(firstLine int, name string) (Definition, bool) {
	if name == "<module>" {
		return Definition{Kind: Module, Name: name, QualifiedName: name, First: 1, Def: 1, Last: o.lines}, true
	}
	found := int32(none)
	for _, i := range o.candidates(firstLine, name) {
		r := &o.records[i]
		if firstLine > int(r.key) {
			continue
		}
		if int(r.first) == firstLine {
			return o.definition(i), true
		}
		found = i
	}
	if found != none {
		return o.definition(found), true
	}
	return o.findTypeParameters(firstLine, name)
}

// longestHeader bounds how far above a key's line Find looks for the beginning of the definition that has it.
const longestHeader = 256

// candidates are the definitions of this name that begin at the line or a little above it.
func (o *Outline) candidates(line int, name string) []int32 {
	named := o.names[name]
	from := sort.Search(len(named), func(i int) bool { return int(o.records[named[i]].first) >= line-longestHeader })
	to := sort.Search(len(named), func(i int) bool { return int(o.records[named[i]].first) > line })
	return named[min(from, to):to]
}

func (o *Outline) definition(i int32) Definition {
	r := &o.records[i]
	return Definition{
		Kind: r.kind, Name: r.name, QualifiedName: string(o.appendQualified(nil, i)),
		First: int(r.first), Def: int(r.def), Last: int(r.last),
	}
}
