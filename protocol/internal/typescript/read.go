package typescript

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
)

// reader collects the declarations of one package, and everything that it refuses.
type reader struct {
	files    *token.FileSet
	declared map[string]*ast.TypeSpec
	// encoded are the types with a JSON encoding of their own.
	encoded map[string]bool
	// constants are the typed constants by the name of their type.
	constants map[string][]Value
	methods   map[string]bool
	pkg       Package
	refused   []error
}

// Read parses the Go files at the root of dir, tests apart. Every declaration that cannot be sent safely is reported, each with its file
// and line, in one joined error.
func Read(dir fs.FS) (*Package, error) {
	r := &reader{
		files:     token.NewFileSet(),
		declared:  map[string]*ast.TypeSpec{},
		encoded:   map[string]bool{},
		constants: map[string][]Value{},
		methods:   map[string]bool{},
	}
	names, err := fs.Glob(dir, "*.go")
	if err != nil {
		return nil, fmt.Errorf("list Go files: %w", err)
	}
	var declarations []ast.Decl
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(r.files, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		declarations = append(declarations, file.Decls...)
	}
	r.index(declarations)
	r.convert(declarations)
	if r.pkg.Version == "" {
		r.refused = append(r.refused, errors.New("no constant Version: clients could not tell which protocol they speak"))
	}
	if err := errors.Join(r.refused...); err != nil {
		return nil, err
	}
	return &r.pkg, nil
}

// refuse notes that the declaration at n, called what, cannot be sent, and why.
func (r *reader) refuse(n ast.Node, what, why string) {
	r.refused = append(r.refused, fmt.Errorf("%s: %s: %s", r.line(n), what, why))
}

// line tells the file and the line of n.
func (r *reader) line(n ast.Node) string {
	at := r.files.Position(n.Pos())
	return fmt.Sprintf("%s:%d", at.Filename, at.Line)
}

// index finds the declared types, those with a JSON encoding of their own, and the constants: what convert must know beforehand.
func (r *reader) index(declarations []ast.Decl) {
	for _, d := range declarations {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil && (d.Name.Name == "MarshalJSON" || d.Name.Name == "UnmarshalJSON") {
				r.encoded[receiver(d.Recv.List[0].Type)] = true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					r.declared[spec.Name.Name] = spec
				case *ast.ValueSpec:
					if d.Tok == token.CONST {
						r.constant(d, spec)
					}
				}
			}
		}
	}
}

// receiver is the name of a method's type, without pointer and type parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// convert turns the indexed declarations into the package's types and methods.
func (r *reader) convert(declarations []ast.Decl) {
	for _, d := range declarations {
		d, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		switch d.Tok {
		case token.TYPE:
			for _, spec := range d.Specs {
				r.typeSpec(d, spec.(*ast.TypeSpec))
			}
		case token.VAR:
			r.methodGroup(d)
		}
	}
}
