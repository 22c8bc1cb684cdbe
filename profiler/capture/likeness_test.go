package capture

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// likeness is a program that must not be able to tell, nor its user, whether it is profiled.
type likeness struct {
	program
	problems string      // the codes of the run's problems
	how      runs.Ending // "" is Exited
	unixOnly bool
}

var likenesses = []likeness{
	{program: program{script: "facts.py", args: []string{"-o", "a b", "é", ""}}},
	{program: program{script: "./facts.py"}},
	{program: program{script: filepath.Join("..", "testdata", "facts.py"), env: []string{"PYTHONPATH="}}},
	{program: program{script: "facts.py", env: []string{"PYTHONPATH=/no/such" + string(os.PathListSeparator) + "testdata"}}},
	{program: program{script: "facts.py", env: []string{"LC_ALL=C", "PYTHONIOENCODING=latin-1"}}},
	{program: program{script: "facts.py", env: []string{"PYTHONUNBUFFERED=1", "PYTHONOPTIMIZE=2", "PYTHONWARNINGS=error"}}},
	{program: program{script: "pickles.py"}},
	{program: program{script: "spawns.py", args: []string{"spawn"}}},
	{program: program{script: "spawns.py", args: []string{"fork", "forkserver"}}, unixOnly: true},
	{program: program{script: "forks.py"}, unixOnly: true},
	{program: program{script: "forks.py", env: []string{"PYTHONWARNINGS=error"}}, unixOnly: true},
	{program: program{script: "finalized.py"}, unixOnly: true},
	{program: program{script: "kills.py"}, unixOnly: true},
	{program: program{script: "counts.py"}},
	{program: program{script: "threads.py"}},
	{program: program{script: "folders.py"}},
	{program: program{script: "reads.py", stdin: "first line\nsecond line\nabcdef\nrest\n"}},
	{program: program{script: "writes.py"}},
	{program: program{script: "writes.py", env: []string{"LC_ALL=C"}}},
	{program: program{script: "latin.py"}},
	{program: program{script: "empty.py"}},
	{program: program{script: "program", args: []string{"x"}}},
	{program: program{script: "syntax.py"}, problems: "nothing-measured"},
	{program: program{script: "tabs.py"}, problems: "nothing-measured"},
	{program: program{script: "undeclared.py"}, problems: "nothing-measured"},
	{program: program{script: "missing.py"}, problems: "nothing-measured"},
	{program: program{script: "."}, problems: "nothing-measured"},
	ending("code"), ending("large-code"), ending("negative-code"), ending("message"), ending("none"), ending("tuple"), ending("SystemExit"),
	ending("exit"), ending("SystemExit-in-function"), ending("exception"), ending("nested"), ending("hook"), ending("broken-hook"),
	ending("no-hook"), ending("unprintable"), ending("recursion"), ending("group"), ending("syntax-error"), ending("bad-module"),
	ending("atexit"), ending("atexit-raises"), ending("atexit-exits"), ending("stack"), ending("warning"), ending("closed-stdout"),
	ending("os._exit"),
	{program: program{script: "ends.py", args: []string{"exec"}}, unixOnly: true},
	{program: program{script: "ends.py", args: []string{"no-program"}}, unixOnly: true},
	{program: program{script: "ends.py", args: []string{"caught-interrupt"}}, unixOnly: true},
	{program: program{script: "ends.py", args: []string{"terminate"}}, how: runs.Signalled, unixOnly: true},
	{program: program{script: "ends.py", args: []string{"kill"}}, how: runs.Signalled, problems: "nothing-measured", unixOnly: true},
	{program: program{script: "ends.py", args: []string{"abort"}}, how: runs.Signalled, unixOnly: true},
}

func ending(how string) likeness {
	return likeness{program: program{script: "ends.py", args: []string{how}}}
}

// TestLikeness compares what programs do under the profiler with what they do under plain Python, byte for byte. However they end, what they did is saved.
func TestLikeness(t *testing.T) {
	eachCase(t, likenesses, func(t *testing.T, i python.Interpreter, test likeness) {
		t.Run(test.String(), func(t *testing.T) {
			if test.unixOnly && runtime.GOOS == "windows" {
				t.Skip("not on Windows")
			}
			got, run, folder := profiled(t, i, test.program)
			if diff := cmp.Diff(plain(t, i, test.program), got); diff != "" {
				t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
			}
			if want := test.problems; problemCodes(run) != want {
				t.Errorf("the problems are %+v, want %q", run.Problems, want)
			}
			if how := test.how; run.Exit.How != how && !(how == "" && run.Exit.How == runs.Exited) {
				t.Errorf("the run ended as %q, want %q", run.Exit.How, how)
			}
			if test.script == "ends.py" && test.problems == "" {
				checkCalls(t, named(t, load(t, i, folder), "ends.py", "<module>"), 1, 1)
			}
		})
	})
}

