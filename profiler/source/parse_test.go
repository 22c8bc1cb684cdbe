package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// check parses text and compares its definitions, one a line: "qualified name: first def last", or "qualified name: line" where all
// three are the same.
func check(t *testing.T, text string, want ...string) {
	t.Helper()
	outline := Parse([]byte(text))
	checkInvariants(t, "text", outline)
	var got []string
	for d := range outline.All() {
		lines := fmt.Sprintf("%d %d %d", d.First, d.Def, d.Last)
		if d.First == d.Last {
			lines = fmt.Sprint(d.First)
		}
		got = append(got, d.QualifiedName+": "+lines)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s\nof:\n%s", diff, text)
	}
}

// TestParse holds what the golden files cannot: texts that are not valid in any one Python version or that no editor would leave
// alone.
func TestParse(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{name: "empty"},
		{name: "one line", text: "def f(): pass", want: []string{"f: 1"}},
		{name: "byte order mark", text: "\uFEFFdef f(): pass\n", want: []string{"f: 1"}},
		{name: "CRLF", text: "@d\r\ndef f():\r\n    '''a\r\n    '''\r\n    x = \\\r\n  1\r\n", want: []string{"f: 1 2 6"}},
		{name: "CR", text: "def f():\r    pass\r\rdef g(): pass\r", want: []string{"f: 1 1 2", "g: 4"}},
		{name: "mixed line ends", text: "def f():\n\r    '''\r\n\n'''\r\r# end\n\rdef g(): pass", want: []string{"f: 1 1 5", "g: 9"}},
		{name: "tabs are 8 wide", text: "def f():\n        x\n\ty\ndef g(): pass", want: []string{"f: 1 1 3", "g: 4"}},
		{name: "tab after spaces", text: "class A:\n  def f():\n  \tx\n  \ty\n  def g(): z\n", want: []string{"A: 1 1 5", "A.f: 2 2 4", "A.g: 5"}},
		{name: "tab after 4 spaces is 8 wide", text: "class A:\n        def f():\n            x\n    \tdef g(): y\n", want: []string{"A: 1 1 4", "A.f: 2 2 3", "A.g: 4"}},
		{name: "tab is wider than 4 spaces", text: "class A:\n    def f():\n\tdef g(): y\n", want: []string{"A: 1 1 3", "A.f: 2 2 3", "A.f.<locals>.g: 3"}},
		{name: "form feed", text: "def f():\n    x\n\f\n   \fdef g():\n    y\n", want: []string{"f: 1 1 2", "g: 4 4 5"}},
		{name: "print statement", text: "def f(x):\n    print >>x, `x`, ur'\\'def'\n    exec 'x' in {}\n", want: []string{"f: 1 1 3"}},
		{name: "latin-1", text: "# coding: latin-1\ndef caf\xe9(): '\xff'\n", want: []string{"café: 2"}},
		{name: "normal form KC", text: "def ﬁre(): pass\nclass ℌ: pass", want: []string{"fire: 1", "H: 2"}},
		{name: "number before a keyword", text: "x = [1for y in z]", want: []string{"<listcomp>: 1"}},
		{name: "t-string", text: "x = t'{(lambda: t'{1}')}'\ndef f(): pass", want: []string{"<lambda>: 1", "f: 2"}},
		{name: "character names in f-strings", text: `x = f'\N{small lambda: 1}' rf'\N{(lambda: 1)}'`, want: []string{"<lambda>: 1"}},
		{name: "backslash before a field", text: `x = f'\{(lambda: 1)}'`, want: []string{"<lambda>: 1"}},
		{name: "double braces in a format", text: `x = f'{y:{{1: lambda: 1}[1]}10}'; z = f'{{lambda: 1}}'`, want: []string{"<lambda>: 1"}},
		{
			name: "clauses of a generator", text: "x = ((lambda: 1) for y in (lambda: 2) if (lambda: 3) for z in (lambda: 4))",
			want: []string{"<genexpr>: 1", "<genexpr>.<lambda>: 1", "<lambda>: 1", "<genexpr>.<lambda>: 1", "<genexpr>.<lambda>: 1"},
		},
		{name: "condition in a lambda", text: "x = (lambda: 1 if y\n     else 2\n     , 3)", want: []string{"<lambda>: 1 1 2"}},
		{name: "condition around a lambda", text: "x = (1 if lambda: y\n     else 2)", want: []string{"<lambda>: 1"}},
		{name: "conditions in and around a lambda", text: "x = (1 if lambda: y if z\n   else 2\n   else 3)", want: []string{"<lambda>: 1 1 2"}},
		{name: "lambda before as", text: "with (lambda: 1\n    as x): pass", want: []string{"<lambda>: 1"}},
		{name: "end of a global statement", text: "def f():\n  global a; b\n  def a(): pass\n  def b(): pass", want: []string{"f: 1 1 4", "a: 3", "f.<locals>.b: 4"}},
		{name: "comment at the end", text: "def f():\n    x # y\n    # z\n# z", want: []string{"f: 1 1 2"}},
		{name: "only a comment in the body", text: "def f():\n    # x\n", want: []string{"f: 1"}},
		{name: "no line end", text: "class A:\n  def f(self):\n    return (1,\n      2)", want: []string{"A: 1 1 4", "A.f: 2 2 4"}},
		{name: "words that only begin like keywords", text: "definition = classic\nclass_ = defx\nasyncdef = 1\nlambda_ = 2"},
		{name: "all of it inside a string", text: "x = '''\ndef f(): pass\n''' \"def g(): pass\" # def h(): pass"},
		{name: "continued def", text: "async \\\n  def f \\\n (): \\\n  pass", want: []string{"f: 1 1 4"}},
	} {
		t.Run(test.name, func(t *testing.T) { check(t, test.text, test.want...) })
	}
}

