package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendQualified appends a definition's qualified name (PEP 3155).
func (o *Outline) appendQualified(name []byte, i int32) []byte {
	return append(o.appendPrefix(name, i), o.records[i].name...)
}

// appendPrefix appends what stands before a definition's own name in its qualified name.
func (o *Outline) appendPrefix(name []byte, i int32) []byte {
	r := &o.records[i]
	parent := r.parent
	for parent != none && o.records[parent].inlined() {
		parent = o.records[parent].parent
	}
	if parent == none || r.global {
		return name
	}
	name = o.appendQualified(name, parent)
	switch o.records[parent].kind {
	case Function, Lambda:
		return append(name, ".<locals>."...)
	}
	return append(name, '.')
}

// inlined reports a comprehension that has no code object of its own since Python 3.12 (PEP 709).
func (r *record) inlined() bool {
	return r.kind == Comprehension && r.name != generatorName
}

// findTypeParameters answers the hidden function that makes the type parameters of a generic function or class (PEP 695): its code
// object has the line of its owner and a name that holds the owner's.
func (o *Outline) findTypeParameters(firstLine int, name string) (Definition, bool) {
	const prefix = "<generic parameters of "
	owner, found := strings.CutPrefix(name, prefix)
	if !found || strings.HasPrefix(owner, prefix) { // a hostile name could nest without end
		return Definition{}, false
	}
	definition, found := o.Find(firstLine, strings.TrimSuffix(owner, ">"))
	if !found {
		return Definition{}, false
	}
	definition.Kind = Function
	definition.QualifiedName = strings.TrimSuffix(definition.QualifiedName, definition.Name) + name
	definition.Name = name
	return definition, true
}

// identifier is the name that Python makes of an identifier's bytes: UTF-8 is brought to normal form KC (PEP 3131). Bytes that are not
// UTF-8 are read as Latin-1, the usual encoding of old files that are not UTF-8.
func identifier(word []byte) string {
	for _, c := range word {
		if c >= utf8.RuneSelf {
			return foreignIdentifier(word)
		}
	}
	return string(word)
}

func foreignIdentifier(word []byte) string {
	if utf8.Valid(word) {
		return norm.NFKC.String(string(word))
	}
	runes := make([]rune, len(word))
	for i, c := range word {
		runes[i] = rune(c)
	}
	return norm.NFKC.String(string(runes))
}
