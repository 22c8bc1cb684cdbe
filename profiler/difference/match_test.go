package difference

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
)

// functions makes a graph of functions that are written as "file:line name", with a qualified name after "="; those without a line are written in C.
func functions(t testing.TB, all ...string) *callgraph.Graph {
	t.Helper()
	b := callgraph.NewBuilder()
	for i, text := range all {
		text, detail, _ := strings.Cut(text, " =")
		file, line, name := "~", 0, text
		if at := strings.Index(text, ": "); at < 0 && (!strings.HasPrefix(text, "<") || strings.Contains(text, ">:")) {
			space := max(0, strings.LastIndexByte(text, ' '))
			place, rest := text[:space], text[min(space+1, len(text)):]
			colon := strings.LastIndexByte(place, ':')
			if colon < 0 {
				t.Fatalf("%q is no function", text)
			}
			n, err := strconv.Atoi(place[colon+1:])
			if err != nil {
				t.Fatal(err)
			}
			file, line, name = place[:colon], n, rest
		} else if at >= 0 {
			file, name = text[:at], text[at+2:]
		}
		f := b.Variant(b.Symbol([]byte(file)), line, b.Symbol([]byte(name)), detail, i+1)
		b.Record(f, callgraph.Figures{Calls: int64(i), PrimitiveCalls: int64(i), Self: float64(i), Cumulative: float64(i)})
		b.Describe(f, callgraph.Details{QualifiedName: detail})
	}
	return b.Graph()
}

// matched tells the pairs, by the indexes of the functions: "0-1" for one in both, "0-" for one that is gone and "-1" for a new one.
func matched(pairs []Pair) (told []string) {
	number := func(f int32) string {
		if f < 0 {
			return ""
		}
		return strconv.Itoa(int(f))
	}
	for _, p := range pairs {
		told = append(told, number(p.Base)+"-"+number(p.Head))
	}
	slices.Sort(told)
	return told
}

