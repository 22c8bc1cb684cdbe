package capture

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// function is a row of a profile as CPython's pstats reads it.
type function struct {
	File             string
	Line             int
	Name             string
	Calls, Primitive int
	Self, Cumulative float64
	Callers          map[string]int // calls by the caller's name
}

// answering reads one profile after the other, whose paths it is told in JSON, line by line.
const answering = `
import json, pstats, sys
for line in sys.stdin.buffer:
    try:
        stats = pstats.Stats(json.loads(line.decode("utf-8"))).stats
        answer = {"Functions": [{"File": f, "Line": l, "Name": str(n), "Calls": nc, "Primitive": cc, "Self": tt, "Cumulative": ct,
            "Callers": {str(caller[2]): figures if isinstance(figures, int) else figures[0] for caller, figures in callers.items()}}
            for (f, l, n), (cc, nc, tt, ct, callers) in stats.items()]}
    except Exception as error:
        answer = {"Error": repr(error)}
    print(json.dumps(answer), flush=True)
`

// reader is an interpreter that reads profiles with its own pstats until we end. To start one for each profile would be most of the tests' work.
type reader struct {
	mu      sync.Mutex // held from a request to its answer
	paths   *os.File
	answers *os.File
	lines   *bufio.Reader
}

// readers are those that run, by the interpreter's version.
var readers sync.Map

func readerOf(i python.Interpreter) (*reader, error) {
	begin, _ := readers.LoadOrStore(i.Version, sync.OnceValues(func() (*reader, error) { return newReader(i) }))
	return begin.(func() (*reader, error))()
}

func newReader(i python.Interpreter) (*reader, error) {
	in, paths, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	answers, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	_, err = process.Start(process.Command{Path: i.Path, Args: []string{"-c", answering}, Stdin: in, Stdout: out, Stderr: os.Stderr})
	return &reader{paths: paths, answers: answers, lines: bufio.NewReader(answers)}, errors.Join(err, in.Close(), out.Close())
}

func (r *reader) read(path string) ([]function, error) {
	question, err := json.Marshal(path)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers.SetReadDeadline(time.Now().Add(time.Minute))
	if _, err := r.paths.Write(append(question, '\n')); err != nil {
		return nil, err
	}
	text, err := r.lines.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	var answer struct {
		Functions []function
		Error     string
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, err
	}
	if answer.Error != "" {
		return nil, errors.New(answer.Error)
	}
	return answer.Functions, nil
}

// load reads the profile in a run's folder with the pstats of an interpreter.
func load(t *testing.T, i python.Interpreter, folder string) []function {
	t.Helper()
	return loadFile(t, i, filepath.Join(folder, runs.ProfileFile))
}

func loadFile(t *testing.T, i python.Interpreter, path string) []function {
	t.Helper()
	r, err := readerOf(i)
	if err != nil {
		t.Fatal(err)
	}
	functions, err := r.read(path)
	if err != nil {
		t.Fatalf("pstats of Python %s does not read the profile: %v", i.Version, err)
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
