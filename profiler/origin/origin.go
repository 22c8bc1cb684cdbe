// Package origin tells from the name of a source file where its functions come from: the user's project, an installed package, the standard library.
package origin

// Origin is where a function comes from.
type Origin uint8

// The origins, in the order in which they are listed.
const (
	// Project: the user's own code, and what is not known to be anything else.
	Project Origin = iota
	// Package: an installed package.
	Package
	// StandardLibrary: Python's standard library, or that of the program's language.
	StandardLibrary
	// Builtin: written in C.
	Builtin
	// Count is the number of origins.
	Count
)

// Set is a set of origins.
type Set uint8

// SetOf returns the set of some origins.
func SetOf(origins ...Origin) Set {
	var s Set
	for _, o := range origins {
		s |= 1 << o
	}
	return s
}

// Has says whether an origin is in the set.
func (s Set) Has(o Origin) bool { return s>>o&1 != 0 }

// Place is what the name of a source file tells of the functions in it.
type Place struct {
	Origin Origin
	// Package is the top-level package or module that the file belongs to, such as "numpy" or "six"; it is empty where the name does not tell it.
	Package string
	// Root is the folder that the package is in, as the file's name has it: packages of one name in two folders are two. It may be empty.
	Root string
}
