package capture

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// measuredWith runs a target of testdata with options, and returns the functions of its profile.
func measuredWith(t *testing.T, i python.Interpreter, what runs.Target, how Profiling) ([]function, runs.Run) {
	t.Helper()
	o := options(t, i, program{what: what})
	o.Profiling = how
	run, err := Supervise(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, measured := runs.Profile(disk, o.Folder); !measured {
		return nil, run
	}
	return load(t, i, o.Folder), run
}

// byHand has sections.py measure itself with Python's own profilers.
func byHand(t *testing.T, i python.Interpreter, how string, only ...string) []function {
	t.Helper()
	folder := t.TempDir()
	args := append([]string{how, filepath.Join(folder, runs.ProfileFile)}, only...)
	if got := plain(t, i, program{script: "sections.py", args: args}); got.Exit.Code != 0 {
		t.Fatalf("sections.py %v ended with %+v", args, got)
	}
	return load(t, i, folder)
}

// figures are those of functions by their names; without times, those that are alike from run to run. What ends a profiler itself is left out.
func figures(functions []function, times bool) map[string]function {
	byName := map[string]function{}
	for _, f := range functions {
		if strings.Contains(f.Name, "disable") || f.Name == "setprofile" || f.File == "profile" {
			continue
		}
		delete(f.Callers, "profiler")
		for caller := range f.Callers {
			if strings.HasPrefix(caller, "<function main") {
				delete(f.Callers, caller)
			}
		}
		if !times {
			f.Self, f.Cumulative = 0, 0
		}
		f.File = filepath.Base(f.File)
		byName[f.Name+" "+f.File] = f
	}
	return byName
}

var sections = runs.Target{Kind: runs.Script, Path: "sections.py"}

// sectionsMain calls main of sections.py.
var sectionsMain = runs.Target{Kind: runs.Function, Path: "sections.py", Function: "main"}

// TestOnly compares what is measured while functions run with what cProfile measures that is enabled by hand around their calls.
func TestOnly(t *testing.T) {
	eachCase(t, []string{"work", "fails"}, func(t *testing.T, i python.Interpreter, name string) {
		got, run := measuredWith(t, i, sections, Profiling{Only: name})
		want := byHand(t, i, "only", name)
		if diff := cmp.Diff(figures(want, false), figures(got, false)); diff != "" || len(want) == 0 || len(run.Problems) > 0 {
			t.Errorf("%s differs (-by hand +measured), problems %v:\n%s", name, run.Problems, diff)
		}
	})
}

// TestOnlyCalls checks the calls of what cannot be measured by hand so easily.
func TestOnlyCalls(t *testing.T) {
	pure := Profiling{Profiler: PureProfile}
	type testCase struct {
		argument string
		how      Profiling
		calls    map[string]int
	}
	tests := []testCase{
		{"", Profiling{Only: "Basket.pay"}, map[string]int{"pay": 6, "leaf": 6}},
		{"", Profiling{Only: "steps"}, map[string]int{"steps": 4, "leaf": 3}},
		{"", Profiling{Only: "steps", Profiler: PureProfile}, map[string]int{"steps": 4, "leaf": 3}},
		{"", Profiling{Only: "work", Profiler: PureProfile}, map[string]int{"work": 4, "leaf": 9}},
		{"", pure, map[string]int{"<module>": 1, "Basket": 1, "main": 1, "between": 6, "fails": 1, "steps": 4, "pay": 6, "work": 4, "leaf": 26}},
		{"threads", Profiling{Only: "work"}, map[string]int{"work": 4, "leaf": 16}},
		{"threads", Profiling{Only: "work", Profiler: PureProfile}, map[string]int{"work": 4, "leaf": 16}},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		what := sections
		if test.argument != "" {
			what.Args = []string{test.argument}
		}
		got, run := measuredWith(t, i, what, test.how)
		calls := map[string]int{}
		for _, f := range got {
			if strings.HasSuffix(f.File, "sections.py") {
				calls[f.Name] += f.Calls
			}
		}
		if diff := cmp.Diff(test.calls, calls); diff != "" || len(run.Problems) > 0 {
			t.Errorf("%q with %+v: problems %v, the calls differ (-want +got):\n%s", test.argument, test.how, run.Problems, diff)
		}
		if run.Profiler != test.how.profiler() {
			t.Errorf("the run's profiler is %q, want %q", run.Profiler, test.how.profiler())
		}
	})
}

