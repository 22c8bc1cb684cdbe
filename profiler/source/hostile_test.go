package source

import (
	"strings"
	"testing"
	"time"
)

// hostile returns texts of about this many bytes that a parser with a step that is not linear chokes on.
func hostile(size int) map[string]string {
	repeat := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	return map[string]string{
		"open brackets":              repeat("("),
		"open brackets of all kinds": repeat("([{"),
		"closing brackets":           repeat("(]") + repeat(")"),
		"pairs that do not match":    repeat("(") + repeat("]"),
		"brackets over many lines":   repeat("(\n"),
		"comprehensions":             strings.Repeat("[x for x in ", size/24) + strings.Repeat("]", size/24),
		"lambdas":                    repeat("lambda:"),
		"lambdas in brackets":        repeat("(lambda:"),
		"lambdas side by side":       "(" + repeat("lambda:0,") + "for x in y)",
		"lambdas, nested generators": strings.Repeat("(", 250) + repeat("lambda:0,") + strings.Repeat(" for x in y)", 250),
		"conditions":                 "lambda:" + repeat("1 if "),
		"f-strings":                  repeat(`f"{`),
		"f-strings that are closed":  strings.Repeat(`f"{`, size/6) + strings.Repeat(`}"`, size/6),
		"formats":                    `f"` + repeat("{x:"),
		"escaped triple quotes":      repeat("\\\"\"\"\n"),
		"both triple quotes":         repeat("'''\"\"\"\n"),
		"open triple quotes, defs":   repeat("'''\n\\\"\"\"\ndef f(): pass\n"),
		"open triple-quoted f":       repeat("f'''{\n\\f\"\"\"{"),
		"one long indentation":       repeat(" ") + "x",
		"long indentations":          strings.Repeat(strings.Repeat(" ", 4000)+"def f(): pass\n", size/4014),
		"deep blocks": func() string {
			var text strings.Builder
			for depth := 0; text.Len() < size; depth++ {
				text.WriteString(strings.Repeat(" ", depth) + "def f():\n")
			}
			return text.String()
		}(),
		"decorators":        repeat("@d\n"),
		"globals":           "def f():\n global " + repeat("a,b,") + "\n" + repeat(" def g(): pass\n"),
		"backslashes":       repeat("\\\n"),
		"carriage returns":  repeat("\r"),
		"one name":          "def " + repeat("x"),
		"zeros":             repeat("\x00"),
		"recovered lines":   repeat("(\ndef f(x\n"),
		"defs":              repeat("def f():0\n"),
		"generators, gaps":  strings.Repeat("(", 200) + repeat("\n") + strings.Repeat("x for x in y)", 200),
		"unfinished string": repeat("'\\\n"),
	}
}

// TestHostile gives texts of 1 MB a time in which only a linear parser can be through: they take some 20 ms each, the worst 0.7 s; a step that is
// quadratic in them would take hours.
func TestHostile(t *testing.T) {
	const size, limit = 1 << 20, 20 * time.Second
	for name, text := range hostile(size) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			outline := Parse([]byte(text))
			for line := 1; line < 100; line++ {
				outline.At(line)
				outline.Find(line, lambdaName)
			}
			if taken := time.Since(start); taken > limit {
				t.Errorf("%d bytes took %v", len(text), taken)
			}
		})
	}
}

// TestHostileNames reads all qualified names of texts that nest deeply.
func TestHostileNames(t *testing.T) {
	for name, text := range hostile(20_000) {
		t.Run(name, func(t *testing.T) {
			outline := Parse([]byte(text))
			checkInvariants(t, name, outline)
			for d := range outline.All() {
				if len(d.QualifiedName) > 20*2*(maxDepth+maxFrames) && !strings.Contains(name, "one name") {
					t.Fatalf("a name of %d bytes", len(d.QualifiedName))
				}
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range hostile(400) {
		f.Add([]byte(text))
	}
	f.Add([]byte(nested))
	for _, file := range samples(f) {
		f.Add(file.text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		outline := Parse(text)
		checkInvariants(t, "text", outline)
		for d := range outline.All() {
			if d.QualifiedName == "" {
				t.Error("a definition without a qualified name")
			}
		}
		for line := range min(outline.lines+2, 100) {
			if d, found := outline.At(line); found && (line < d.First || line > d.Last || d.Kind != Function) {
				t.Errorf("At(%d) = %+v", line, d)
			}
		}
	})
}
