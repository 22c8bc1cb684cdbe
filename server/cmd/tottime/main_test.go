package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/adrg/xdg"
	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
)

// selfVariable makes the test binary be tottime.
const selfVariable = "TOTTIME_TEST_SELF"

func TestMain(m *testing.M) {
	if os.Getenv(selfVariable) != "" || len(os.Args) > 1 && os.Args[1] == keepCommand {
		os.Unsetenv(selfVariable)
		main()
		return
	}
	// Not time.Local: package process, which waits for orphans from the start on, reads that.
	os.Setenv("TZ", "UTC")
	os.Exit(testWithCache(m))
}

var (
	// outside is the environment of the tests as they were started.
	outside = os.Environ()
	// passing is a folder for all tests that goes with them.
	passing string
)

// testWithCache gives all commands a cache that is not the user's.
func testWithCache(m *testing.M) int {
	var err error
	if passing, err = os.MkdirTemp("", "tottime-test-"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(passing)
	os.Setenv("XDG_CACHE_HOME", filepath.Join(passing, "cache"))
	xdg.Reload()
	return m.Run()
}

// self is a command that is tottime, with a data folder of its own.
func self(t *testing.T, args ...string) process.Command {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	env := []string{selfVariable + "=1", "XDG_DATA_HOME=" + t.TempDir(), "PYTHONDONTWRITEBYTECODE=1"}
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); name != "XDG_DATA_HOME" && !strings.HasPrefix(name, "PYTHON") && name != "VIRTUAL_ENV" {
			env = append(env, entry)
		}
	}
	return process.Command{Path: executable, Args: args, Dir: t.TempDir(), Env: env}
}

// dataFolder is where a command that is tottime keeps its runs.
func dataFolder(command process.Command) string {
	for _, entry := range command.Env {
		if folder, ok := strings.CutPrefix(entry, "XDG_DATA_HOME="); ok {
			return filepath.Join(folder, "tottime", "runs")
		}
	}
	return ""
}

// result is what can be seen of a command.
type result struct {
	stdout, stderr string
	code           int
}

// finish runs a command that is tottime to its end.
func finish(t *testing.T, command process.Command, stdin string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(stdin), &stdout, &stderr
	tree, err := process.Start(command)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Kill()
	exit := tree.Wait()
	return result{stdout.String(), stderr.String(), exit.Code}
}

// write puts a file into a command's folder.
func write(t *testing.T, command process.Command, name, text string) string {
	t.Helper()
	path := filepath.Join(command.Dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// chosen is the interpreter that programs are run with.
var chosen = sync.OnceValues(func() (python.Interpreter, error) {
	return python.NewFinder(afero.NewOsFs()).Choose(context.Background(), python.Query{})
})

// needPython skips a test where no program can be run.
func needPython(t *testing.T) python.Interpreter {
	t.Helper()
	found, err := chosen()
	if err != nil {
		t.Skip(err)
	}
	return found
}
