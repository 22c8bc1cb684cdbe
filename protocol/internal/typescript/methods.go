package typescript

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// methodGroup converts a block of method declarations.
func (r *reader) methodGroup(d *ast.GenDecl) {
	group := MethodGroup{Doc: docOf(d.Doc)}
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		doc := docOf(spec.Doc)
		if !d.Lparen.IsValid() {
			group.Doc, doc = "", docOf(d.Doc)
		}
		if m, why := r.method(spec); why != "" {
			r.refuse(spec, spec.Names[0].Name, why)
		} else {
			m.Doc = doc
			group.Methods = append(group.Methods, m)
		}
	}
	r.pkg.Groups = append(r.pkg.Groups, group)
}

// method reads a declaration such as Name = Request[Params, Result]{"area/verb"}.
func (r *reader) method(spec *ast.ValueSpec) (m Method, why string) {
	const form = `a variable must be a method: Name = Request[Params, Result]{"area/verb"} or Notification[Params]{"area/verb"}`
	if len(spec.Names) != 1 || len(spec.Values) != 1 {
		return m, form
	}
	value, ok := spec.Values[0].(*ast.CompositeLit)
	if !ok || len(value.Elts) != 1 {
		return m, form
	}
	name, ok := value.Elts[0].(*ast.BasicLit)
	if !ok || name.Kind != token.STRING {
		return m, form
	}
	kind, arguments := typeArguments(value.Type)
	if kind != "Request" && kind != "Notification" || len(arguments) != map[string]int{"Request": 2, "Notification": 1}[kind] {
		return m, form
	}
	var as []string
	for _, a := range arguments {
		argument, ok := a.(*ast.Ident)
		if !ok || !r.isStruct(argument.Name) || !argument.IsExported() {
			return m, "parameters and results are declared, exported structs"
		}
		as = append(as, argument.Name)
	}
	m.Name, m.Type = spec.Names[0].Name, fmt.Sprintf("%s<%s>", kind, strings.Join(as, ", "))
	if m.Method, _ = strconv.Unquote(name.Value); r.methods[m.Method] {
		return m, "the method " + m.Method + " is declared twice"
	}
	r.methods[m.Method] = true
	return m, ""
}

// typeArguments splits a generic type into its name and its arguments.
func typeArguments(e ast.Expr) (name string, arguments []ast.Expr) {
	switch e := e.(type) {
	case *ast.IndexExpr:
		name, _ = typeArguments(e.X)
		return name, []ast.Expr{e.Index}
	case *ast.IndexListExpr:
		name, _ = typeArguments(e.X)
		return name, e.Indices
	case *ast.Ident:
		return e.Name, nil
	}
	return "", nil
}
