package callgraph

// Details are what a profile's companion file knows of a function beyond its name.
type Details struct {
	QualifiedName string // such as "Basket.total", or "" when it is not known
	Def           int    // the 1-based line of def, class or lambda, after the decorators, or 0
	End           int    // the 1-based last line, or 0
}

// variant tells functions with the same file, line and name apart.
type variant struct {
	qualified string
	ordinal   int
}

// Describe says more about a function.
func (b *Builder) Describe(function int, details Details) {
	if details == (Details{}) {
		return
	}
	if missing := function + 1 - len(b.details); missing > 0 {
		b.details = append(b.details, make([]Details, missing)...)
	}
	b.details[function] = details
}

// Variant returns the number of a function that has the file, line and name of another but is not the same: one of several lambdas on a
// line, or of the methods that a library generates. Such functions are known by their qualified name, and those that share even that by their
// ordinal among them, from 1 on.
func (b *Builder) Variant(file Symbol, line int, name Symbol, qualified string, ordinal int) int {
	v := variant{qualified, ordinal}
	n, known := b.variantOf[v]
	if !known {
		if b.variantOf == nil {
			b.variantOf = make(map[variant]uint32)
		}
		b.variants = append(b.variants, v)
		n = uint32(len(b.variants))
		b.variantOf[v] = n
	}
	return b.keyed(key{file, name, line, n})
}