// TestRecover reads files in the middle of an edit.
func TestRecover(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"open parenthesis", "def f():\n    x = (1,\n    return x\n\ndef g():\n    pass\n", []string{"f: 1 1 3", "g: 5 5 6"}},
		{"open brackets, top-level def next", "x = [{(\n\n@d\ndef g():\n    pass\n", []string{"g: 4 4 5"}},
		{"open brackets, class next", "x = f(a[1\nclass A:\n  def g(self): pass\n", []string{"A: 2 2 3", "A.g: 3"}},
		{"open brackets, async def next", "x = f(a[1\n  async def g(self): pass\n", []string{"g: 2"}},
		{"open bracket in a def's header", "def f(a, b=[1:\n    return 1\ndef g(): pass\n", []string{"f: 1 1 2", "g: 3"}},
		{"closing brackets without opening", "def f():\n    x = 1)\n    y = ]}\ndef g(): pass\n", []string{"f: 1 1 3", "g: 4"}},
		{"wrong closing bracket", "x = (1]\ndef g(): pass\n", []string{"g: 2"}},
		{"crossed brackets", "x = ([1)\ny = 1\ndef g(): pass\n", []string{"g: 3"}},
		{"crossed brackets, no definition next", "class A:\n  x = ([1)\ny = lambda: 1\n", []string{"A: 1 1 2", "<lambda>: 3"}},
		{"very many open brackets", strings.Repeat("(", 1000) + "\ndef f():\n  x\ny = lambda: 1\n", []string{"f: 2 2 3", "<lambda>: 4"}},
		{"closing bracket in a field", "x = [f'{]}' for y in z]\n", []string{"<listcomp>: 1"}},
		{"open string", "def f():\n    x = 'abc\n    y = \"\ndef g(): pass\n", []string{"f: 1 1 3", "g: 4"}},
		{"open string in brackets", "x = f('abc\ndef g(): pass\n", []string{"g: 2"}},
		{"open f-string", "x = f'{a\ny = f'{b['\nz = f'{c:\ndef g(): pass\n", []string{"g: 4"}},
		{"open field in a triple-quoted f-string", "x = f'''{a'''\ny\ndef g(): pass\n", []string{"g: 3"}},
		{"stray brace in an f-string", "x = f'{a}}}' + f'}{'\ndef g(): pass\n", []string{"g: 2"}},
		{
			"open docstring", "class A:\n    def f(self):\n        \"\"\"Doc\n        return 1\n\n    def g(self):\n        \"\"\"More.\"\"\"\n        return 2\n\ndef h():\n    \"\"\"Last.\"\"\"\n",
			[]string{"A: 1 1 8", "A.f: 2 2 4", "A.g: 6 6 8", "h: 10 10 11"},
		},
		{"open docstring and open f-string", "def f():\n    f'''{x}\n    \"\"\"\n    y\ndef g():\n    '''ok'''\n", []string{"f: 1 1 4", "g: 5 5 6"}},
		{"open triple quotes at the end", "def f():\n    pass\ndef g():\n    return '''abc\n    x\n", []string{"f: 1 1 2", "g: 3 3 5"}},
		{"open triple quotes after a string with code", "x = '''\n  def inner(): pass\n'''\ndef f(): pass\ny = '''\n", []string{"f: 4"}},
		{"header without colon", "def f(x)\n    return 1\ndef g(): pass\nclass A\n    x = 1\n", []string{"f: 1 1 2", "g: 3", "A: 4 4 5"}},
		{"def without a name", "def\nclass\ndef (x): pass\nasync def\ndef g(): pass\n", []string{"g: 5"}},
		{"decorator without a definition", "@d\nx = 1\ndef g(): pass\n@\ndef h(): pass\n", []string{"g: 3", "h: 5"}},
		{"unexpected indent", "def f():\n    x\n        y\n  z\ndef g(): pass\n", []string{"f: 1 1 4", "g: 5"}},
		{"body not indented", "def f():\nx = 1\nclass A:\ndef g(): pass\n", []string{"f: 1", "A: 3", "g: 4"}},
		{"backslash before a def", "x = 1 + \\\ndef f():\n    pass\n", []string{"f: 2 2 3"}},
		{"other characters", "x = $?!\x00\ndef f(): pass\n", []string{"f: 2"}},
		{"text of another language", "function f() { return 'it''s' }\n<html>\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) { check(t, test.text, test.want...) })
	}
}

