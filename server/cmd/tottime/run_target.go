package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"tottime/profiler/runs"
)

// targetFlags are the ways to name what is to be run. Each takes all that follows it.
type targetFlags struct {
	Module    programWords `short:"m" placeholder:"MODULE" help:"Run a module as python -m MODULE ARGS does."`
	Code      programWords `short:"c" placeholder:"CODE" help:"Run this text as python -c CODE ARGS does."`
	Call      programWords `placeholder:"MODULE:FUNCTION" help:"Call a function once. MODULE may be the path of a Python file, FUNCTION be Class.method. ARGS are Python literals, by position or as NAME=LITERAL."`
	Selection programWords `placeholder:"FILE:FIRST-LAST" help:"Import FILE, then run these lines of it again in its namespace."`
	Pytest    programWords `placeholder:"TEST" help:"Run a test as python -m pytest TEST ARGS does."`
	Unittest  programWords `placeholder:"TEST" help:"Run a test as python -m unittest TEST ARGS does."`

	Script []string `arg:"" optional:"" passthrough:"partial" help:"The Python file to run. All that follows it are its own arguments."`
}

// programWords are a flag's value and all words after it, which are the program's.
type programWords []string

// Decode implements kong.MapperValue.
func (w *programWords) Decode(ctx *kong.DecodeContext) error {
	for ctx.Scan.Len() > 0 {
		*w = append(*w, ctx.Scan.Pop().String())
	}
	if len(*w) == 0 {
		return errors.New("expected a value")
	}
	return nil
}

var errNoTarget = errors.New("expected <script>, or one of -m MODULE, -c CODE, --call, --selection, --pytest and --unittest, after the flags")

// target is what the flags name. Paths are as they were given.
func (f *targetFlags) target() (runs.Target, error) {
	switch {
	case f.Module != nil:
		t := runs.Target{Kind: runs.Module, Module: f.Module[0], Args: f.Module[1:]}
		return t, named("-m", "module", t.Module)
	case f.Code != nil:
		return runs.Target{Kind: runs.Code, Code: f.Code[0], Args: f.Code[1:]}, nil
	case f.Call != nil:
		return functionTarget(f.Call[0], f.Call[1:])
	case f.Selection != nil:
		return selectionTarget(f.Selection[0], f.Selection[1:])
	case f.Pytest != nil:
		t := runs.Target{Kind: runs.Pytest, Test: f.Pytest[0], Args: f.Pytest[1:]}
		return t, named("--pytest", "test", t.Test)
	case f.Unittest != nil:
		t := runs.Target{Kind: runs.Unittest, Test: f.Unittest[0], Args: f.Unittest[1:]}
		return t, named("--unittest", "test", t.Test)
	}
	words := f.Script
	if len(words) > 1 && words[0] == "--" {
		words = words[1:]
	}
	if len(words) == 0 || words[0] == "--" || words[0] == "" {
		return runs.Target{}, errNoTarget
	}
	return runs.Target{Kind: runs.Script, Path: words[0], Args: words[1:]}, nil
}

func named(flag, what, name string) error {
	if name == "" {
		return fmt.Errorf("%s: it names no %s", flag, what)
	}
	return nil
}

var functionName = regexp.MustCompile(`^[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)*$`)

// functionTarget reads MODULE:FUNCTION or FILE:FUNCTION.
func functionTarget(text string, args []string) (runs.Target, error) {
	t := runs.Target{Kind: runs.Function, Args: args}
	colon := strings.LastIndexByte(text, ':')
	if colon < 1 || !functionName.MatchString(text[colon+1:]) {
		return t, fmt.Errorf("--call %q: name a module or a file, and after a colon a function, such as shop:price or shop.py:Basket.total", text)
	}
	place := text[:colon]
	t.Function = text[colon+1:]
	switch strings.ToLower(filepath.Ext(place)) {
	case ".py", ".pyw":
		t.Path = place
	default:
		if strings.ContainsAny(place, `/\`) {
			return t, fmt.Errorf("--call %q: %s is neither a module, such as shop or shop.goods, nor a file that ends with .py", text, place)
		}
		t.Module = place
	}
	return t, nil
}

var lineRange = regexp.MustCompile(`^(.+):([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?$`)

// selectionTarget reads FILE:FIRST-LAST, or FILE:LINE.
func selectionTarget(text string, args []string) (runs.Target, error) {
	t := runs.Target{Kind: runs.Selection, Args: args}
	parts := lineRange.FindStringSubmatch(text)
	if parts == nil {
		return t, fmt.Errorf("--selection %q: name a file, and after a colon its first and last line, such as shop.py:10-20", text)
	}
	t.Path = parts[1]
	t.FirstLine, _ = strconv.Atoi(parts[2]) // the expression lets digits alone pass
	t.LastLine = t.FirstLine
	if parts[3] != "" {
		t.LastLine, _ = strconv.Atoi(parts[3])
	}
	if t.LastLine < t.FirstLine {
		return t, fmt.Errorf("--selection %q: its last line comes before its first", text)
	}
	return t, nil
}
