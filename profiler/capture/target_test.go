package capture

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
	"tottime/profiler/runs"
)

func module(name string, args ...string) runs.Target {
	return runs.Target{Kind: runs.Module, Module: name, Args: args}
}

func code(text string, args ...string) runs.Target {
	return runs.Target{Kind: runs.Code, Code: text, Args: args}
}

// call is a function of goods.py.
func call(function string, args ...string) runs.Target {
	return runs.Target{Kind: runs.Function, Path: "goods.py", Function: function, Args: args}
}

func lines(path string, first, last int, args ...string) runs.Target {
	return runs.Target{Kind: runs.Selection, Path: path, FirstLine: first, LastLine: last, Args: args}
}

// TestTargetLikeness compares targets that Python itself can run with what plain Python makes of them, byte for byte.
func TestTargetLikeness(t *testing.T) {
	tools := []string{"PYTHONPATH=tools"}
	type testCase struct {
		program
		problems string
	}
	tests := []testCase{
		{program: program{what: module("facts", "-o", "a b", "é", "")}},
		{program: program{what: module("ends", "exception")}},
		{program: program{what: module("ends", "code")}},
		{program: program{what: module("pickles")}},
		{program: program{what: module("program", "x")}},
		{program: program{what: module("missing")}, problems: "nothing-measured"},
		{program: program{what: module("syntax")}, problems: "nothing-measured"},
		{program: program{what: module("broken")}},
		{program: program{what: code("import sys; print(sys.argv, sys.path, __name__, sorted(globals()))", "-x", "a b", "é")}},
		{program: program{what: code("import goods; goods.fails(0)")}},
		{program: program{what: code("import goods; goods.leaves(5)")}},
		{program: program{what: code("print(input(), open(0).read())"), stdin: "one\ntwo\n"}},
		{program: program{what: code("x = = 1")}, problems: "nothing-measured"},
		{program: program{what: code("")}},
		{program: program{what: runs.Target{Kind: runs.Pytest, Test: "test_goods.py::test_total", Args: []string{"-q"}}, env: tools}},
		{program: program{what: runs.Target{Kind: runs.Unittest, Test: "test_goods.Nothing"}}},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		t.Run(test.String(), func(t *testing.T) {
			got, run, _ := profiled(t, i, test.program)
			want := plain(t, i, test.program)
			if test.what.Kind == runs.Unittest {
				want, got = withoutSeconds(want), withoutSeconds(got)
			}
			want.Stdout, got.Stdout = address.ReplaceAllString(want.Stdout, ""), address.ReplaceAllString(got.Stdout, "")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
			}
			if problemCodes(run) != test.problems {
				t.Errorf("the problems are %+v, want %q", run.Problems, test.problems)
			}
		})
	})
}

var address = regexp.MustCompile(`0x[0-9a-f]+`)

var seconds = regexp.MustCompile(`in \d\.\d+s`)

// withoutSeconds takes out how long unittest says that it took.
func withoutSeconds(o outcome) outcome {
	o.Stderr = seconds.ReplaceAllString(o.Stderr, "in 0.000s")
	return o
}

// TestSelectionLikeness runs what stands after the definitions of a script, which does then what the script does.
func TestSelectionLikeness(t *testing.T) {
	eachCase(t, [][]string{nil, {"fail"}}, func(t *testing.T, i python.Interpreter, args []string) {
		want := plain(t, i, program{script: "goods.py", args: args})
		for _, first := range []int{66, 67} { // with the header of the block and without
			got, run, folder := profiled(t, i, program{what: lines("goods.py", first, 76, args...)})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("from line %d on it differs from plain Python (-plain +profiled):\n%s", first, diff)
			}
			if len(run.Problems) > 0 {
				t.Errorf("the problems are %+v", run.Problems)
			}
			functions := load(t, i, folder)
			checkCalls(t, named(t, functions, "goods.py", "main"), 1, 1)
			checkCalls(t, named(t, functions, "goods.py", "total"), 5, 5)
		}
	})
}

