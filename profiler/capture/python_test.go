package capture

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

var disk = afero.NewOsFs()

// wanted are the versions that the driver is made for.
var wanted = []string{"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"}

// installed are this machine's interpreters that can be used, one of each minor version, and the versions wanted that it does not have.
var installed = sync.OnceValues(func() (found []python.Interpreter, missing []string) {
	all, _ := python.NewFinder(disk).Find(context.Background(), python.Query{})
	for _, i := range all {
		minor := i.Version[:max(0, strings.LastIndex(i.Version, "."))]
		if i.Supported() && len(withVersion(found, minor)) == 0 {
			found = append(found, i)
		}
	}
	for _, version := range wanted {
		if len(withVersion(found, version)) == 0 {
			missing = append(missing, version)
		}
	}
	return found, missing
})

func withVersion(all []python.Interpreter, version string) (found []python.Interpreter) {
	for _, i := range all {
		if strings.HasPrefix(i.Version, version+".") {
			found = append(found, i)
		}
	}
	return found
}

// eachPython runs a test under every interpreter of this machine.
func eachPython(t *testing.T, test func(*testing.T, python.Interpreter)) {
	t.Helper()
	found, missing := installed()
	if len(found) == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
	if len(missing) > 0 {
		t.Logf("not tested, as they are not on this machine: Python %s", strings.Join(missing, ", "))
	}
	for _, i := range found {
		t.Run(filepath.Base(i.Path)+" "+i.Version, func(t *testing.T) {
			t.Parallel()
			test(t, i)
		})
	}
}

// anyPython is the first interpreter of this machine, for tests that do not depend on the version.
func anyPython(t *testing.T) python.Interpreter {
	t.Helper()
	found, _ := installed()
	if len(found) == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
	return found[0]
}

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

func (p program) folder(t *testing.T) string {
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

// plain runs a program as Python alone does.
func plain(t *testing.T, i python.Interpreter, p program) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	tree, err := process.Start(process.Command{
		Path: i.Path, Args: arguments(p.target()), Dir: p.folder(t), Env: p.environment(),
		Stdin: strings.NewReader(p.stdin), Stdout: &stdout, Stderr: &stderr,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Kill()
	exit := tree.Wait()
	return outcome{stdout.String(), stderr.String(), exit}
}

// options are those for a program in a run's folder of its own, with its output discarded.
func options(t *testing.T, i python.Interpreter, p program) Options {
	t.Helper()
	return Options{
		Files: disk, Folder: t.TempDir(), Cache: cache, Interpreter: i, Target: p.target(), WorkingDirectory: p.folder(t), Env: p.environment(),
		Stdin: strings.NewReader(p.stdin), Stdout: io.Discard, Stderr: io.Discard,
	}
}

// profiled runs a program under the profiler, and checks that run.json and the run that is returned agree.
func profiled(t *testing.T, i python.Interpreter, p program) (outcome, runs.Run, string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	o := options(t, i, p)
	o.Stdout, o.Stderr = &stdout, &stderr
	run, err := Supervise(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := runs.Read(disk, o.Folder)
	if err != nil {
		t.Fatal(err)
	}
	if kept.State != runs.Ended || kept.Exit == nil || *kept.Exit != *run.Exit || len(kept.Problems) != len(run.Problems) {
		t.Errorf("run.json says %+v, the run is %+v", kept, run)
	}
	return outcome{stdout.String(), stderr.String(), process.Exit{Code: run.Exit.Code, Signal: run.Exit.Signal}}, run, o.Folder
}

// function is a row of a profile as CPython's pstats reads it.
type function struct {
	File             string
	Line             int
	Name             string
	Calls, Primitive int
	Self, Cumulative float64
	Callers          map[string]int // calls by the caller's name
}

const dump = `
import json, pstats, sys
stats = pstats.Stats(sys.argv[1]).stats
print(json.dumps([{"File": f, "Line": l, "Name": str(n), "Calls": nc, "Primitive": cc, "Self": tt, "Cumulative": ct,
    "Callers": {str(caller[2]): figures if isinstance(figures, int) else figures[0] for caller, figures in callers.items()}}
    for (f, l, n), (cc, nc, tt, ct, callers) in stats.items()]))
`

// load reads the profile in a run's folder with an interpreter's own pstats.
func load(t *testing.T, i python.Interpreter, folder string) []function {
	t.Helper()
	return loadFile(t, i, filepath.Join(folder, runs.ProfileFile))
}

func loadFile(t *testing.T, i python.Interpreter, path string) []function {
	t.Helper()
	text, err := process.Output(t.Context(), process.Command{Path: i.Path, Args: []string{"-c", dump, path}}, process.Limits{Time: time.Minute, Bytes: 100 << 20})
	if err != nil {
		t.Fatalf("pstats of Python %s does not read the profile: %v", i.Version, err)
	}
	var functions []function
	if err := json.Unmarshal(text, &functions); err != nil {
		t.Fatal(err)
	}
	return functions
}

// named is the one function of that name in a file whose path ends so.
func named(t *testing.T, functions []function, file, name string) function {
	t.Helper()
	var found []function
	for _, f := range functions {
		if f.Name == name && strings.HasSuffix(f.File, file) {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		t.Errorf("the profile has %d functions %s in %s, want one", len(found), name, file)
		return function{}
	}
	return found[0]
}

func problemCodes(run runs.Run) string {
	var codes []string
	for _, problem := range run.Problems {
		codes = append(codes, problem.Code)
	}
	return strings.Join(codes, " ")
}

func checkCalls(t *testing.T, f function, primitive, calls int) {
	t.Helper()
	if f.Primitive != primitive || f.Calls != calls {
		t.Errorf("%s has %d calls, %d of them primitive; want %d and %d", f.Name, f.Calls, f.Primitive, calls, primitive)
	}
}

func quoted(text string) string { return fmt.Sprintf("%.4000q", text) }
