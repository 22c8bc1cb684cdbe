package capture

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// program is a program of testdata with what it is given.
type program struct {
	what   runs.Target // when it is no script
	script string
	args   []string
	stdin  string
	env    []string
	dir    string // "" is testdata
}

func (p program) String() string {
	if p.what.Kind != "" {
		return strings.Join(append([]string{p.what.Name()}, p.what.Args...), " ")
	}
	return strings.Join(append([]string{p.script}, p.args...), " ")
}

func (p program) target() runs.Target {
	if p.what.Kind != "" {
		return p.what
	}
	return runs.Target{Kind: runs.Script, Path: p.script, Args: p.args}
}

// environment is that of the tests without what would make programs differ from run to run or from machine to machine.
func (p program) environment() []string {
	var env []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "PYTHON") && !strings.HasPrefix(entry, "LC_") && !strings.HasPrefix(entry, "LANG") {
			env = append(env, entry)
		}
	}
	env = append(env, "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0", "LC_ALL=C.UTF-8")
	for _, entry := range p.env {
		name, _, _ := strings.Cut(entry, "=")
		env = append(without(env, name), entry)
	}
	return env
}

func without(env []string, name string) (rest []string) {
	for _, entry := range env {
		if !strings.HasPrefix(entry, name+"=") {
			rest = append(rest, entry)
		}
	}
	return rest
}

func (p program) folder(t testing.TB) string {
	t.Helper()
	folder, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	if p.dir != "" {
		folder = p.dir
	}
	return folder
}

// outcome is what can be seen of a program from outside.
type outcome struct {
	Stdout, Stderr string
	Exit           process.Exit
}

// results are what several tests want.
type results[V any] struct {
	mu    sync.Mutex // guards what follows
	asked map[string]int
	made  map[string]func() V
}

// get returns what make makes, once for all tests that ask for a key. A test that asks again, as it does when it is repeated, gets another one.
func (r *results[V]) get(t testing.TB, key string, make func() V) V {
	r.mu.Lock()
	if r.asked == nil {
		r.asked, r.made = map[string]int{}, map[string]func() V{}
	}
	asker := t.Name() + "\x00" + key
	nth := fmt.Sprintf("%d %s", r.asked[asker], key)
	r.asked[asker]++
	if r.made[nth] == nil {
		r.made[nth] = sync.OnceValue(make)
	}
	result := r.made[nth]
	r.mu.Unlock()
	return result()
}

// key is different for programs that may do something else.
func (p program) key(t testing.TB, i python.Interpreter) string {
	t.Helper()
	return fmt.Sprintf("%q %+v %q %q %q", i.Path, p.target(), p.stdin, p.env, p.folder(t))
}

// plainly is a program that has ended, or why it was not started.
type plainly struct {
	outcome outcome
	err     error
}

var plainRuns results[plainly]

// plain is what a program does when Python alone runs it.
func plain(t testing.TB, i python.Interpreter, p program) outcome {
	t.Helper()
	folder := p.folder(t)
	run := plainRuns.get(t, p.key(t, i), func() plainly {
		var stdout, stderr bytes.Buffer
		tree, err := process.Start(process.Command{
			Path: i.Path, Args: arguments(p.target()), Dir: folder, Env: p.environment(),
			Stdin: strings.NewReader(p.stdin), Stdout: &stdout, Stderr: &stderr,
		})
		if err != nil {
			return plainly{err: err}
		}
		defer tree.Kill()
		exit := tree.Wait()
		return plainly{outcome: outcome{stdout.String(), stderr.String(), exit}}
	})
	if run.err != nil {
		t.Fatal(run.err)
	}
	return run.outcome
}

// options are those for a program in a run's folder of its own, with its output discarded and without a look at the repository that it is in.
func options(t testing.TB, i python.Interpreter, p program) Options {
	t.Helper()
	return p.options(i, t.TempDir(), p.folder(t))
}

func (p program) options(i python.Interpreter, folder, workingDirectory string) Options {
	return Options{
		Files: disk, Folder: folder, Cache: cache, Interpreter: i, Target: p.target(), WorkingDirectory: workingDirectory, Env: p.environment(),
		Stdin: strings.NewReader(p.stdin), Stdout: io.Discard, Stderr: io.Discard, NoGit: true,
	}
}

// supervisedly is a program that has ended under the profiler, or why its run was not kept.
type supervisedly struct {
	outcome   outcome
	run, kept runs.Run // as it was returned, and as run.json has it
	folder    string
	err       error
}

var profiledRuns results[supervisedly]

// profiled runs a program under the profiler, and checks that run.json and the run that is returned agree. The folder is not to be changed.
func profiled(t testing.TB, i python.Interpreter, p program) (outcome, runs.Run, string) {
	t.Helper()
	workingDirectory := p.folder(t)
	r := profiledRuns.get(t, p.key(t, i), func() (r supervisedly) {
		var stdout, stderr bytes.Buffer
		if r.folder, r.err = os.MkdirTemp(cache, "run-"); r.err != nil {
			return r
		}
		o := p.options(i, r.folder, workingDirectory)
		o.Stdout, o.Stderr = &stdout, &stderr
		if r.run, r.err = Supervise(context.Background(), o); r.err != nil {
			return r
		}
		r.outcome = outcome{stdout.String(), stderr.String(), process.Exit{Code: r.run.Exit.Code, Signal: r.run.Exit.Signal}}
		r.kept, r.err = runs.Read(disk, r.folder)
		return r
	})
	if r.err != nil {
		t.Fatal(r.err)
	}
	if r.kept.State != runs.Ended || r.kept.Exit == nil || *r.kept.Exit != *r.run.Exit || len(r.kept.Problems) != len(r.run.Problems) {
		t.Errorf("run.json says %+v, the run is %+v", r.kept, r.run)
	}
	return r.outcome, r.run, r.folder
}

// writeProgram writes a script that is to be started. No process is started meanwhile: as long as that had the file open, the script would be "busy".
func writeProgram(t *testing.T, path, text string) {
	t.Helper()
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}
