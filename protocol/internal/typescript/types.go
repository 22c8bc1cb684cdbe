package typescript

import (
	"go/ast"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// machinery are the generic types that the methods and lists are made of; they have a TypeScript of their own.
var machinery = []string{"Request", "Notification", "List"}

// typeSpec converts one declared type.
func (r *reader) typeSpec(d *ast.GenDecl, spec *ast.TypeSpec) {
	name := spec.Name.Name
	if !spec.Name.IsExported() || slices.Contains(machinery, name) {
		return
	}
	doc := spec.Doc
	if !d.Lparen.IsValid() {
		doc = d.Doc
	}
	t := Type{Name: name, Doc: docOf(doc), As: vouchedFor(doc)}
	switch {
	case t.As != "":
	case spec.TypeParams != nil:
		r.refuse(spec, name, "a generic type has no TypeScript; only Request, Notification and List have")
		return
	case spec.Assign.IsValid():
		r.refuse(spec, name, "an alias is not a type of its own")
		return
	case r.encoded[name]:
		r.refuse(spec, name, "has a JSON encoding of its own; state its TypeScript with a line //tsgen:as TYPE")
		return
	default:
		if !r.underlying(spec, &t) {
			return
		}
	}
	r.pkg.Types = append(r.pkg.Types, t)
}

// underlying fills in what t is, and says whether that can be sent.
func (r *reader) underlying(spec *ast.TypeSpec, t *Type) bool {
	switch u := spec.Type.(type) {
	case *ast.StructType:
		t.Fields = r.fields(t.Name, u)
		if len(u.Fields.List) == 0 {
			t.As = "Record<string, never>"
		}
		return true
	case *ast.Ident:
		if u.Name != "string" && u.Name != "int" {
			break
		}
		t.Values, t.Numeric = withoutPrefix(r.constants[t.Name]), u.Name == "int"
		if len(t.Values) == 0 {
			t.As = map[string]string{"string": "string", "int": "number"}[u.Name]
		}
		return true
	}
	r.refuse(spec, t.Name, "a wire type is a struct, or a named string or int")
	return false
}

// fields converts the fields of the struct type of this name.
func (r *reader) fields(name string, s *ast.StructType) []Field {
	var fields []Field
	seen := map[string]bool{}
	for _, f := range s.Fields.List {
		if len(f.Names) != 1 {
			r.refuse(f, name, "declare one field a line, and embed nothing")
			continue
		}
		what := name + "." + f.Names[0].Name
		if !f.Names[0].IsExported() {
			r.refuse(f, what, "an unexported field is never sent")
			continue
		}
		key, optional, why := tagOf(f.Tag)
		if why == "" && seen[key] {
			why = "the JSON name " + key + " is taken by another field"
		}
		if why != "" {
			r.refuse(f, what, why)
			continue
		}
		seen[key] = true
		as := vouchedFor(f.Doc)
		if as == "" {
			as, why = r.fieldType(f.Type, optional)
			if why == "" && as == "number" && strings.HasSuffix(f.Names[0].Name, "ID") {
				why = "an id is a string: numbers above 2^53 change on their way"
			}
			if why != "" {
				r.refuse(f, what, why)
				continue
			}
		}
		fields = append(fields, Field{Name: key, Doc: docOf(f.Doc), Type: as, Optional: optional})
	}
	return fields
}

// tagOf reads a field's json tag, or says why it cannot be accepted.
func tagOf(tag *ast.BasicLit) (key string, optional bool, why string) {
	if tag == nil {
		return "", false, "has no json tag"
	}
	text, err := strconv.Unquote(tag.Value)
	if err != nil {
		return "", false, "has a tag that is not a string literal"
	}
	key, options, _ := strings.Cut(reflect.StructTag(text).Get("json"), ",")
	switch {
	case key == "" || key == "-":
		return "", false, "has no name in its json tag"
	case options != "" && options != "omitempty":
		return "", false, "has the json option " + options + "; only omitempty is known"
	}
	return key, options == "omitempty", ""
}
