package python

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"

	"github.com/spf13/afero"

	"tottime/profiler/process"
)

// Finder looks for interpreters. Its fields are the world that it looks at.
type Finder struct {
	Files  afero.Fs
	Getenv func(name string) string
	// Output runs a short command and returns what it wrote to standard output.
	Output func(context.Context, process.Command, process.Limits) ([]byte, error)
	// System is a runtime.GOOS: it says what interpreters are called and where they are.
	System string
	// Cache is a file where what interpreters told of themselves is kept, so that they need not be asked again; "" for none.
	Cache string

	known known
}

// NewFinder looks at this machine.
func NewFinder(files afero.Fs) *Finder {
	return &Finder{Files: files, Getenv: os.Getenv, Output: process.Output, System: runtime.GOOS}
}

// Query says where to look, besides PATH and what pyenv and the py launcher know.
type Query struct {
	// Chosen is an interpreter that the user named, "" for none: a path, the folder of a virtual environment, or a name on PATH.
	Chosen string
	// Folders are the workspace's folders.
	Folders []string
	// Trusted says that what is in Folders may be executed. Until then nothing of it is, wherever it is found.
	Trusted bool
}

// Find lists the interpreters that start, the preferred one first, and what was wrong with the others. An interpreter that is found in
// several ways is listed once; a virtual environment is kept apart from the interpreter that it was made of.
func (f *Finder) Find(ctx context.Context, query Query) ([]Interpreter, []Problem) {
	var candidates []candidate
	for c := range f.candidates(ctx, query) {
		candidates = append(candidates, c)
	}
	answers := make([]answer, len(candidates))
	errs := make([]error, len(candidates))
	var group sync.WaitGroup
	free := make(chan struct{}, max(2, runtime.NumCPU()))
	for i, c := range candidates {
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			answers[i], errs[i] = f.ask(ctx, c)
		})
	}
	group.Wait()

	var found []Interpreter
	var problems []Problem
	seen := map[string]bool{}
	for i, c := range candidates {
		if errs[i] != nil {
			problems = append(problems, Problem{Path: c.path, Err: errs[i]})
			continue
		}
		if key := f.identity(answers[i]); !seen[key] {
			seen[key] = true
			found = append(found, f.describe(c, answers[i]))
		}
	}
	return found, problems
}

// Choose returns the interpreter to run programs with: the chosen one, or else the first that is supported. It starts no more
// interpreters than it needs to. The error wraps ErrNone, ErrBroken, ErrTooOld or ErrUntrusted.
func (f *Finder) Choose(ctx context.Context, query Query) (Interpreter, error) {
	var old *Interpreter
	var problem error
	for c := range f.candidates(ctx, query) {
		answer, err := f.ask(ctx, c)
		if ctx.Err() != nil {
			return Interpreter{}, context.Cause(ctx)
		}
		found := f.describe(c, answer)
		switch {
		case err == nil && found.Supported():
			return found, nil
		case c.source == Chosen && err != nil:
			return Interpreter{}, err
		case c.source == Chosen:
			return Interpreter{}, tooOld(found)
		case err != nil:
			problem = errors.Join(problem, err)
		case old == nil:
			old = &found
		}
	}
	switch {
	case old != nil:
		return Interpreter{}, tooOld(*old)
	case problem != nil:
		return Interpreter{}, fmt.Errorf("%w that works:\n%w\nOr install Python 3.6 or newer from https://www.python.org", ErrNone, problem)
	default:
		return Interpreter{}, fmt.Errorf("%w on PATH. Install Python 3.6 or newer from https://www.python.org, or name the one to use", ErrNone)
	}
}

// identity is the same for two answers of one interpreter.
func (f *Finder) identity(a answer) string {
	return RealPath(f.Files, a.executable) + "\x00" + RealPath(f.Files, a.prefix)
}

func (f *Finder) describe(c candidate, a answer) Interpreter {
	path := c.path
	if c.shim && a.executable != "" {
		// What a shim starts depends on the folder that it is started in.
		path = a.executable
	}
	return Interpreter{Path: path, Version: a.version, Implementation: a.implementation, Source: c.source}
}
