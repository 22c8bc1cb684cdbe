// Package typescript turns the Go declarations of wire types into TypeScript, and refuses those that cannot be sent safely.
package typescript

// Package is what the declarations of a Go package say in TypeScript's terms.
type Package struct {
	// Version is the literal of the constant Version.
	Version string
	Types   []Type
	Groups  []MethodGroup
}

// Type is one exported type. Exactly one of Fields, Values and As says what it is.
type Type struct {
	Name, Doc string
	// Fields make an interface.
	Fields []Field
	// Values are the constants of a named string or integer type.
	Values []Value
	// Numeric says that Values are integers.
	Numeric bool
	// As is the TypeScript that the type stands for.
	As string
}

// Field is a property of an interface.
type Field struct {
	Name, Doc, Type string
	Optional        bool
}

// Value is a constant: its name without what all constants of its type begin with, and its literal.
type Value struct {
	Name, Doc, Literal string
}

// MethodGroup is a block of methods that are declared together, such as those that a client sends.
type MethodGroup struct {
	Doc     string
	Methods []Method
}

// Method is a request or a notification. Type is its TypeScript type, such as "Request<RunStopParams, None>".
type Method struct {
	Name, Doc, Method, Type string
}
