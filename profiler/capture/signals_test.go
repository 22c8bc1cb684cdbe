package capture

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestSignals compares a program that sends itself signals with what it does under plain Python, byte for byte; also where SIGHUP is ignored, as nohup has
// it. The profile is saved each time.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such signals on Windows")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		heedless := i
		heedless.Path = filepath.Join(t.TempDir(), "python")
		writeProgram(t, heedless.Path, fmt.Sprintf("#!/bin/sh\ntrap '' HUP\nexec '%s' \"$@\"\n", i.Path))
		for _, test := range []struct {
			python  python.Interpreter
			how     string
			signal  string
			handled int
		}{
			{i, "hang-up", "SIGHUP", 2},
			{heedless, "hang-up", "", 2},
			{i, "interrupt", "", 2},
			{i, "handled", "", 3},
		} {
			p := program{script: "signals.py", args: []string{test.how}}
			got, run, folder := profiled(t, test.python, p)
			if diff := cmp.Diff(plain(t, test.python, p), got); diff != "" {
				t.Errorf("%s of %s differs from plain Python (-plain +profiled):\n%s", test.how, test.python.Path, diff)
			}
			if test.signal != "" && got.Exit.Signal != test.signal {
				t.Errorf("%s ended with %+v, want %s", test.how, got.Exit, test.signal)
			}
			if len(run.Problems) > 0 {
				t.Errorf("%s: the problems are %v", test.how, run.Problems)
			}
			functions := load(t, i, folder)
			checkCalls(t, named(t, functions, "signals.py", "handler"), test.handled, test.handled)
			for _, f := range functions {
				if strings.Contains(f.File, driverPrefix) {
					t.Errorf("%s of %s:%d is in the profile, with %d calls", f.Name, f.File, f.Line, f.Calls)
				}
			}
		}
	})
}

// TestDefaultsOfSignals checks that a program finds the signals which end it as plain Python has them, while they do not cost its profile.
func TestDefaultsOfSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such signals on Windows")
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, signal := range []string{"SIGTERM", "SIGHUP"} {
			p := program{script: "defaults.py", args: []string{signal}}
			got, run, folder := profiled(t, i, p)
			if diff := cmp.Diff(plain(t, i, p), got); diff != "" || got.Exit.Signal != signal || len(run.Problems) > 0 {
				t.Errorf("it ended with %+v and the problems %v, or differs from plain Python (-plain +profiled):\n%s", got.Exit, run.Problems, diff)
			}
			checkCalls(t, named(t, load(t, i, folder), "defaults.py", "leaf"), 1, 1)
		}
	})
}
