package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
)

const shop = `import sys
def price(n):
    return n * 2
def main():
    print(sys.argv[1:], sum(price(n) for n in range(100)))
    print("to stderr", file=sys.stderr)
    sys.exit(len(sys.argv) - 1)
main()
`

func TestRun(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "--restrict", "price", "shop.py", "--quiet", "-o", "x")
	write(t, command, "shop.py", shop)
	got := finish(t, command, "")
	if got.code != 3 || !strings.HasPrefix(got.stdout, "['--quiet', '-o', 'x'] 9900\n") || !strings.HasPrefix(got.stderr, "to stderr\n") {
		t.Fatalf("it ended with %+v", got)
	}
	kept, err := filepath.Glob(filepath.Join(dataFolder(command), "*-shop", runs.ProfileFile))
	if err != nil || len(kept) != 1 {
		t.Fatalf("%v was kept (%v), want one profile", kept, err)
	}
	if want := "tottime: the profile is in " + kept[0] + "\n"; !strings.HasSuffix(got.stderr, want) {
		t.Errorf("standard error is %q, want %q at its end", got.stderr, want)
	}
	if !strings.Contains(got.stdout, "      100    0.000    0.000    0.000    0.000 "+filepath.Join(command.Dir, "shop.py")+":2(price)\n") {
		t.Errorf("the table lacks price:\n%s", got.stdout)
	}

	// The table is that of tottime stats, sorted as python -m cProfile does.
	stats := command
	stats.Args = []string{"stats", "--sort", "cumulative", "--restrict", "price", kept[0]}
	if want := finish(t, stats, "").stdout; !strings.HasSuffix(got.stdout, want) || want == "" {
		t.Errorf("tottime run printed\n%s\ntottime stats\n%s", got.stdout, want)
	}
	run, err := runs.Read(afero.NewOsFs(), filepath.Dir(kept[0]))
	if err != nil || run.State != runs.Ended || run.Exit.Code != 3 || run.Tottime != version || run.Target.Path != filepath.Join(command.Dir, "shop.py") {
		t.Errorf("run.json says %+v (%v)", run, err)
	}
}

func TestRunIntoAFile(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "--quiet", "-o", "näme.stats", "--", "shop.py")
	write(t, command, "shop.py", shop)
	got := finish(t, command, "")
	if got.code != 0 || got.stdout != "[] 9900\n" || got.stderr != "to stderr\n" {
		t.Errorf("it ended with %+v", got)
	}
	if _, err := os.Stat(filepath.Join(command.Dir, "näme.stats")); err != nil {
		t.Error(err)
	}
	if kept, err := filepath.Glob(filepath.Join(dataFolder(command), "*")); err != nil || len(kept) > 0 {
		t.Errorf("%v is kept besides (%v)", kept, err)
	}
}

// TestRunThatLosesItsOutput runs a program that takes away the folder that the profile was to be saved in.
func TestRunThatLosesItsOutput(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "-o", filepath.Join("kept", "x.stats"), "clean.py")
	write(t, command, "clean.py", "import os\nos.rmdir('kept')\n")
	if err := os.Mkdir(filepath.Join(command.Dir, "kept"), 0o755); err != nil {
		t.Fatal(err)
	}
	got := finish(t, command, "")
	_, kept, _ := strings.Cut(strings.TrimSpace(got.stderr), "The profile is kept as ")
	if got.code != 1 || kept == "" || !strings.Contains(got.stderr, "x.stats") {
		t.Fatalf("it ended with %+v", got)
	}
	defer os.RemoveAll(filepath.Dir(kept))
	if info, err := os.Stat(kept); err != nil || info.Size() == 0 {
		t.Errorf("the profile is not kept: %v", err)
	}
}

func TestRunElsewhere(t *testing.T) {
	t.Parallel()
	needPython(t)
	folder := t.TempDir()
	command := self(t, "run", "-q", "--cwd", folder, "where.py")
	script := write(t, command, "where.py", "import os, sys\nprint(os.getcwd(), sys.argv[0], input())\n")
	got := finish(t, command, "a line\n")
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		t.Fatal(err)
	}
	if want := real + " " + script + " a line\n"; got.code != 0 || got.stdout != want {
		t.Errorf("it ended with %+v, want %q", got, want)
	}
}