// TestOnlyNothing says why nothing was measured.
func TestOnlyNothing(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		got, run := measuredWith(t, i, sections, Profiling{Only: "Basket.gone"})
		if len(got) > 0 || len(run.Problems) != 1 || !strings.Contains(run.Problems[0].Text, "no function Basket.gone was called") {
			t.Errorf("%d functions, problems %v", len(got), run.Problems)
		}
	})
}

// TestOnlyTraced runs a program that traces itself, which takes the place of what watches for the function before Python 3.12.
func TestOnlyTraced(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		what := sections
		what.Args = []string{"traces"}
		got, run := measuredWith(t, i, what, Profiling{Only: "work"})
		calls, problems := 3, ""
		if !shared(i) {
			calls, problems = 1, "trace-replaced"
		}
		checkCalls(t, named(t, got, "sections.py", "work"), calls, calls)
		if problemCodes(run) != problems {
			t.Errorf("the problems are %v, want %q", run.Problems, problems)
		}
	})
}

// TestProfilers compares each option with what it stands for in Python's own modules; times too, where a clock of our own makes them alike.
func TestProfilers(t *testing.T) {
	type testCase struct {
		how    string
		option Profiling
		times  bool
	}
	tests := []testCase{
		{"whole", Profiling{}, false},
		{"no-builtins", Profiling{NoBuiltins: true}, false},
		{"no-subcalls", Profiling{NoSubcalls: true}, false},
		{"timer", Profiling{Profiler: PureProfile, Timer: "ticks:tick"}, true},
		{"bias", Profiling{Profiler: PureProfile, Timer: "ticks:tick", Bias: 0.25}, true},
		{"timer", Profiling{Profiler: PureProfile, Class: "ticks:Ticking"}, true},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		got, run := measuredWith(t, i, sectionsMain, test.option)
		want := byHand(t, i, test.how)
		if diff := cmp.Diff(figures(want, test.times), figures(got, test.times)); diff != "" || len(want) < 5 || len(run.Problems) > 0 {
			t.Errorf("%s with %+v differs (-Python's +ours), problems %v:\n%s", test.how, test.option, run.Problems, diff)
		}
	})
}

// TestUnusableProfiler does not run the program.
func TestUnusableProfiler(t *testing.T) {
	type testCase struct {
		how    Profiling
		stderr string
		what   runs.Target
	}
	var tests []testCase
	for _, test := range []testCase{
		{how: Profiling{Class: "ticks:Other"}, stderr: "tottime: the profiler cannot be used: TypeError: ticks:Other is no class that is derived from profile.Profile\n"},
		{how: Profiling{Class: "ticks:Gone"}, stderr: "tottime: the profiler cannot be used: AttributeError: module 'ticks' has no attribute 'Gone'\n"},
		{how: Profiling{Timer: "gone:tick"}, stderr: "tottime: the profiler cannot be used: ModuleNotFoundError: No module named 'gone'\n"},
	} {
		test.how.Profiler = PureProfile
		for _, test.what = range []runs.Target{sections, sectionsMain, module("sections")} {
			tests = append(tests, test)
		}
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		o := options(t, i, program{what: test.what})
		var stderr strings.Builder
		o.Profiling, o.Stderr = test.how, &stderr
		run, err := Supervise(t.Context(), o)
		if err != nil || run.Exit.Code != 1 || stderr.String() != test.stderr || problemCodes(run) != "profiler-unusable" {
			t.Errorf("%s with %+v ended as %+v, %v, problems %v, and says %q", test.what.Name(), test.how, run.Exit, err, run.Problems, &stderr)
		}
	})
}

// TestMissingProfile refuses to run a program with an interpreter that has no module profile.
func TestMissingProfile(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("a shell script stands for the interpreter")
	}
	o := options(t, anyPython(t), program{what: sections})
	o.Interpreter = python.Interpreter{Path: filepath.Join(t.TempDir(), "python"), Version: "3.17.0"}
	writeProgram(t, o.Interpreter.Path, "#!/bin/sh\nexit 3\n")
	o.Profiler = PureProfile
	_, err := Supervise(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "(Python 3.17.0) has no module profile") || !strings.Contains(err.Error(), "Use --profiler cprofile") {
		t.Errorf("it says %v", err)
	}
}

