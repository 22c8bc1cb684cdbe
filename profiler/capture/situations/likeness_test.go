package situations_test

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
)

var (
	asModule = trial{script: "facts.py", args: []string{"-o", "a b"}, module: true, stdin: "first\nsecond\n", plain: true}
	itself   = trial{script: "profiles.py", plain: true}
	numbers  = trial{script: "names.py"}
)

const noModules = "`-m MODULE` came with Python 3.7"

var likeness = group{"What a program notices", []situation{
	{title: "Pickling", right: "Objects of the script's own classes can be pickled.", trial: facts, judge: pickles},
	{title: "`import __main__`", right: "It is the script.", trial: facts, judge: main},
	{title: "`sys.argv`", right: "As under plain Python.", trial: facts, judge: func(s *seen) { s.like("argv", "it differs") }},
	{title: "`sys.path`", right: "As under plain Python.", trial: facts, judge: path},
	{title: "`__file__`, `__name__`, `__package__` and `__spec__`", right: "As under plain Python.", trial: facts, judge: func(s *seen) {
		s.like("file", "`__file__` differs")
		s.like("module", "`__package__` or `__spec__` differs")
	}},
	{title: "Standard input", right: "The program reads it all.", trial: facts, judge: func(s *seen) { s.like("stdin", "it differs") }},
	{title: "`-m MODULE`: `sys.argv` and `sys.path`", right: "As under plain Python.", trial: asModule, since: "3.7", why: noModules, by: cProfile, judge: func(s *seen) {
		s.like("argv", "`sys.argv` differs")
		path(s)
	}},
	{title: "`-m MODULE`: `import __main__` and pickling", right: "It is the module, and objects of its classes can be pickled.", trial: asModule, since: "3.7", why: noModules, by: cProfile, judge: func(s *seen) {
		main(s)
		pickles(s)
	}},
	{title: "`cProfile` in the program", right: "The program's own profile is as under plain Python. What is not measured meanwhile or from then on is said.", trial: itself, judge: func(s *seen) {
		if strings.Contains(s.stderr, "Another profiling tool is already active") {
			s.complain("the program fails with ValueError")
			return
		}
		s.exits(s.plain.code)
		s.like("part", "it differs")
		if s.says("profiler-replaced") {
			s.note = "the rest of the program is not measured, and the run says so"
			return
		}
		s.called("before", 1)
		s.called("after", 1)
	}},
	{title: "`sys.settrace` in the program", right: "The program's trace function gets its events, and its calls are counted.", trial: numbers, judge: func(s *seen) {
		s.wrotes("events", "['call', 'line', 'return']")
		s.called("traced", 1)
	}},
}}

func pickles(s *seen) {
	if got := s.wrote("pickle"); got != "True" {
		s.complain("it fails with %s", cmp.Or(got, "an exception"))
	}
}

func main(s *seen) {
	if s.wrote("main") != "True True" {
		s.complain("`__main__` is cProfile")
	}
}

func path(s *seen) { s.like("path", "`sys.path` differs") }

var counting = group{"What is counted", []situation{
	{title: "Recursion", right: "`fib(10)` is 177 calls, one of them from outside.", trial: numbers, judge: func(s *seen) {
		s.called("fib", 177)
		if f := s.function("fib"); f.Calls > 0 && f.Primitive != 1 {
			s.complain("%d of the calls are from outside", f.Primitive)
		}
	}},
	{title: "Generators", right: "Each step is a call: a generator of five values has six.", trial: numbers, judge: func(s *seen) { s.called("steps", 6) }},
	{title: "Coroutines", right: "Each step is a call: one of `asyncio` that waits twice has three.", trial: numbers, judge: func(s *seen) { s.called("tick", 3) }},
	{title: "Lambdas on one line", right: "The calls of each are known.", trial: numbers, judge: func(s *seen) { s.apart("names.py", "<lambda>", 1, 2, 4) }},
	{title: "Methods that dataclasses make", right: "The calls of each class's `__init__` are known.", trial: numbers, since: "3.7", why: "there are no dataclasses", judge: func(s *seen) {
		s.apart("<string>", "__init__", 11, 13)
	}},
	{title: "Qualified names", right: "The methods of two classes are `Basket.total` and `Shelf.total`, not both `total`.", trial: numbers, judge: func(s *seen) {
		for _, name := range []string{"Basket.total", "Shelf.total"} {
			if !s.qualified(name) {
				s.complain("only the line tells them apart")
			}
		}
	}},
	{title: "Names of files", right: "The script's is absolute, so that it is found from elsewhere.", trial: facts, judge: func(s *seen) {
		if s.kept() && !filepath.IsAbs(s.function("leaf").File) {
			s.complain("it is as it was typed")
		}
	}},
}}

// apart complains when the functions of that file and name are not known with each of these numbers of calls. Others are Python's own.
func (s *seen) apart(file, name string, calls ...int) {
	if !s.kept() {
		return
	}
	var got []int
	for _, f := range s.profile {
		if s.names == nil && filepath.Base(f.File) == file && f.Name == name {
			got = append(got, f.Calls)
		}
	}
	if s.names != nil {
		for _, f := range s.names.Functions {
			if filepath.Base(f.File) == file && f.Name == name {
				got = append(got, int(f.Calls))
			}
		}
	}
	for _, want := range calls {
		if !slices.Contains(got, want) {
			s.complain("one row takes the place of the others, whose calls are lost")
		}
	}
}

// qualified tells whether a function's qualified name is known.
func (s *seen) qualified(name string) bool {
	if s.names == nil {
		return false
	}
	for _, f := range s.names.Functions {
		if f.QualifiedName == name {
			return true
		}
	}
	return false
}
