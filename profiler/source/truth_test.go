package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// truth is what CPython says of a file; testdata/truth.py writes it.
type truth struct {
	Path, Error string
	Definitions []truthDefinition
	Lambdas     [][2]int // first and last line
	Keys        []truthKey
}

// truthDefinition is a def or class statement.
type truthDefinition struct {
	Kind, Name       string
	First, Def, Last int
}

func (d *truthDefinition) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&d.Kind, &d.Name, &d.First, &d.Def, &d.Last})
}

// truthKey is a function as a profile names it, with its qualified name.
type truthKey struct {
	Line                int
	Name, QualifiedName string
}

func (k *truthKey) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&k.Line, &k.Name, &k.QualifiedName})
}

// compared counts what was compared with CPython.
type compared struct {
	files, refused, definitions, lambdas, keys, misnamed int
	bytes                                                int64
}

func (c compared) String() string {
	return fmt.Sprintf("%d files (%.1f MB), %d definitions, %d lambdas, %d keys (%d misnamed by CPython); %d files that CPython refuses",
		c.files, float64(c.bytes)/1e6, c.definitions, c.lambdas, c.keys, c.misnamed, c.refused)
}

// check compares the outline of a file with CPython's own.
func (c *compared) check(t *testing.T, path string, text []byte, want truth) {
	t.Helper()
	outline := Parse(text)
	checkInvariants(t, path, outline)
	if want.Error != "" {
		c.refused++
		return
	}
	c.files++
	c.bytes += int64(len(text))
	if want.Definitions != nil {
		c.definitions += len(want.Definitions)
		c.lambdas += len(want.Lambdas)
		c.checkDefinitions(t, path, outline, want)
	}
	c.keys += len(want.Keys)
	c.checkKeys(t, path, outline, want.Keys)
}

func (c *compared) checkDefinitions(t *testing.T, path string, outline *Outline, want truth) {
	t.Helper()
	var got []truthDefinition
	var lambdas [][2]int
	for d := range outline.All() {
		switch d.Kind {
		case Function, Class:
			kind := map[Kind]string{Function: "function", Class: "class"}[d.Kind]
			got = append(got, truthDefinition{kind, d.QualifiedName, d.First, d.Def, d.Last})
		case Lambda:
			lambdas = append(lambdas, [2]int{d.Def, d.Last})
		}
	}
	slices.SortFunc(got, func(a, b truthDefinition) int { return cmpLines(a.First, b.First, a.Def, b.Def) })
	slices.SortFunc(want.Definitions, func(a, b truthDefinition) int { return cmpLines(a.First, b.First, a.Def, b.Def) })
	if diff := cmp.Diff(want.Definitions, got); diff != "" && len(want.Definitions)+len(got) > 0 {
		t.Errorf("%s: definitions (-CPython +outline):\n%s", path, diff)
	}
	slices.SortFunc(lambdas, func(a, b [2]int) int { return cmpLines(a[0], b[0], a[1], b[1]) })
	if diff := cmp.Diff(want.Lambdas, lambdas); diff != "" && len(want.Lambdas)+len(lambdas) > 0 {
		t.Errorf("%s: lambdas (-CPython +outline):\n%s", path, diff)
	}
}

func cmpLines(a, b, c, d int) int {
	if a != b {
		return a - b
	}
	return c - d
}

// checkKeys looks up every key that a profile of the file can hold.
func (c *compared) checkKeys(t *testing.T, path string, outline *Outline, keys []truthKey) {
	t.Helper()
	// Keys of several code objects that differ in their qualified names alone: any of these names is right.
	type key struct {
		line int
		name string
	}
	names := make(map[key][]string)
	for _, k := range keys {
		names[key{k.Line, k.Name}] = append(names[key{k.Line, k.Name}], k.QualifiedName)
	}
	for k, want := range names {
		got, found := outline.Find(k.line, k.name)
		switch {
		case found && slices.Contains(want, got.QualifiedName):
		case !found && misnamed(outline, k.line, want):
			c.misnamed++
		default:
			t.Errorf("%s: key %d(%s): got %q, %v, want one of %q", path, k.line, k.name, got.QualifiedName, found, want)
		}
	}
}

// misnamed reports a key with a line that is nearly right: up to Python 3.11 CPython misjudges where comprehensions and lambdas are that
// stand in an f-string of several parts, and up to 3.7 those which begin with a string over several lines.
func misnamed(outline *Outline, line int, qualified []string) bool {
	for d := range outline.All() {
		if (d.Kind == Comprehension || d.Kind == Lambda) && max(d.Def-line, line-d.Def) < 10 && slices.Contains(qualified, d.QualifiedName) {
			return true
		}
	}
	return false
}

// checkInvariants checks what holds for the outline of any text.
func checkInvariants(t *testing.T, path string, outline *Outline) {
	t.Helper()
	before := 0
	for i := range outline.records {
		r := &outline.records[i]
		switch {
		case r.first < 1 || r.first > r.def || r.def > r.last || int(r.last) > outline.lines:
			t.Errorf("%s: %s has lines %d, %d, %d of %d", path, r.name, r.first, r.def, r.last, outline.lines)
		case int(r.first) < before:
			t.Errorf("%s: %s on line %d comes after line %d", path, r.name, r.first, before)
		case r.name == "":
			t.Errorf("%s:%d: a definition without a name", path, r.first)
		case r.parent != none && (int(r.parent) >= i || r.last > outline.records[r.parent].last || r.first < outline.records[r.parent].first):
			t.Errorf("%s: %s, lines %d to %d, is not within its parent %v", path, r.name, r.first, r.last, outline.records[r.parent])
		}
		before = int(r.first)
		if found, ok := outline.Find(before, r.name); !ok || found.First != before {
			t.Errorf("%s: Find(%d, %q) = %v, %v", path, before, r.name, found, ok)
		}
		if r.kind == Function {
			if at, ok := outline.At(int(r.first)); !ok || at.First > before || at.Last < before {
				t.Errorf("%s: At(%d) = %v, %v", path, before, at, ok)
			}
		}
	}
}

func decodeTruths(t *testing.T, lines []byte) []truth {
	t.Helper()
	var all []truth
	for decoder := json.NewDecoder(bytes.NewReader(lines)); decoder.More(); {
		var one truth
		if err := decoder.Decode(&one); err != nil {
			t.Fatalf("truth.py wrote: %v", err)
		}
		all = append(all, one)
	}
	return all
}