const nested = `@decorate(
    lambda x: x)
@other
def outer():
    def inner(a=lambda: 1):
        return [
            i
            for i in a
        ]
    async def waits(): pass

    return inner

class Shop:
    def run(self): return 1
    tax = lambda self: 2; fee = lambda self: 3

    class Basket:
        def run(self):
            return (x(lambda: 5) for x in y)
`

func TestAt(t *testing.T) {
	outline := Parse([]byte(nested))
	for line, want := range []string{
		1: "outer", 2: "outer", 4: "outer", 5: "outer.<locals>.inner", 9: "outer.<locals>.inner", 10: "outer.<locals>.waits", 11: "outer",
		12: "outer", 13: "", 14: "", 15: "Shop.run", 16: "", 18: "", 19: "Shop.Basket.run", 20: "Shop.Basket.run", 21: "",
	} {
		if got, _ := outline.At(line); got.QualifiedName != want && (want != "" || line > 12) {
			t.Errorf("At(%d) = %q, want %q", line, got.QualifiedName, want)
		}
	}
	for _, line := range []int{-1, 0, 1 << 40} {
		if got, found := outline.At(line); found {
			t.Errorf("At(%d) = %v", line, got)
		}
	}
}

func TestFind(t *testing.T) {
	outline := Parse([]byte(nested))
	for _, test := range []struct {
		line     int
		name     string
		want     string
		wantLine int
		wantKind Kind
	}{
		{1, "<module>", "<module>", 1, Module},
		{7, "<module>", "<module>", 1, Module},
		{1, "outer", "outer", 4, Function},
		{4, "outer", "outer", 4, Function}, // the line of def, which nothing but a hand-made profile names
		{2, "<lambda>", "<lambda>", 2, Lambda},
		{5, "<lambda>", "outer.<locals>.<lambda>", 5, Lambda},
		{5, "inner", "outer.<locals>.inner", 5, Function},
		{6, "<listcomp>", "outer.<locals>.inner.<locals>.<listcomp>", 6, Comprehension},
		{7, "<listcomp>", "outer.<locals>.inner.<locals>.<listcomp>", 6, Comprehension}, // up to Python 3.7
		{14, "Shop", "Shop", 14, Class},
		{16, "<lambda>", "Shop.<lambda>", 16, Lambda},
		{15, "run", "Shop.run", 15, Function},
		{19, "run", "Shop.Basket.run", 19, Function},
		{20, "<genexpr>", "Shop.Basket.run.<locals>.<genexpr>", 20, Comprehension},
		{20, "<lambda>", "Shop.Basket.run.<locals>.<genexpr>.<lambda>", 20, Lambda},
		{19, "<generic parameters of run>", "Shop.Basket.<generic parameters of run>", 19, Function},
		{20, "run", "", 0, 0},
		{8, "<listcomp>", "", 0, 0},
		{0, "run", "", 0, 0},
		{1 << 40, "run", "", 0, 0},
		{15, "<generic parameters of >", "", 0, 0},
		{19, "<generic parameters of <generic parameters of run>>", "", 0, 0},
		{15, "", "", 0, 0},
	} {
		got, found := outline.Find(test.line, test.name)
		if got.QualifiedName != test.want || got.Def != test.wantLine || got.Kind != test.wantKind || found != (test.want != "") {
			t.Errorf("Find(%d, %q) = %+v, %v, want %q on line %d", test.line, test.name, got, found, test.want, test.wantLine)
		}
	}
}

func TestNamed(t *testing.T) {
	outline := Parse([]byte(nested))
	var got []string
	for d := range outline.Named("run") {
		got = append(got, d.QualifiedName)
	}
	if want := "Shop.run Shop.Basket.run"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