// TestRunBadInput checks that each mistake is answered by a message that names the thing and the way out.
func TestRunBadInput(t *testing.T) {
	t.Parallel()
	needPython(t)
	for _, test := range []struct {
		name  string
		args  []string
		code  int
		parts []string // of standard error
	}{
		{"no script", nil, 2, []string{"<script>", "See tottime --help"}},
		{"no script after --", []string{"--"}, 2, []string{"See tottime --help"}},
		{"no module", []string{"-m"}, 2, []string{"--module", "expected a value"}},
		{"empty module", []string{"-m", ""}, 2, []string{"-m: it names no module"}},
		{"no function", []string{"--call", "shop"}, 2, []string{`--call "shop"`, "such as shop:price or shop.py:Basket.total"}},
		{"odd function", []string{"--call", "shop:1+1"}, 2, []string{`--call "shop:1+1"`, "after a colon a function"}},
		{"odd file", []string{"--call", "x/shop:price"}, 2, []string{"x/shop is neither a module", "nor a file that ends with .py"}},
		{"no lines", []string{"--selection", "shop.py"}, 2, []string{`--selection "shop.py"`, "such as shop.py:10-20"}},
		{"lines of nothing", []string{"--selection", "shop.py:0-3"}, 2, []string{`--selection "shop.py:0-3"`, "such as shop.py:10-20"}},
		{"backward lines", []string{"--selection", "shop.py:5-3"}, 2, []string{"its last line comes before its first"}},
		{"empty test", []string{"--pytest", ""}, 2, []string{"--pytest: it names no test"}},
		{"negative repeat", []string{"--repeat=-1", "shop.py"}, 2, []string{"--repeat", "from 1 to 1000"}},
		{"odd profiler", []string{"--profiler", "hotshot", "shop.py"}, 2, []string{"--profiler", "hotshot", "cprofile and profile"}},
		{"timer without profile", []string{"--timer", "time:time", "shop.py"}, 2, []string{"--timer", "--profiler profile alone"}},
		{"unknown flag", []string{"--bogus", "shop.py"}, 2, []string{"--bogus"}},
		{"unknown key", []string{"--sort", "bogus", "shop.py"}, 2, []string{"--sort", "bogus"}},
		{"bad restriction", []string{"--restrict", "1.5", "shop.py"}, 2, []string{"--restrict", "1.5"}},
		{"missing interpreter", []string{"--python", "/no/python", "shop.py"}, 1, []string{"/no/python", "there is no such file", "choose another interpreter"}},
		{"broken interpreter", []string{"--python", "shop.py", "shop.py"}, 1, []string{"shop.py", "does not work as a Python interpreter", "choose another interpreter"}},
		{"missing script", []string{"missing.py"}, 2, []string{"can't open file", "there is no file", "missing.py. Check its name"}},
		{"folder", []string{"."}, 1, []string{"__main__", "is a folder. Name a Python file"}},
		{"syntax error", []string{"syntax.py"}, 1, []string{"SyntaxError", "Python did not run the first line of"}},
		{"missing folder", []string{"--cwd", "gone", "shop.py"}, 1, []string{"gone", "no such folder", "Check its name"}},
		{"output into a missing folder", []string{"-o", filepath.Join("gone", "x.stats"), "shop.py"}, 1, []string{"there is no folder gone", "Make it or choose another file"}},
		{"output over a program", []string{"-o", "shop.py", "shop.py"}, 1, []string{"shop.py: that is the name of a Python program", "Choose another file"}},
		{"missing run folder", []string{"--run-folder", "gone", "shop.py"}, 1, []string{"gone"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			command := self(t, append([]string{"run"}, test.args...)...)
			write(t, command, "shop.py", shop)
			write(t, command, "syntax.py", "x = = 1\n")
			got := finish(t, command, "")
			if got.code != test.code || got.stdout != "" {
				t.Errorf("it ended with %+v, want exit code %d and nothing on standard output", got, test.code)
			}
			for _, part := range test.parts {
				if !strings.Contains(got.stderr, part) {
					t.Errorf("standard error does not say %q: %s", part, got.stderr)
				}
			}
			if left, _ := filepath.Glob(filepath.Join(dataFolder(command), "*")); len(left) > 0 {
				t.Errorf("an empty run was kept: %v", left)
			}
		})
	}
}