// TestCalledFunction checks what is seen of functions that are called, and the figures: nothing but the calls.
func TestCalledFunction(t *testing.T) {
	type testCase struct {
		what     runs.Target
		stdout   string
		stderr   string // what it says after the traceback's own lines
		code     int
		calls    map[string]int // of the functions of testdata, all of them
		problems string
	}
	tests := []testCase{
		{what: call("price", "3"), calls: map[string]int{"price": 1}},
		{what: call("price", "n=3", "factor=1.5"), calls: map[string]int{"price": 1}},
		{what: call("Basket.total", "4"), calls: map[string]int{"total": 1, "price": 4}},
		{what: runs.Target{Kind: runs.Function, Module: "goods", Function: "Basket.total", Args: []string{"4"}}, calls: map[string]int{"total": 1, "price": 4}},
		{what: runs.Target{Kind: runs.Function, Path: filepath.Join("shelf", "box.py"), Function: "build", Args: []string{"3"}},
			stdout: "['planks for shelf.box']\n", calls: map[string]int{"build": 1, "saw": 3}},
		{what: call("told", "1", "'a b'", "é='é'", "x=None"), calls: map[string]int{"told": 1},
			stdout: "(1, 'a b') [('x', None), ('é', 'é')] ['goods.py'] True goods\n" +
				"['__builtins__', '__doc__', '__loader__', '__name__', '__package__', '__spec__'] []\n"},
		{what: call("later", "3"), calls: map[string]int{"later": 1, "price": 1}},
		{what: call("each", "3"), calls: map[string]int{"each": 4, "price": 3}},
		{what: runs.Target{Kind: runs.Function, Path: "stream.py", Function: "each", Args: []string{"3"}}, calls: map[string]int{"each": 7, "price": 3, "_task": 4}},
		{what: call("everywhere"), stdout: "[2, 4]\n", calls: map[string]int{"everywhere": 1, "price": 2, "Basket": 1}},
		{what: call("leaves", "5"), code: 5, calls: map[string]int{"leaves": 1, "price": 1}},
		{what: call("hooked"), stdout: "hook ZeroDivisionError hooked\n", code: 1, calls: map[string]int{"hooked": 1, "fails": 1}},
		{what: call("price"), code: 1, stderr: "TypeError: price() missing 1 required positional argument: 'n'\n", problems: "nothing-measured"},
		{what: call("nothing"), code: 1, stderr: "tottime: goods.py has no function nothing. Check its name.\n", problems: "nothing-measured"},
		{what: call("anything"), code: 1, stderr: "tottime: anything of goods.py cannot be called. Name a function.\n", problems: "nothing-measured"},
		{what: call("price", "x"), code: 1, problems: "nothing-measured",
			stderr: "tottime: x cannot be given to price. Give arguments as Python literals, such as 3, None or [1, 2], and a text with quotes of its own: \"'x'\".\n"},
		{what: runs.Target{Kind: runs.Function, Path: "gone.py", Function: "f"}, code: 1, stderr: "tottime: there is no file gone.py. Check its name.\n", problems: "nothing-measured"},
		{what: lines("goods.py", 2, 2), code: 1, stderr: "tottime: lines 2 to 2 of goods.py hold no code. It has 77 lines.\n", problems: "nothing-measured"},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		t.Run(program{what: test.what}.String(), func(t *testing.T) {
			got, run, folder := profiled(t, i, program{what: test.what})
			if got.Exit.Code != test.code || got.Stdout != test.stdout || got.Stderr != test.stderr {
				t.Errorf("it ended as %+v, want exit code %d, %q and %q", got, test.code, test.stdout, test.stderr)
			}
			if problemCodes(run) != test.problems {
				t.Errorf("the problems are %+v, want %q", run.Problems, test.problems)
			}
			if test.problems != "" {
				return
			}
			calls := map[string]int{}
			for _, f := range load(t, i, folder) {
				if strings.Contains(f.File, "testdata") && !strings.HasPrefix(f.Name, "<") {
					calls[f.Name] = f.Calls
				}
			}
			if diff := cmp.Diff(test.calls, calls); diff != "" {
				t.Errorf("the calls differ (-want +got):\n%s", diff)
			}
		})
	})
}

var codeFrame = regexp.MustCompile(`(?m)^  File "<string>".*\n(    .*\n)*`)

// TestCalledTraceback compares the traceback of a function that fails with that of a code string which calls it, but for the string's own lines.
func TestCalledTraceback(t *testing.T) {
	type testCase struct{ imported, called string }
	tests := []testCase{{"goods", "fails(0)"}, {"goods", "interrupted()"}, {"broken", "work()"}, {"syntax", "work()"}}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		function, args, _ := strings.Cut(strings.TrimSuffix(test.called, ")"), "(")
		what := runs.Target{Kind: runs.Function, Module: test.imported, Function: function, Args: strings.Fields(args)}
		got, run, _ := profiled(t, i, program{what: what})
		want := plain(t, i, program{what: code("import " + test.imported + "; " + test.imported + "." + test.called)})
		want.Stderr = codeFrame.ReplaceAllString(want.Stderr, "")
		if test.imported == "syntax" {
			want.Stderr = strings.TrimPrefix(want.Stderr, "Traceback (most recent call last):\n")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s differs from plain Python (-plain +profiled):\n%s", what.Name(), diff)
		}
		if measured := test.imported == "goods"; measured == (problemCodes(run) == "nothing-measured") {
			t.Errorf("%s: the problems are %+v", what.Name(), run.Problems)
		}
	})
}

// TestMissingPytest names the way out.
func TestMissingPytest(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	_, run, _ := profiled(t, i, program{what: runs.Target{Kind: runs.Pytest, Test: "test_goods.py::test_total"}, env: []string{"PYTHONPATH=" + filepath.Join("tools", "none")}})
	if len(run.Problems) != 1 || !strings.Contains(run.Problems[0].Text, "install it ("+i.Path+" -m pip install pytest) or choose another interpreter") {
		t.Errorf("the problems are %+v", run.Problems)
	}
}

// TestMeasuredImport measures the import of the module of a function and of a selection, too.
func TestMeasuredImport(t *testing.T) {
	type testCase struct {
		what  runs.Target
		calls map[string]int
	}
	tests := []testCase{
		{call("price", "3"), map[string]int{"<module>": 1, "Basket": 1, "price": 1}},
		{lines("goods.py", 66, 67), map[string]int{"<module>": 2, "Basket": 1}},
		{runs.Target{Kind: runs.Function, Path: filepath.Join("shelf", "box.py"), Function: "build", Args: []string{"1"}}, map[string]int{"<module>": 1, "build": 2}},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		functions, run := measuredWith(t, i, test.what, Profiling{Imports: true})
		calls := map[string]int{}
		for _, f := range functions {
			if filepath.Base(f.File) == filepath.Base(test.what.Path) && (f.Name == "<module>" || !strings.HasPrefix(f.Name, "<")) {
				calls[f.Name] += f.Calls
			}
		}
		if diff := cmp.Diff(test.calls, calls); diff != "" || len(run.Problems) > 0 {
			t.Errorf("%s: problems %v, the calls differ (-want +got):\n%s", test.what.Name(), run.Problems, diff)
		}
	})
}