// TestProfilingThatDoesNotFit names the flag and the way out.
func TestProfilingThatDoesNotFit(t *testing.T) {
	for _, test := range []struct {
		how   Profiling
		parts []string
	}{
		{Profiling{Profiler: "hotshot"}, []string{`--profiler "hotshot"`, "there are cprofile and profile"}},
		{Profiling{Profiler: PureProfile, Class: "Mine"}, []string{`--profiler-class "Mine"`, "such as clocks:Profile"}},
		{Profiling{Profiler: PureProfile, Timer: "time:"}, []string{`--timer "time:"`, "such as time:perf_counter"}},
		{Profiling{Timer: "time:time"}, []string{"--timer", "for --profiler profile alone"}},
		{Profiling{Bias: 1}, []string{"--bias", "for --profiler profile alone"}},
		{Profiling{Profiler: PureProfile, NoSubcalls: true}, []string{"--no-subcalls", "for --profiler cprofile alone"}},
		{Profiling{Only: "a b"}, []string{`--only "a b"`, "such as Basket.total"}},
	} {
		err := test.how.Check()
		missing := func(part string) bool { return err == nil || !strings.Contains(err.Error(), part) }
		if slices.ContainsFunc(test.parts, missing) {
			t.Errorf("%+v: %v, want %q in it", test.how, err, test.parts)
		}
	}
	for _, how := range []Profiling{
		{}, {Profiler: CProfile, NoBuiltins: true, NoSubcalls: true, Only: "outer.<locals>.inner"},
		{Profiler: PureProfile, Class: "a.b:C.D", Timer: "time:perf_counter", Bias: 1e-6},
	} {
		if err := how.Check(); err != nil {
			t.Errorf("%+v: %v", how, err)
		}
	}
}

// TestProfilersInProcesses measures processes of each kind, some of which begin within what is measured.
func TestProfilersInProcesses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no fork")
	}
	type testCase struct {
		how   Profiling
		calls map[string]int
	}
	tests := []testCase{
		{Profiling{Only: "work"}, map[string]int{"work": 10, "leaf": 1613}},
		{Profiling{Only: "work", Profiler: PureProfile}, map[string]int{"work": 10, "leaf": 1613}},
		{Profiling{Only: "work", NoChildren: true}, map[string]int{"work": 1, "leaf": 1}},
		{Profiling{Only: "fork_within"}, map[string]int{"fork_within": 2, "work": 1, "leaf": 5}},
		{Profiling{Only: "fork_within", NoChildren: true}, map[string]int{"fork_within": 1, "leaf": 2}},
		// What is open when a process is forked is not the child's with this profiler.
		{Profiling{Profiler: PureProfile}, map[string]int{"main": 1, "fork_within": 1, "work": 10, "leaf": 1617}},
		{Profiling{Profiler: PureProfile, NoChildren: true}, map[string]int{"main": 1, "fork_within": 1, "work": 1, "leaf": 3}},
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		got, run := measuredWith(t, i, runs.Target{Kind: runs.Script, Path: "crew.py"}, test.how)
		calls := map[string]int{}
		for _, f := range got {
			if strings.HasSuffix(f.File, "crew.py") && f.Name != "<module>" {
				calls[f.Name] += f.Calls
			}
		}
		if diff := cmp.Diff(test.calls, calls); diff != "" || len(run.Problems) > 0 || run.Exit.Code != 0 {
			t.Errorf("with %+v it ended as %+v, problems %v, the calls differ (-want +got):\n%s", test.how, run.Exit, run.Problems, diff)
		}
	})
}

// TestProfilersLikeness compares what programs do under other profilers with what they do under plain Python, byte for byte.
func TestProfilersLikeness(t *testing.T) {
	type testCase struct {
		program
		how Profiling
	}
	var tests []testCase
	for _, how := range []Profiling{{Profiler: PureProfile}, {Only: "nested"}} {
		for _, p := range []program{
			ending("exception").program, ending("nested").program, ending("code").program, ending("hook").program, ending("SystemExit-in-function").program,
			{script: "pickles.py"}, {script: "threads.py"}, {script: "writes.py"}, {script: "reads.py", stdin: "first line\nsecond line\nabcdef\nrest\n"},
			{what: module("pickles")}, {what: code("import goods; goods.fails(0)")}, {what: call("leaves", "5")},
		} {
			tests = append(tests, testCase{p, how})
		}
	}
	eachCase(t, tests, func(t *testing.T, i python.Interpreter, test testCase) {
		o := options(t, i, test.program)
		var stdout, stderr strings.Builder
		o.Profiling, o.Stdout, o.Stderr = test.how, &stdout, &stderr
		run, err := Supervise(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if test.what.Kind == runs.Function {
			test.program = program{what: code("import goods; goods.leaves(5)")}
		}
		want := plain(t, i, test.program)
		got := outcome{stdout.String(), stderr.String(), want.Exit}
		got.Exit.Code, got.Exit.Signal = run.Exit.Code, run.Exit.Signal
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s with %+v differs from plain Python (-plain +profiled):\n%s", test.program, test.how, diff)
		}
	})
}
