package typescript

import (
	"strings"
	"testing"
	"testing/fstest"
)

// checkRefused reads a package of this text and wants exactly this refusal.
func checkRefused(t *testing.T, text, want string) {
	t.Helper()
	_, err := Read(fstest.MapFS{"wire.go": {Data: []byte("package wire\nconst Version = 1\n" + text)}})
	if err == nil {
		t.Fatalf("accepted:\n%s", text)
	}
	if err.Error() != want {
		t.Errorf("refused with\n%s\nwant\n%s", err, want)
	}
}

func TestRefusedFields(t *testing.T) {
	tests := map[string]struct{ field, want string }{
		"raw slice":             {"Names []string `json:\"names\"`", "a nil slice is sent as null; use List"},
		"array":                 {"Names [2]string `json:\"names\"`", "a nil slice is sent as null; use List"},
		"pointer always sent":   {"At *float64 `json:\"at\"`", "a pointer without omitempty is sent as null"},
		"pointer to pointer":    {"At **float64 `json:\"at,omitempty\"`", "a pointer points to a named or basic type"},
		"pointers in a list":    {"At List[*Other] `json:\"at\"`", "a pointer or map inside a list or map may be null"},
		"int64":                 {"Calls int64 `json:\"calls\"`", "int64 can exceed 2^53, which JavaScript cannot hold; use int or string"},
		"uint64":                {"Calls uint64 `json:\"calls\"`", "uint64 can exceed 2^53, which JavaScript cannot hold; use int or string"},
		"uint in a list":        {"Calls List[uint] `json:\"calls\"`", "uint can exceed 2^53, which JavaScript cannot hold; use int or string"},
		"float32":               {"Share float32 `json:\"share\"`", "the type float32 is not one that can be sent"},
		"numeric id":            {"RunID int `json:\"runId\"`", "an id is a string: numbers above 2^53 change on their way"},
		"map always sent":       {"Sums map[string]int `json:\"sums\"`", "a map without omitempty is sent as null"},
		"map by number":         {"Sums map[int]int `json:\"sums,omitempty\"`", "a map's key is a string"},
		"slices in a map":       {"Sums map[string][]int `json:\"sums,omitempty\"`", "a nil slice is sent as null; use List"},
		"any":                   {"Value any `json:\"value\"`", "an interface has no type on the other side"},
		"interface":             {"Value interface{} `json:\"value\"`", "an interface has no type on the other side"},
		"channel":               {"Value chan int `json:\"value\"`", "*ast.ChanType cannot be sent"},
		"function":              {"Value func() `json:\"value\"`", "*ast.FuncType cannot be sent"},
		"type from elsewhere":   {"When time.Time `json:\"when\"`", "a type of another package cannot be read from here"},
		"undeclared type":       {"When Moment `json:\"when\"`", "the type Moment is not one that can be sent"},
		"unexported type":       {"When hidden `json:\"when\"`", "the type hidden is not exported"},
		"unknown generic":       {"When Set[int] `json:\"when\"`", "only List may be used with a type argument"},
		"nameless struct":       {"When struct{} `json:\"when\"`", "give the struct a name"},
		"struct never omitted":  {"When Other `json:\"when,omitempty\"`", "omitempty never omits a struct; make it a pointer"},
		"no tag":                {"Name string", "has no json tag"},
		"other tag":             {"Name string `yaml:\"name\"`", "has no name in its json tag"},
		"skipped":               {"Name string `json:\"-\"`", "has no name in its json tag"},
		"unknown option":        {"Name string `json:\"name,string\"`", "has the json option string; only omitempty is known"},
		"taken name":            {"Name string `json:\"taken\"`", "the JSON name taken is taken by another field"},
		"id in a pointer is no": {"RunID *int `json:\"runId,omitempty\"`", "an id is a string: numbers above 2^53 change on their way"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			what, _, _ := strings.Cut(test.field, " ")
			text := "type hidden string\ntype Other struct{}\ntype Thing struct {\nTaken string `json:\"taken\"`\n" + test.field + "\n}\n"
			checkRefused(t, text, "wire.go:7: Thing."+what+": "+test.want)
		})
	}
}

func TestRefusedDeclarations(t *testing.T) {
	const method = `a variable must be a method: Name = Request[Params, Result]{"area/verb"} or Notification[Params]{"area/verb"}`
	tests := map[string]struct{ text, want string }{
		"embedded":           {"type Thing struct {\nOther\n}\ntype Other struct{}\n", "wire.go:4: Thing: declare one field a line, and embed nothing"},
		"two fields a line":  {"type Thing struct {\nA, B string\n}\n", "wire.go:4: Thing: declare one field a line, and embed nothing"},
		"unexported field":   {"type Thing struct {\na string `json:\"a\"`\n}\n", "wire.go:4: Thing.a: an unexported field is never sent"},
		"named slice":        {"type Thing []string\n", "wire.go:3: Thing: a wire type is a struct, or a named string or int"},
		"named float":        {"type Thing float64\n", "wire.go:3: Thing: a wire type is a struct, or a named string or int"},
		"alias":              {"type Thing = string\n", "wire.go:3: Thing: an alias is not a type of its own"},
		"generic":            {"type Thing[T any] struct{}\n", "wire.go:3: Thing: a generic type has no TypeScript; only Request, Notification and List have"},
		"own encoding":       {"type Thing string\nfunc (t *Thing) UnmarshalJSON([]byte) error { return nil }\n", "wire.go:3: Thing: has a JSON encoding of its own; state its TypeScript with a line //tsgen:as TYPE"},
		"iota":               {"type Thing int\nconst A Thing = iota\n", "wire.go:4: A: its value is not a literal"},
		"computed":           {"type Thing int\nconst A Thing = 1 + 1\n", "wire.go:4: A: its value is not a literal"},
		"untyped constant":   {"const Limit = 3\n", "wire.go:3: Limit: a constant needs a named exported type"},
		"repeated constant":  {"type Thing int\nconst (\nA Thing = 1\nB\n)\n", "wire.go:6: B: declare one constant a line, with its value (no iota, no repetition)"},
		"other variable":     {"var Other = 3\n", "wire.go:3: Other: " + method},
		"method by name":     {"type P struct{}\nvar Go = Notification[P]{Method: \"go\"}\n", "wire.go:4: Go: " + method},
		"request, no result": {"type P struct{}\nvar Go = Request[P]{\"go\"}\n", "wire.go:4: Go: " + method},
		"undeclared params":  {"var Go = Notification[P]{\"go\"}\n", "wire.go:3: Go: parameters and results are declared, exported structs"},
		"params not struct":  {"type P string\nvar Go = Notification[P]{\"go\"}\n", "wire.go:4: Go: parameters and results are declared, exported structs"},
		"method twice":       {"type P struct{}\nvar Go = Notification[P]{\"go\"}\nvar Run = Request[P, P]{\"go\"}\n", "wire.go:5: Run: the method go is declared twice"},
		"several at once": {"type A []int\ntype B []int\n", "wire.go:3: A: a wire type is a struct, or a named string or int\n" +
			"wire.go:4: B: a wire type is a struct, or a named string or int"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { checkRefused(t, test.text, test.want) })
	}
}

func TestRefusedWithoutVersion(t *testing.T) {
	_, err := Read(fstest.MapFS{"wire.go": {Data: []byte("package wire\n")}})
	if err == nil || !strings.Contains(err.Error(), "no constant Version") {
		t.Errorf("a package without version: %v", err)
	}
}
