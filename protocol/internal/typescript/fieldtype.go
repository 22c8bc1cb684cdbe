package typescript

import (
	"fmt"
	"go/ast"
	"strings"
)

// basic are the predeclared types that can be sent.
var basic = map[string]string{"bool": "boolean", "string": "string", "int": "number", "float64": "number"}

// fieldType is the TypeScript for a field's type, or the reason why a field cannot have it.
func (r *reader) fieldType(e ast.Expr, optional bool) (as, why string) {
	switch e := e.(type) {
	case *ast.StarExpr:
		if !optional {
			return "", "a pointer without omitempty is sent as null"
		}
		if _, ok := e.X.(*ast.Ident); !ok {
			return "", "a pointer points to a named or basic type"
		}
		return r.elementType(e.X)
	case *ast.MapType:
		if !optional {
			return "", "a map without omitempty is sent as null"
		}
		if key, ok := e.Key.(*ast.Ident); !ok || key.Name != "string" {
			return "", "a map's key is a string"
		}
		value, why := r.elementType(e.Value)
		return fmt.Sprintf("Readonly<Record<string, %s>>", value), why
	case *ast.Ident:
		if optional && r.isStruct(e.Name) {
			return "", "omitempty never omits a struct; make it a pointer"
		}
	}
	return r.elementType(e)
}

// elementType is the TypeScript for a type that is never null by itself: what lists, maps and pointers hold.
func (r *reader) elementType(e ast.Expr) (as, why string) {
	switch e := e.(type) {
	case *ast.Ident:
		return r.namedType(e)
	case *ast.IndexExpr:
		if list, ok := e.X.(*ast.Ident); ok && list.Name == "List" {
			element, why := r.elementType(e.Index)
			if strings.HasPrefix(element, "readonly ") {
				element = "(" + element + ")"
			}
			return fmt.Sprintf("readonly %s[]", element), why
		}
		return "", "only List may be used with a type argument"
	case *ast.ArrayType:
		return "", "a nil slice is sent as null; use List"
	case *ast.InterfaceType:
		return "", "an interface has no type on the other side"
	case *ast.StarExpr, *ast.MapType:
		return "", "a pointer or map inside a list or map may be null"
	case *ast.SelectorExpr:
		return "", "a type of another package cannot be read from here"
	case *ast.StructType:
		return "", "give the struct a name"
	}
	return "", fmt.Sprintf("%T cannot be sent", e)
}

// namedType is the TypeScript for a predeclared or declared type.
func (r *reader) namedType(e *ast.Ident) (as, why string) {
	if as, ok := basic[e.Name]; ok {
		return as, ""
	}
	switch e.Name {
	case "any", "error":
		return "", "an interface has no type on the other side"
	case "int64", "uint64", "uint", "uintptr":
		return "", e.Name + " can exceed 2^53, which JavaScript cannot hold; use int or string"
	}
	if r.declared[e.Name] == nil {
		return "", "the type " + e.Name + " is not one that can be sent"
	}
	if !e.IsExported() {
		return "", "the type " + e.Name + " is not exported"
	}
	return e.Name, ""
}

// isStruct says whether name is a declared struct that JSON encodes field by field.
func (r *reader) isStruct(name string) bool {
	spec := r.declared[name]
	if spec == nil {
		return false
	}
	_, ok := spec.Type.(*ast.StructType)
	return ok
}
