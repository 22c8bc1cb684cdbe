package typescript

import (
	"go/ast"
	"go/token"
	"strings"
	"unicode"
)

// constant notes the constant that spec declares: Version, or one value of a named type.
func (r *reader) constant(d *ast.GenDecl, spec *ast.ValueSpec) {
	name := spec.Names[0].Name
	if len(spec.Names) != 1 || len(spec.Values) != 1 {
		r.refuse(spec, name, "declare one constant a line, with its value (no iota, no repetition)")
		return
	}
	literal, ok := literalOf(spec.Values[0])
	if !ok {
		r.refuse(spec, name, "its value is not a literal")
		return
	}
	named, ok := spec.Type.(*ast.Ident)
	switch {
	case spec.Type == nil && name == "Version":
		r.pkg.Version = literal
	case !ok || !named.IsExported():
		r.refuse(spec, name, "a constant needs a named exported type")
	default:
		doc := docOf(spec.Doc)
		if !d.Lparen.IsValid() {
			doc = docOf(d.Doc)
		}
		r.constants[named.Name] = append(r.constants[named.Name], Value{Name: name, Doc: doc, Literal: literal})
	}
}

// literalOf is the source text of a literal, with its sign.
func literalOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Value, e.Kind == token.STRING && e.Value[0] == '"' || e.Kind == token.INT
	case *ast.UnaryExpr:
		text, ok := literalOf(e.X)
		return e.Op.String() + text, ok && e.Op == token.SUB
	}
	return "", false
}

// withoutPrefix cuts from all names the words that they all begin with, such as Code in CodeParseError.
func withoutPrefix(values []Value) []Value {
	if len(values) < 2 {
		return values
	}
	prefix := values[0].Name
	for _, v := range values[1:] {
		for !strings.HasPrefix(v.Name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	for prefix != "" && !startsWord(values, len(prefix)) {
		prefix = prefix[:len(prefix)-1]
	}
	short := make([]Value, len(values))
	for i, v := range values {
		short[i] = Value{Name: v.Name[len(prefix):], Doc: v.Doc, Literal: v.Literal}
	}
	return short
}

// startsWord says whether a word begins at byte at of every name.
func startsWord(values []Value, at int) bool {
	for _, v := range values {
		if len(v.Name) <= at || !unicode.IsUpper(rune(v.Name[at])) {
			return false
		}
	}
	return true
}
