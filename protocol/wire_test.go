package protocol_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/protocol"
	"tottime/protocol/internal/typescript"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const golden = "../testdata/wire"

// Each example is sent as its golden file says, comes back as it was, and states every field, so that no field can change unnoticed.
func TestWire(t *testing.T) {
	for _, example := range examples {
		value := reflect.ValueOf(example)
		t.Run(value.Type().Name(), func(t *testing.T) {
			if field := unset(value); field != "" {
				t.Errorf("the example leaves %s unset", field)
			}
			checkGolden(t, example)
			checkRoundTrip(t, example)
		})
	}
}

// An empty value of a type holds no null and comes back as it was.
func TestWireEmpty(t *testing.T) {
	for _, example := range examples {
		empty := reflect.New(reflect.TypeOf(example)).Elem()
		t.Run(empty.Type().Name(), func(t *testing.T) {
			if needsID(empty.Type()) {
				t.Skip("an id is never empty")
			}
			if text := encode(t, empty.Interface()); bytes.Contains(text, []byte("null")) {
				t.Errorf("sent with null: %s", text)
			}
			checkRoundTrip(t, empty.Interface())
		})
	}
}

// Every type that the TypeScript has is in an example.
func TestWireComplete(t *testing.T) {
	declarations, err := typescript.Read(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	covered := map[string]bool{}
	for _, example := range examples {
		walk(reflect.TypeOf(example), covered)
	}
	for _, declared := range declarations.Types {
		if len(declared.Fields) > 0 && !covered[declared.Name] {
			t.Errorf("no example has a %s", declared.Name)
		}
	}
}

func TestIDsAndTokens(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"number":         {`7`, `7`},
		"negative":       {` -1 `, `-1`},
		"string":         {`"a\"b"`, `"a\"b"`},
		"beyond a float": {`9007199254740993`, `9007199254740993`},
		"null":           {`null`, ""},
		"bool":           {`true`, ""},
		"object":         {`{}`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var p struct {
				ID protocol.RequestID `json:"id"`
			}
			err := json.Unmarshal([]byte(`{"id":`+test.text+`}`), &p)
			if test.want == "" {
				if err == nil {
					t.Fatalf("accepted %s", test.text)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := string(encode(t, p)); got != `{"id":`+test.want+`}` {
				t.Errorf("sent back as %s, want %s", got, test.want)
			}
		})
	}
}

func checkGolden(t *testing.T, example any) {
	t.Helper()
	path := filepath.Join(golden, reflect.TypeOf(example).Name()+".json")
	got, err := json.MarshalIndent(example, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; refresh with -update):\n%s", path, diff)
	}
}

// checkRoundTrip sends value and reads it back, and compares what is sent then.
func checkRoundTrip(t *testing.T, value any) {
	t.Helper()
	sent := encode(t, value)
	received := reflect.New(reflect.TypeOf(value))
	decoder := json.NewDecoder(bytes.NewReader(sent))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(received.Interface()); err != nil {
		t.Fatalf("%s: %v", sent, err)
	}
	if again := encode(t, received.Elem().Interface()); !bytes.Equal(sent, again) {
		t.Errorf("sent %s, then %s", sent, again)
	}
}

func encode(t *testing.T, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// unset names the first field of v, or of what it holds, that has the zero value; "" if there is none. Empty structs and numbers in
// lists may be zero.
func unset(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		return unset(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if name := unset(v.Index(i)); name != "" {
				return name
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field, name := v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name
			if field.IsZero() && !(field.Kind() == reflect.Struct && field.NumField() == 0) {
				return name
			}
			if inner := unset(field); inner != "" {
				return inner
			}
		}
	}
	return ""
}

// walk notes the names of all types that t is made of.
func walk(t reflect.Type, seen map[string]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		walk(t.Elem(), seen)
	case reflect.Struct:
		seen[t.Name()] = true
		for i := range t.NumField() {
			walk(t.Field(i).Type, seen)
		}
	}
}

// needsID says whether values of t hold an id or a token that may not be empty.
func needsID(t reflect.Type) bool {
	for i := range t.NumField() {
		if name := t.Field(i).Type.String(); strings.HasSuffix(name, "protocol.RequestID") || strings.HasSuffix(name, "protocol.ProgressToken") {
			return t.Field(i).Type.Kind() != reflect.Pointer
		}
	}
	return false
}