// TestKeyboardInterrupt is apart from the others because the ending depends on the version: Python 3.8 and newer die by the signal.
func TestKeyboardInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot send itself Ctrl-C alone")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, how := range []string{"interrupt", "raised-interrupt"} {
			p := program{script: "ends.py", args: []string{how}}
			got, run, folder := profiled(t, i, p)
			want := plain(t, i, p)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s differs from plain Python (-plain +profiled):\n%s", how, diff)
			}
			ending := runs.Exited
			if want.Exit.Signal != "" {
				ending = runs.Signalled
			}
			if run.Exit.How != ending {
				t.Errorf("%s ended as %q, want %q", how, run.Exit.How, ending)
			}
			named(t, load(t, i, folder), "ends.py", "<module>")
		}
	})
}

// TestInterruptedCall has Ctrl-C come just as a function begins or a generator goes on, where some Pythons tell the profiler of the end of a
// call that it does not know. The figures are right, or it is said that they are not.
func TestInterruptedCall(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot send itself Ctrl-C alone")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, args := range [][]string{
			{"interrupted-function"}, {"interrupted-generator"}, {"interrupted-function", "caught"}, {"interrupted-generator", "caught"},
			{"interrupted-function", "threaded"}, {"interrupted-generator", "threaded", "caught"},
		} {
			p := program{script: "ends.py", args: args}
			got, run, folder := profiled(t, i, p)
			if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
				t.Errorf("%v differs from plain Python (-plain +profiled):\n%s", args, diff)
			}
			functions := load(t, i, folder)
			switch problemCodes(run) {
			case "":
				checkCalls(t, named(t, functions, "ends.py", "<module>"), 1, 1)
				call := named(t, functions, "ends.py", "call")
				checkCalls(t, call, 1, 1)
				if call.Callers["interrupt"] != 1 || len(call.Callers) != 1 {
					t.Errorf("%v: call was called by %v, want once by interrupt", args, call.Callers)
				}
			case "lost-count":
				for _, f := range functions {
					if f.Name == "<module>" && strings.HasSuffix(f.File, "ends.py") {
						t.Errorf("%v: the figures are said to be wrong, but the script has its row", args)
					}
				}
			default:
				t.Errorf("%v: the problems are %v", args, run.Problems)
			}
		}
	})
}

// TestAwkwardPaths runs a script whose folder has blanks and letters beyond ASCII, also where the locale knows ASCII only.
func TestAwkwardPaths(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "naïve café 漢字 100%")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Skip(err)
	}
	for from, to := range map[string]string{"folders.py": "a b é.py", "neighbour.py": "neighbour.py"} {
		text, err := os.ReadFile(filepath.Join("testdata", from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, to), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var programs []program
	for _, locale := range []string{"C.UTF-8", "C"} {
		for _, script := range []string{"a b é.py", filepath.Join(folder, "a b é.py")} {
			programs = append(programs, program{script: script, dir: folder, env: []string{"LC_ALL=" + locale}})
		}
	}
	eachCase(t, programs, func(t *testing.T, i python.Interpreter, p program) {
		got, run, kept := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
			t.Errorf("%s with %v differs from plain Python (-plain +profiled):\n%s", p, p.env, diff)
		}
		functions := load(t, i, kept)
		for name, file := range map[string]string{"<module>": "a b é.py", "greet": "neighbour.py"} {
			if f := named(t, functions, file, name); f.File != filepath.Join(folder, file) {
				t.Errorf("%s is in file %q, want %q", name, f.File, filepath.Join(folder, file))
			}
		}
		if run.Target.Path != filepath.Join(folder, "a b é.py") {
			t.Errorf("run.json has the script %q", run.Target.Path)
		}
	})
}

// TestNothingIsLeftInTheFolder checks that a run's folder holds what it promises and no more.
func TestNothingIsLeftInTheFolder(t *testing.T) {
	t.Parallel()
	_, _, folder := profiled(t, anyPython(t), program{script: "counts.py"})
	checkFolder(t, folder, runs.ProfileFile, runs.ManifestFile)
}

func checkFolder(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		if entry.Name() != runs.NamesFile && entry.Name() != runs.SourcesFolder { // TestRecordingsOfARun and TestSourcesOfARun check these
			names = append(names, entry.Name())
		}
	}
	if !slices.Equal(names, want) {
		t.Errorf("the folder holds %s, want %s", strings.Join(names, ", "), strings.Join(want, ", "))
	}
}