func TestMatch(t *testing.T) {
	tests := map[string]struct {
		base, head []string
		want       []string
	}{
		"lines moved":     {[]string{"/p/a.py:1 f", "/p/a.py:5 g"}, []string{"/p/a.py:9 g", "/p/a.py:3 f"}, []string{"0-1", "1-0"}},
		"new and gone":    {[]string{"/p/a.py:1 f", "/p/a.py:5 g"}, []string{"/p/a.py:5 h", "/p/a.py:1 f"}, []string{"-0", "0-1", "1-"}},
		"a file renamed":  {[]string{"/p/a.py:1 f", "/p/c.py:1 f"}, []string{"/p/b.py:1 f", "/p/c.py:1 f"}, []string{"-0", "0-", "1-1"}},
		"a file moved":    {[]string{"/p/x/a.py:1 f", "/p/c.py:1 f"}, []string{"/p/y/a.py:1 f", "/p/c.py:1 f"}, []string{"-0", "0-", "1-1"}},
		"a relative move": {[]string{"x/a.py:1 f", "c.py:1 f"}, []string{"y/a.py:1 f", "c.py:1 f"}, []string{"-0", "0-", "1-1"}},
		"another folder":  {[]string{"/app/shop/cart.py:1 f"}, []string{"/home/u/shop/cart.py:4 f"}, []string{"0-0"}},
		"a folder's files": {
			[]string{"/app/shop/cart.py:1 f", "/app/shop/__init__.py:1 f", "/app/tax/__init__.py:1 f", "/app/old/__init__.py:1 f"},
			[]string{"/home/u/tax/__init__.py:1 f", "/home/u/new/__init__.py:1 f", "/home/u/shop/__init__.py:1 f", "/home/u/shop/cart.py:1 f"},
			[]string{"-1", "0-3", "1-2", "2-0", "3-"},
		},
		"which is meant is not known": {[]string{"/app/cart.py:1 f"}, []string{"/home/a/cart.py:1 f", "/home/b/cart.py:1 f"}, []string{"-0", "-1", "0-"}},
		"two checkouts":               {[]string{"/src/v1/cart.py:1 f", "/usr/lib/python3.13/json/decoder.py:1 f"}, []string{"/src/v2/cart.py:1 f", "/usr/lib/python3.13/json/decoder.py:1 f"}, []string{"0-0", "1-1"}},
		"a relative name":             {[]string{"shop/cart.py:1 f"}, []string{"/home/u/shop/cart.py:1 f"}, []string{"0-0"}},
		"a clean name":                {[]string{"/app/./shop/x/../cart.py:1 f"}, []string{"/app/shop/cart.py:1 f"}, []string{"0-0"}},
		"Windows":                     {[]string{`C:\App\Shop\cart.py:1 f`}, []string{`c:\app\shop\cart.py:1 f`}, []string{"0-0"}},
		"Windows and Linux":           {[]string{`C:\App\shop\cart.py:1 f`}, []string{`/srv/shop/cart.py:1 f`}, []string{"0-0"}},
		"libraries of two Pythons": {
			[]string{"/usr/lib/python3.11/json/decoder.py:1 f", "/venv/lib/python3.11/site-packages/six.py:1 f", `C:\Python311\Lib\os.py:1 f`, "<frozen importlib._bootstrap>:1 f"},
			[]string{"/opt/lib/python3.13/json/decoder.py:9 f", "/other/lib/python3.13/site-packages/six.py:1 f", "<frozen os>:1 f", "/usr/lib/python3.13/importlib/_bootstrap.py:1 f"},
			[]string{"0-0", "1-1", "2-2", "3-3"},
		},
		"a package's own file":         {[]string{"/usr/lib/python3.11/importlib/__init__.py:1 f"}, []string{"<frozen importlib>:1 f"}, []string{"0-0"}},
		"a library is not the project": {[]string{"/usr/lib/python3.11/site-packages/shop/cart.py:1 f"}, []string{"/home/u/shop/cart.py:1 f"}, []string{"-0", "0-"}},
		"built-ins of two Pythons":     {[]string{"<len>", "<time.sleep>", "<method 'append' of 'list' objects>"}, []string{"<method 'append' of 'list' objects>", "<built-in method builtins.len>", "<built-in method time.sleep>"}, []string{"0-1", "1-2", "2-0"}},
		"built-ins of two profilers":   {[]string{": len", ": append", ": sleep"}, []string{"<built-in method time.sleep>", "<method 'append' of 'list' objects>", "<built-in method builtins.len>"}, []string{"0-2", "1-1", "2-0"}},
		"built-ins of yappi":           {[]string{"builtins: len", "io: open", "builtins: <method 'join' of 'str' objects>"}, []string{"<method 'join' of 'str' objects>", "<built-in method _io.open>", "<built-in method builtins.len>"}, []string{"0-2", "1-1", "2-0"}},
		"methods of two types":         {[]string{"<method 'get' of 'dict' objects>"}, []string{"<method 'get' of 'Queue' objects>"}, []string{"-0", "0-"}},
		"a short name of two":          {[]string{": get"}, []string{"<method 'get' of 'dict' objects>", "<method 'get' of 'Queue' objects>"}, []string{"-0", "-1", "0-"}},
		"an address":                   {[]string{"<built-in method __new__ of type object at 0x7f01>"}, []string{"<built-in method __new__ of type object at 0x55aa>"}, []string{"0-0"}},
		"methods by their classes":     {[]string{"/p/a.py:1 area =Circle.area", "/p/a.py:9 area =Square.area"}, []string{"/p/a.py:1 area =Square.area", "/p/a.py:9 area =Circle.area"}, []string{"0-1", "1-0"}},
		"another class":                {[]string{"/p/a.py:1 area =Circle.area"}, []string{"/p/a.py:1 area =Square.area"}, []string{"-0", "0-"}},
		"a class gone":                 {[]string{"/p/a.py:1 area =A.area", "/p/a.py:2 area =B.area"}, []string{"/p/a.py:1 area =B.area"}, []string{"0-", "1-0"}},
		"samples have whole names":     {[]string{"/p/a.py:1 area", "/p/a.py:3 main"}, []string{"/p/a.py:1 Circle.area", "/p/a.py:3 main"}, []string{"0-0", "1-1"}},
		"lambdas by their functions":   {[]string{"/p/a.py:3 <lambda> =f.<locals>.<lambda>", "/p/a.py:4 <lambda> =f.<locals>.<lambda>", "/p/a.py:7 <lambda> =g.<locals>.<lambda>"}, []string{"/p/a.py:1 <lambda> =g.<locals>.<lambda>", "/p/a.py:8 <lambda> =f.<locals>.<lambda>", "/p/a.py:9 <lambda> =f.<locals>.<lambda>"}, []string{"0-1", "1-2", "2-0"}},
		"lambdas by their lines":       {[]string{"/p/a.py:3 <lambda>", "/p/a.py:8 <lambda>"}, []string{"/p/a.py:8 <lambda>", "/p/a.py:12 <lambda>"}, []string{"0-1", "1-0"}},
		"methods that moved alike": {
			[]string{"/p/a.py:2 area", "/p/a.py:4 area", "/p/a.py:6 area", "/p/a.py:7 main"},
			[]string{"/p/a.py:4 area", "/p/a.py:6 area", "/p/a.py:8 area", "/p/a.py:9 main"},
			[]string{"0-0", "1-1", "2-2", "3-3"},
		},
		"methods between others": {
			[]string{"/p/a.py:1 <module>", "/p/a.py:10 f", "/p/a.py:12 area", "/p/a.py:20 g", "/p/a.py:22 area", "/p/a.py:32 area"},
			[]string{"/p/a.py:1 <module>", "/p/a.py:10 f", "/p/a.py:22 area", "/p/a.py:30 g", "/p/a.py:32 area"},
			[]string{"0-0", "1-1", "2-2", "3-3", "4-4", "5-"},
		},
		"lambdas in turn":     {[]string{"/p/a.py:8 <lambda>", "/p/a.py:3 <lambda>", "/p/a.py:9 <lambda>"}, []string{"/p/a.py:13 <lambda>", "/p/a.py:18 <lambda>"}, []string{"0-1", "1-0", "2-"}},
		"lambdas on one line": {[]string{"/p/a.py:3 <lambda>", "/p/a.py:3 <lambda>"}, []string{"/p/a.py:4 <lambda>", "/p/a.py:4 <lambda>"}, []string{"0-0", "1-1"}},
		"one known, one not":  {[]string{"/p/a.py:1 area =A.area", "/p/a.py:2 area"}, []string{"/p/a.py:2 area =B.area", "/p/a.py:9 area =A.area"}, []string{"0-1", "1-0"}},
		"the program itself":  {[]string{`profile: <code object <module> at 0x7f00, file "a.py", line 1>`, "profile: profiler"}, []string{"profile: profiler", `profile: <code object <module> at 0x7e11, file "a.py", line 1>`}, []string{"0-1", "1-0"}},
		"code without a file": {[]string{"<string>:1 <module>"}, []string{"<stdin>:1 <module>"}, []string{"-0", "0-"}},
		"nothing":             {nil, nil, nil},
		"all new":             {nil, []string{"/p/a.py:1 f"}, []string{"-0"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			base, head := functions(t, test.base...), functions(t, test.head...)
			pairs := Match(base, head)
			if diff := cmp.Diff(test.want, matched(pairs)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			swapped := Match(head, base)
			for i, p := range swapped {
				swapped[i] = Pair{p.Head, p.Base}
			}
			if diff := cmp.Diff(matched(pairs), matched(swapped)); diff != "" {
				t.Errorf("exchanged (-want +got):\n%s", diff)
			}
		})
	}
}

// Of hostile names nothing takes long: very many parts, very many functions of one name, very many files of one name.
func TestMatchHostile(t *testing.T) {
	deep := strings.Repeat("/a", 200_000) + ".py:1 f"
	var same, files []string
	for i := range 20_000 {
		same = append(same, fmt.Sprintf("/p/a.py:%d f", i))
		files = append(files, fmt.Sprintf("/p%d/x/__init__.py:1 f", i))
	}
	other := make([]string, len(files))
	for i := range files {
		other[i] = "/elsewhere" + files[i]
	}
	for name, test := range map[string]struct {
		base, head []string
		both       int
	}{
		"deep folders":       {[]string{deep}, []string{"/b" + deep}, 0},
		"one name":           {same, append(slices.Clone(same[:10_000]), "/p/a.py:90000 f"), 10_001},
		"files of one name":  {files, other, len(files)},
		"files of no folder": {files, files[:100], 100},
	} {
		both := 0
		for _, p := range Match(functions(t, test.base...), functions(t, test.head...)) {
			if p.Base >= 0 && p.Head >= 0 {
				both++
			}
		}
		if both != test.both {
			t.Errorf("%s: %d functions are in both, want %d", name, both, test.both)
		}
	}
}
