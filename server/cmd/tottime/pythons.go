package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"tottime/profiler/python"
)

// pythonsCommand is `tottime pythons`: the interpreters that programs can be run with.
type pythonsCommand struct {
	JSON bool `name:"json" help:"Print them as JSON."`
}

// Help is the text below the summary in `tottime pythons --help`.
func (*pythonsCommand) Help() string {
	return `Lists the Python interpreters in .venv or venv of the current folder, on PATH, and those that pyenv
and the py launcher of Windows know. The first one that is not too old is what tottime run takes.`
}

// pythonsAnswer is the JSON form.
type pythonsAnswer struct {
	Interpreters []interpreterAnswer `json:"interpreters"`
	Problems     []problemAnswer     `json:"problems"`
}

type interpreterAnswer struct {
	Path           string        `json:"path"`
	Version        string        `json:"version"`
	Implementation string        `json:"implementation"`
	Source         python.Source `json:"source"`
	Supported      bool          `json:"supported"`
}

type problemAnswer struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// Run prints the interpreters, and what is wrong with those that do not start.
func (c *pythonsCommand) Run(env *environment) error {
	found, problems := newFinder(env.fs).Find(context.Background(), interpreterQuery(""))
	if c.JSON {
		return printPythonsJSON(env, found, problems)
	}
	for _, problem := range problems {
		fmt.Fprintf(env.stderr, "tottime: %v\n", problem.Err)
	}
	if len(found) == 0 {
		return fmt.Errorf("%w. Install Python 3.6 or newer from https://www.python.org", python.ErrNone)
	}
	table := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, i := range found {
		remark := ""
		if !i.Supported() {
			remark = "  (too old to profile with)"
		}
		fmt.Fprintf(table, "%s %s\t%s\t%s%s\n", i.Implementation, i.Version, i.Source, i.Path, remark)
	}
	return table.Flush()
}

func printPythonsJSON(env *environment, found []python.Interpreter, problems []python.Problem) error {
	answer := pythonsAnswer{Interpreters: []interpreterAnswer{}, Problems: []problemAnswer{}}
	for _, i := range found {
		answer.Interpreters = append(answer.Interpreters, interpreterAnswer{i.Path, i.Version, i.Implementation, i.Source, i.Supported()})
	}
	for _, problem := range problems {
		answer.Problems = append(answer.Problems, problemAnswer{problem.Path, problem.Err.Error()})
	}
	encoder := json.NewEncoder(env.stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(answer)
}
