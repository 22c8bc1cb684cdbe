package capture

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// TestCounts compares a profile with the numbers of calls that follow from the program's text.
func TestCounts(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		_, run, folder := profiled(t, i, program{script: "counts.py"})
		functions := load(t, i, folder)
		for _, want := range []struct {
			name             string
			primitive, calls int
			callers          map[string]int
		}{
			{"plain", 7, 7, map[string]int{"<module>": 7}},
			{"fib", 1, 177, map[string]int{"<module>": 1, "fib": 176}},
			{"numbers", 21, 21, map[string]int{"<built-in method builtins.sum>": 21}},
			{"raises", 3, 3, map[string]int{"<module>": 3}},
			{"cached", 4, 4, map[string]int{"<module>": 4}},
			{"static", 9, 9, map[string]int{"<module>": 9}},
			// Three functions with the same name on one line: their calls are added up.
			{"<lambda>", 3, 3, map[string]int{"<module>": 3}},
		} {
			line := 0
			if want.name == "<lambda>" {
				line = lastLambda(functions)
			}
			f := atLine(t, functions, want.name, line)
			checkCalls(t, f, want.primitive, want.calls)
			for caller, calls := range want.callers {
				if f.Callers[caller] != calls {
					t.Errorf("%s was called by %s %d times, want %d", want.name, caller, f.Callers[caller], calls)
				}
			}
		}
		module := named(t, functions, "counts.py", "<module>")
		checkCalls(t, module, 1, 1)
		if len(module.Callers) != 0 {
			t.Errorf("the script was called by %v, want nothing", module.Callers)
		}
		if module.Cumulative <= 0 || module.Cumulative > run.Seconds {
			t.Errorf("the script took %v s of the run's %v s", module.Cumulative, run.Seconds)
		}
		checkDriverIsAbsent(t, functions)
	})
}

// TestCompiledScript runs a script that is compiled already, where the code names another file than the one that is run.
func TestCompiledScript(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		compiled := filepath.Join(t.TempDir(), "other.pyc")
		made := plain(t, i, program{script: "-c", args: []string{"import py_compile, sys; py_compile.compile('counts.py', sys.argv[1])", compiled}})
		if made.Exit.Code != 0 {
			t.Fatalf("it cannot be compiled: %s", made.Stderr)
		}
		_, run, folder := profiled(t, i, program{script: compiled})
		functions := load(t, i, folder)
		for name, calls := range map[string]int{"<module>": 1, "plain": 7} {
			checkCalls(t, named(t, functions, filepath.Join("testdata", "counts.py"), name), calls, calls)
		}
		if len(run.Problems) != 0 {
			t.Errorf("the problems are %v", run.Problems)
		}

		if err := os.WriteFile(compiled, []byte("no code"), 0o644); err != nil {
			t.Fatal(err)
		}
		p := program{script: compiled}
		got, run, _ := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" || problemCodes(run) != "nothing-measured" {
			t.Errorf("a damaged one differs from plain Python, or has other problems than that (%v):\n%s", run.Problems, diff)
		}
	})
}

// TestArchive runs the __main__.py within an archive and within a folder.
func TestArchive(t *testing.T) {
	folder := t.TempDir()
	const text = "def packed(): pass\npacked()\n"
	writeArchive(t, filepath.Join(folder, "app.pyz"), "__main__.py", text)
	if err := os.WriteFile(filepath.Join(folder, "__main__.py"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, script := range []string{"app.pyz", "."} {
			p := program{script: script, dir: folder}
			got, run, kept := profiled(t, i, p)
			if diff := cmp.Diff(plain(t, i, p), got); diff != "" || len(run.Problems) != 0 {
				t.Errorf("%s differs from plain Python, or has problems (%v):\n%s", script, run.Problems, diff)
			}
			for _, name := range []string{"<module>", "packed"} {
				checkCalls(t, named(t, load(t, i, kept), "__main__.py", name), 1, 1)
			}
		}
	})
}

