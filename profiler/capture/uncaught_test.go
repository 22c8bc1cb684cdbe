package capture

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// TestUncaught has a program end by an exception. What Python does to show it is not in the profile, unless a hook of the program's does it; and it shows what it
// would without the profiler.
func TestUncaught(t *testing.T) {
	own := map[string]int{"<module>": 1, "fails": 1, "leaf": 1}
	script := func(args ...string) runs.Target {
		return runs.Target{Kind: runs.Script, Path: "uncaught.py", Args: args}
	}
	tests := []struct {
		what    runs.Target
		how     Profiling
		calls   map[string]int // of the functions of uncaught.py
		shown   int            // calls of what shows an exception
		missing string         // the Pythons that it does not hold for
	}{
		{what: script("main"), calls: own},
		{what: script("main"), how: Profiling{NoBuiltins: true}, calls: own},
		{what: script("main"), how: Profiling{Profiler: PureProfile}, calls: own},
		{what: script("main"), how: Profiling{Only: "fails"}, calls: map[string]int{"fails": 1, "leaf": 1}},
		{what: script("hook"), calls: map[string]int{"<module>": 1, "fails": 1, "hook": 1, "leaf": 2}, shown: 1},
		{what: script("threads"), calls: map[string]int{"<module>": 1, "fails": 2, "leaf": 2}, missing: "3.6. 3.7."},
		{what: script("threads"), how: Profiling{Profiler: PureProfile}, calls: map[string]int{"<module>": 1, "fails": 2, "leaf": 2}, missing: "3.6. 3.7."},
		{what: script("thread-hook"), calls: map[string]int{"<module>": 1, "fails": 2, "leaf": 3, "thread_hook": 1}, shown: 1, missing: "3.6. 3.7. 3.8. 3.9."},
		{what: module("uncaught"), calls: own},
		{what: runs.Target{Kind: runs.Function, Path: "uncaught.py", Function: "fails"}, calls: map[string]int{"fails": 1, "leaf": 1}},
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, test := range tests {
			if isAmong(i, test.missing) {
				continue
			}
			p := program{what: test.what}
			o := options(t, i, p)
			var stdout, stderr strings.Builder
			o.Profiling, o.Stdout, o.Stderr = test.how, &stdout, &stderr
			run, err := Supervise(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			if test.what.Kind != runs.Function {
				got := outcome{stdout.String(), stderr.String(), process.Exit{Code: run.Exit.Code, Signal: run.Exit.Signal}}
				if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
					t.Errorf("%s %v with %+v differs from plain Python (-plain +profiled):\n%s", test.what.Name(), test.what.Args, test.how, diff)
				}
			}
			functions := load(t, i, o.Folder)
			calls, shown := map[string]int{}, 0
			for _, f := range functions {
				switch {
				case strings.HasSuffix(f.File, "uncaught.py"):
					calls[f.Name] += f.Calls
				case strings.HasSuffix(f.Name, "excepthook>"):
					shown += f.Calls
				case strings.HasSuffix(f.File, "traceback.py") || strings.Contains(f.File, "codecs"):
					if test.shown == 0 && f.Name != "<module>" {
						t.Errorf("%s with %+v: %s of %s is in the profile, with %d calls", test.what.Name(), test.how, f.Name, f.File, f.Calls)
					}
				}
			}
			if diff := cmp.Diff(test.calls, calls); diff != "" || shown != test.shown || len(run.Problems) > 0 || run.Exit.Code != 1 {
				t.Errorf("%s %v with %+v ended as %+v, problems %v; %d exceptions were shown, want %d; the calls differ (-want +got):\n%s",
					test.what.Name(), test.what.Args, test.how, run.Exit, run.Problems, shown, test.shown, diff)
			}
			checkDriverIsAbsent(t, functions)
		}
	})
}
