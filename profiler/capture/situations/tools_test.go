package situations_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

var disk = afero.NewOsFs()

// tool is a way of running a program.
type tool int

const (
	plain    tool = iota // python SCRIPT
	cProfile             // python -m cProfile -o FILE SCRIPT
	tottime              // tottime run SCRIPT
)

// tools are those that the page compares, in its order.
var tools = []tool{cProfile, tottime}

func (by tool) String() string { return [...]string{"python", "`python -m cProfile`", "Tottime"}[by] }

// trial is a program that is run once by each tool. Trials with the same words are one.
type trial struct {
	script string // of testdata
	args   []string
	module bool // it is run by its module's name
	stdin  string
	plain  bool // plain Python runs it too, to say what is right
	// flags are those that say where the profile is to go; nil for a file that is kept.
	flags func(by tool, folder string) []string
	// limited trials are tried again with more time when the program was not ready before its time was over.
	limited bool
	// during is called when the program has said that it is ready.
	during func(*testing.T, *running)
}

func (t trial) String() string {
	words := append([]string{t.script}, t.args...)
	if t.module {
		words = append(words, "by its module's name")
	}
	if t.flags != nil {
		words = append(words, t.flags(tottime, "")...)
	}
	return strings.Join(words, " ")
}

// workshop is where the programs of one Python run.
type workshop struct {
	python  python.Interpreter
	version string
	tottime string        // the file of the command
	folder  string        // for what is written
	took    time.Duration // until Tottime had figures of a program that ran
}

// build makes the command that people use.
func build(t *testing.T) string {
	t.Helper()
	compiler, err := exec.LookPath("go")
	if err != nil {
		t.Skip(err)
	}
	command := filepath.Join(t.TempDir(), "tottime")
	limits := process.Limits{Time: 10 * time.Minute, Bytes: 1 << 20}
	if _, err := process.Output(t.Context(), process.Command{Path: compiler, Args: []string{"build", "-o", command, "tottime/server/cmd/tottime"}}, limits); err != nil {
		t.Fatal(err)
	}
	return command
}

// heedInterrupts lets programs get Ctrl-C where this test has been told to ignore it, as a shell tells what it starts in the background.
func heedInterrupts(t *testing.T) {
	if signal.Ignored(os.Interrupt) {
		ignored := make(chan os.Signal, 1)
		signal.Notify(ignored, os.Interrupt)
		t.Cleanup(func() { signal.Stop(ignored) })
	}
}

// commandLine is how a tool runs a program with the profile in a folder.
func (w *workshop) commandLine(what trial, by tool, folder string) (path string, args []string) {
	path = w.python.Path
	var where []string
	switch by {
	case cProfile:
		args, where = []string{"-m", "cProfile"}, []string{"-o", filepath.Join(folder, runs.ProfileFile)}
	case tottime:
		args, where = []string{"run", "--quiet", "--no-git", "--python", path}, []string{"--run-folder", folder}
		path = w.tottime
	}
	if what.flags != nil && by != plain {
		where = what.flags(by, folder)
	}
	args = append(args, where...)
	if what.module {
		args = append(args, "-m", strings.TrimSuffix(what.script, ".py"))
	} else {
		args = append(args, what.script)
	}
	return path, append(args, what.args...)
}