func writeArchive(t *testing.T, path, name, text string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	member, err := archive.Create(name)
	if err == nil {
		_, err = io.WriteString(member, text)
	}
	if err := errors.Join(err, archive.Close()); err != nil {
		t.Fatal(err)
	}
}

// lastLambda is the line of the lambdas at the end of counts.py.
func lastLambda(functions []function) (line int) {
	for _, f := range functions {
		if f.Name == "<lambda>" && strings.HasSuffix(f.File, "counts.py") {
			line = max(line, f.Line)
		}
	}
	return line
}

func atLine(t *testing.T, functions []function, name string, line int) function {
	t.Helper()
	for _, f := range functions {
		if f.Name == name && strings.HasSuffix(f.File, "counts.py") && (line == 0 || f.Line == line) {
			return f
		}
	}
	t.Errorf("%s is not in the profile", name)
	return function{}
}

// checkDriverIsAbsent checks that the profile tells of the program alone.
func checkDriverIsAbsent(t *testing.T, functions []function) {
	t.Helper()
	for _, f := range functions {
		if strings.Contains(f.File, driverPrefix) || strings.Contains(f.Name, "_lsprof") || strings.Contains(f.Name, "monitoring") || strings.Contains(f.Name, "_signal") {
			t.Errorf("%s of %s:%d is in the profile, with %d calls", f.Name, f.File, f.Line, f.Calls)
		}
	}
}

// TestThreads counts the calls of a program in several threads, of which each may be the last to end.
func TestThreads(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		_, run, folder := profiled(t, i, program{script: "threads.py"})
		functions := load(t, i, folder)
		leaf, spin := named(t, functions, "threads.py", "leaf"), named(t, functions, "threads.py", "spin")
		checkCalls(t, leaf, 5100, 5100)
		checkCalls(t, spin, 6, 6)
		if leaf.Callers["spin"] != 5100 || len(leaf.Callers) != 1 {
			t.Errorf("leaf was called by %v, want by spin 5100 times", leaf.Callers)
		}
		if spin.Callers["main"] != 1 || spin.Callers["run"] != 4 || spin.Callers["late"] != 1 {
			t.Errorf("spin was called by %v, want by main once, by run 4 times and by late once", spin.Callers)
		}
		if main := named(t, functions, "threads.py", "main"); main.Cumulative > run.Seconds {
			t.Errorf("main took %v s of %v s", main.Cumulative, run.Seconds)
		}
		start := function{}
		for _, f := range functions {
			if strings.Contains(f.Name, "start_new_thread") || strings.Contains(f.Name, "start_joinable_thread") {
				start = f
			}
		}
		if start.Calls != 5 || start.Callers["start"] != 5 {
			t.Errorf("threads were started %d times, by %v; want 5 times by start", start.Calls, start.Callers)
		}
		if len(run.Problems) != 0 {
			t.Errorf("the problems are %v", run.Problems)
		}
		checkDriverIsAbsent(t, functions)
	})
}

// TestForkedChild checks that a forked child has a profile of its own, which begins with the fork.
func TestForkedChild(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no fork on Windows")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		_, run, folder := profiled(t, i, program{script: "forks.py"})
		if len(run.Processes) != 2 {
			t.Fatalf("the processes are %+v", run.Processes)
		}
		child, parent := childOf(run)
		for n, process := range []runs.Process{parent, child} {
			// The child goes on in the script, which counts as a call of it.
			functions := loadFile(t, i, filepath.Join(folder, filepath.FromSlash(process.File)))
			checkCalls(t, named(t, functions, "forks.py", "<module>"), 1, 1)
			twice := named(t, functions, "forks.py", "twice")
			checkCalls(t, twice, []int{1, 11}[n], []int{1, 11}[n])
			if twice.Callers["<module>"] != twice.Calls {
				t.Errorf("twice was called by %v, want by the script alone", twice.Callers)
			}
			checkDriverIsAbsent(t, functions)
		}
		functions := load(t, i, folder)
		if fork := named(t, functions, "~", "<built-in method posix.fork>"); fork.Calls != 1 || fork.Callers["<module>"] != 1 {
			t.Errorf("fork was called %d times, by %v; want once by the script", fork.Calls, fork.Callers)
		}
	})
}

