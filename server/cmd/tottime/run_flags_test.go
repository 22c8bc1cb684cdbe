package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
)

func TestRunWithAnEnvironmentFile(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "-q", "--env-file", "my.env", "show.py")
	command.Env = append(command.Env, "GREETING=hello", "PYTHONPATH=/first")
	write(t, command, "show.py", "import os, sys\nprint(os.environ['TEXT'], os.environ['PYTHONPATH'].split(os.pathsep), os.path.abspath('lib') in sys.path)\n")
	write(t, command, "my.env", "# what it says\nTEXT = '${GREETING} you'\nPYTHONPATH=lib\n")
	got := finish(t, command, "")
	if want := "hello you ['lib', '/first'] True\n"; got.code != 0 || got.stdout != want {
		t.Errorf("it ended with %+v, want %q", got, want)
	}
}

func TestRunWithATimeLimit(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "--time-limit", "0.8", "-o", "out.stats", "--restrict", "busy", "loop.py")
	write(t, command, "loop.py", "def busy():\n    return sum(range(100))\nwhile True:\n    busy()\n")
	got := finish(t, command, "")
	if got.code == 0 || !strings.Contains(got.stderr, "The program was stopped when it had run for 800ms, its time limit.") || !strings.Contains(got.stdout, "loop.py:1(busy)") {
		t.Errorf("it ended with %+v", got)
	}
}

func TestRunWithoutGit(t *testing.T) {
	t.Parallel()
	needPython(t)
	folder := t.TempDir()
	command := self(t, "run", "--run-folder", folder, "--no-git", "--no-children", "-q", "shop.py")
	write(t, command, "shop.py", shop)
	if err := os.Mkdir(filepath.Join(command.Dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := finish(t, command, ""); got.code != 0 {
		t.Fatalf("it ended with %+v", got)
	}
	run, err := runs.Read(afero.NewOsFs(), folder)
	if err != nil || run.Git != nil || run.Machine == nil {
		t.Errorf("run.json says %+v (%v)", run, err)
	}
}

// TestRunFlagsRefused checks mistakes in flags that are found before the program runs.
func TestRunFlagsRefused(t *testing.T) {
	t.Parallel()
	needPython(t)
	for _, test := range []struct {
		args  []string
		code  int
		parts []string
	}{
		{[]string{"--env-file", "gone.env"}, 1, []string{"gone.env", "no such file", "Check its name"}},
		{[]string{"--time-limit", "5 apples"}, 2, []string{"--time-limit", "such as 90s, 5m or 0.5"}},
		{[]string{"--time-limit", "nan"}, 2, []string{"--time-limit", "no number of seconds"}},
		{[]string{"--time-limit=-5s"}, 2, []string{"--time-limit", "-5s"}},
		{[]string{"-o", "out"}, 1, []string{"out.json", "something else", "Choose another file"}},
	} {
		command := self(t, append(append([]string{"run"}, test.args...), "shop.py")...)
		write(t, command, "shop.py", shop)
		write(t, command, "out.json", "{}")
		got := finish(t, command, "")
		if got.code != test.code || got.stdout != "" {
			t.Errorf("%v ended with %+v, want exit code %d and nothing on standard output", test.args, got, test.code)
		}
		for _, part := range test.parts {
			if !strings.Contains(got.stderr, part) {
				t.Errorf("%v: standard error does not say %q: %s", test.args, part, got.stderr)
			}
		}
		if _, err := os.Stat(filepath.Join(command.Dir, "out.stats")); err == nil {
			t.Errorf("%v left a profile", test.args)
		}
	}
}
