package sidecar

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// errForeign is wrapped by the error on JSON that does not even claim to be a sidecar.
var errForeign = errors.New("it does not begin with its version")

// Read reads a sidecar. It needs memory for what it returns and for the longest name. The error wraps ErrNotSidecar unless in fails.
func Read(in io.Reader) (*Sidecar, error) {
	source := &source{in: bufio.NewReader(in)}
	r := reader{in: json.NewDecoder(source), texts: make(map[string]string)}
	err := r.read()
	switch {
	case err == nil:
		return &r.sidecar, nil
	case source.err != nil:
		return nil, source.err
	default:
		return nil, fmt.Errorf("%w: %w", ErrNotSidecar, plainly(err))
	}
}

// source keeps the error with which reading failed apart from those of what was read.
type source struct {
	in  io.Reader
	err error
}

func (s *source) Read(to []byte) (int, error) {
	n, err := s.in.Read(to)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

type reader struct {
	in      *json.Decoder
	sidecar Sidecar
	texts   map[string]string // so that each is stored once
	version json.RawMessage
}

func (r *reader) read() error {
	if start, err := r.in.Token(); err != nil {
		return err
	} else if start != json.Delim('{') {
		return errForeign
	}
	for r.in.More() {
		key, err := r.in.Token()
		if err != nil {
			return err
		}
		if r.version == nil && key != "version" {
			return errForeign
		}
		if err := r.field(key.(string)); err != nil {
			return err
		}
	}
	if _, err := r.in.Token(); err != nil {
		return err
	}
	if _, err := r.in.Token(); err != io.EOF {
		return errors.New("something follows its end")
	}
	if r.version == nil {
		return errForeign
	}
	return r.checkEdges()
}

func (r *reader) field(key string) error {
	switch key {
	case "version":
		if err := r.in.Decode(&r.version); err != nil {
			return err
		}
		if string(r.version) != "1" {
			return fmt.Errorf("its version is %s, and only version %d is known; a newer tottime may read it", r.version, Version)
		}
		return nil
	case "overhead":
		var costs wireCosts
		if err := r.decode(&costs); err != nil {
			return fmt.Errorf("its overhead: %w", err)
		}
		if r.sidecar.Costs = costs.costs(); !r.sidecar.Costs.Known() && r.sidecar.Costs != (overhead.Costs{}) {
			return errors.New("its overhead: a cost is negative or too large")
		}
		return nil
	case "functions":
		return r.list(key, r.function)
	case "edges":
		return r.list(key, r.edge)
	}
	var ignored json.RawMessage
	return r.in.Decode(&ignored)
}

// list reads an array with a function for its elements.
func (r *reader) list(key string, element func() error) error {
	if start, err := r.in.Token(); err != nil {
		return err
	} else if start != json.Delim('[') {
		return fmt.Errorf("its %s: it is not a list", key)
	}
	for i := 0; r.in.More(); i++ {
		if err := element(); err != nil {
			return fmt.Errorf("its %s, number %d: %w", key, i, err)
		}
	}
	_, err := r.in.Token()
	return err
}

func (r *reader) function() error {
	var f wireFunction
	if err := r.decode(&f); err != nil {
		return err
	}
	figures, err := f.figures()
	if err != nil {
		return err
	}
	if f.File == nil || f.Line == nil || f.Name == nil {
		return errors.New("file, line or name is missing")
	}
	if *f.Line < 0 || f.Def < 0 || f.End < 0 {
		return errors.New("a line is negative")
	}
	details := callgraph.Details{QualifiedName: r.text(f.QualifiedName), Def: f.Def, End: f.End}
	r.sidecar.Functions = append(r.sidecar.Functions, Function{r.text(*f.File), *f.Line, r.text(*f.Name), details, figures})
	return nil
}

// decode reads an object.
func (r *reader) decode(entry any) error {
	err := r.in.Decode(entry)
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return err
	}
	what := wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:]
	if what == "" {
		what = "it"
	}
	return fmt.Errorf("%s cannot be a %s", what, wrong.Value)
}

func (r *reader) text(text string) string {
	if known, ok := r.texts[text]; ok {
		return known
	}
	r.texts[text] = text
	return text
}

func (r *reader) edge() error {
	var e wireEdge
	if err := r.decode(&e); err != nil {
		return err
	}
	figures, err := e.figures()
	if err != nil {
		return err
	}
	if e.Caller == nil || e.Callee == nil {
		return errors.New("caller or callee is missing")
	}
	r.sidecar.Edges = append(r.sidecar.Edges, Edge{*e.Caller, *e.Callee, figures})
	return nil
}

// checkEdges finds edges without ends. Functions may follow the edges, so it comes last.
func (r *reader) checkEdges() error {
	n := len(r.sidecar.Functions)
	for i, e := range r.sidecar.Edges {
		for _, f := range []int{e.Caller, e.Callee} {
			if f < 0 || f >= n {
				return fmt.Errorf("its edges, number %d: there is no function %d, only 0 to %d", i, f, n-1)
			}
		}
	}
	return nil
}

// plainly says an error of encoding/json in the words of its user.
func plainly(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it is cut short")
	case errors.As(err, &syntax):
		return fmt.Errorf("it is not JSON: %w at byte %d", syntax, syntax.Offset)
	}
	return err
}