// TestRunEnd checks that what goes wrong with the profile does not hide how the program ended, and is not hidden where it matters.
func TestRunEnd(t *testing.T) {
	failure := errors.New("no room")
	for _, test := range []struct {
		exit    runs.Exit
		output  string
		failure error
		want    error
		signal  string
	}{
		{runs.Exit{Code: 0}, "", nil, nil, ""},
		{runs.Exit{Code: 7}, "", failure, exitCode(7), ""},
		{runs.Exit{Code: 7}, "x.stats", failure, exitCode(7), ""},
		{runs.Exit{Code: 0}, "", failure, nil, ""}, // the recordings are kept
		{runs.Exit{Code: 0}, "x.stats", failure, exitFailure, ""},
		{runs.Exit{Code: 130, Signal: "SIGINT", How: runs.Stopped}, "", nil, exitCode(130), "SIGINT"},
		{runs.Exit{Code: 137, Signal: "SIGKILL", How: runs.Signalled}, "", nil, exitCode(137), "SIGKILL"},
		{runs.Exit{Code: 143, Signal: "SIGTERM", How: runs.TimeLimit}, "", nil, exitCode(143), ""},
	} {
		env := &environment{}
		command := runCommand{Output: test.output}
		if got := command.end(env, test.exit, test.failure); got != test.want || env.signal != test.signal {
			t.Errorf("%+v, -o %q, %v: it is %v and the signal %q, want %v and %q", test.exit, test.output, test.failure, got, env.signal, test.want, test.signal)
		}
	}
}

func TestRunWithoutAnyPython(t *testing.T) {
	command := self(t, "run", "shop.py")
	command.Env = append(withoutVariables(command.Env, "PATH", "HOME", "USERPROFILE", "PYENV_ROOT"), "PATH="+t.TempDir(), "HOME="+t.TempDir())
	write(t, command, "shop.py", shop)
	got := finish(t, command, "")
	if got.code != 1 || !strings.Contains(got.stderr, "no Python interpreter was found") || !strings.Contains(got.stderr, "https://www.python.org") {
		t.Errorf("it ended with %+v", got)
	}
	command.Args = []string{"pythons"}
	if got := finish(t, command, ""); got.code != 1 || !strings.Contains(got.stderr, "no Python interpreter was found") {
		t.Errorf("tottime pythons ended with %+v", got)
	}
}

func withoutVariables(env []string, names ...string) (rest []string) {
	for _, entry := range env {
		keep := true
		for _, name := range names {
			keep = keep && !strings.HasPrefix(entry, name+"=")
		}
		if keep {
			rest = append(rest, entry)
		}
	}
	return rest
}

func TestHelp(t *testing.T) {
	for _, test := range []struct {
		args  []string
		parts []string
	}{
		{[]string{"--help"}, []string{"run [<script> ...]", "stats <file>", "pythons", "serve"}},
		{[]string{"run", "--help"}, []string{"tottime run shop.py --count 3", "--python=PATH", "tottime is the time in the"}},
		{[]string{"pythons", "--help"}, []string{"--json", ".venv"}},
		{[]string{"--version"}, []string{version}},
	} {
		code, stdout, stderr := command(afero.NewMemMapFs(), test.args...)
		if code != 0 || stderr != "" {
			t.Errorf("%v: exit code %d, %q", test.args, code, stderr)
		}
		for _, part := range test.parts {
			if !strings.Contains(strings.Join(strings.Fields(stdout), " "), part) {
				t.Errorf("%v does not say %q:\n%s", test.args, part, stdout)
			}
		}
	}
	if _, stdout, _ := command(afero.NewMemMapFs(), "run", "--help"); strings.Contains(stdout, "--hold") {
		t.Error("tottime run --help shows a flag that is not for people")
	}
}