// TestProgramWithAProfilerOfItsOwn checks that both profilers work where that can be, and that it is said where it cannot.
func TestProgramWithAProfilerOfItsOwn(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		got, run, folder := profiled(t, i, program{script: "profiles_itself.py"})
		if got.Stdout != "['part']\n" || got.Exit.Code != 0 {
			t.Errorf("the program wrote %s and %s, and ended with %v", quoted(got.Stdout), quoted(got.Stderr), got.Exit)
		}
		functions := load(t, i, folder)
		if shared(i) {
			checkCalls(t, named(t, functions, "profiles_itself.py", "rest"), 2, 2)
			checkCalls(t, named(t, functions, "profiles_itself.py", "part"), 1, 1)
		} else {
			checkCalls(t, named(t, functions, "profiles_itself.py", "rest"), 1, 1)
		}
		if want := map[bool]string{true: "", false: "profiler-replaced"}[shared(i)]; problemCodes(run) != want {
			t.Errorf("the problems are %v, want %q", run.Problems, want)
		}
	})
}

// shared tells whether several profilers can work at once: since Python 3.12.
func shared(i python.Interpreter) bool {
	for _, old := range []string{"3.6.", "3.7.", "3.8.", "3.9.", "3.10.", "3.11."} {
		if strings.HasPrefix(i.Version, old) {
			return false
		}
	}
	return true
}

const countFib = `
import pstats, sys
for path in sys.argv[1:]:
    print([figures[1] for (_, _, name), figures in pstats.Stats(path).stats.items() if name == "fib"])
`

// TestEveryPythonReadsEveryProfile reads the profile that each Python saves with each other one.
func TestEveryPythonReadsEveryProfile(t *testing.T) {
	found, _ := installed()
	args := []string{"-c", countFib}
	for _, writer := range found {
		_, _, folder := profiled(t, writer, program{script: "counts.py"})
		args = append(args, filepath.Join(folder, runs.ProfileFile))
	}
	for _, reader := range found {
		text, err := process.Output(t.Context(), process.Command{Path: reader.Path, Args: args}, process.Limits{Time: time.Minute, Bytes: 1 << 20})
		if want := strings.Repeat("[177]\n", len(found)); err != nil || string(text) != want {
			t.Errorf("Python %s reads the calls of fib as %s (%v), want %d times 177", reader.Version, quoted(string(text)), err, len(found))
		}
	}
}

// TestSameCountsAsCProfile compares the calls within modules that do real work with those that python -m cProfile counts.
func TestSameCountsAsCProfile(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		_, _, ours := profiled(t, i, program{script: "library.py"})
		theirs := t.TempDir()
		path := filepath.Join(theirs, runs.ProfileFile)
		if got := plain(t, i, program{script: "-m", args: []string{"cProfile", "-o", path, "library.py"}}); got.Exit.Code != 0 {
			t.Fatalf("cProfile ended with %+v", got)
		}
		got, want := countsByFunction(load(t, i, ours)), countsByFunction(load(t, i, theirs))
		if diff := cmp.Diff(want, got); diff != "" || len(got) < 15 {
			t.Errorf("the calls of %d functions differ (-cProfile +ours):\n%s", len(got), diff)
		}
	})
}

// countsByFunction is the primitive and all calls of the functions that library.py makes work. It leaves out what runs when a module is
// imported, as cProfile has some modules imported before the script begins.
func countsByFunction(functions []function) map[string][2]int {
	counts := map[string][2]int{}
	for _, f := range functions {
		if strings.HasPrefix(f.Name, "<") || f.Callers["<module>"] > 0 || f.Callers["<built-in method builtins.__build_class__>"] > 0 {
			continue
		}
		for _, file := range []string{"library.py", "encoder.py", "decoder.py", "scanner.py", "textwrap.py", "random.py"} {
			if filepath.Base(f.File) == file {
				counts[fmt.Sprintf("%s:%d(%s)", file, f.Line, f.Name)] = [2]int{f.Primitive, f.Calls}
			}
		}
	}
	return counts
}
