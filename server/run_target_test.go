package server_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/process"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server"
	"tottime/server/servertest"
)

var errEnough = errors.New("enough")

// TestRunTargets checks what a request becomes on the command line of tottime run, and in which folder.
func TestRunTargets(t *testing.T) {
	args := protocol.List[string]{"-x", "a b"}
	folders := protocol.List[string]{"/proj"}
	tests := map[string]struct {
		params protocol.RunStartParams
		words  []string // after those that every run has
		folder string
	}{
		"script": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetScript, Path: script, Args: args}}, []string{"--", script, "-x", "a b"}, "/proj"},
		"module": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetModule, Module: "shop.till", Args: args}, Folders: folders},
			[]string{"-m", "shop.till", "-x", "a b"}, "/proj"},
		"code": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetCode, Code: "print(1)"}, Folders: folders}, []string{"-c", "print(1)"}, "/proj"},
		"function of a file": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetFunction, Path: script, Function: "Basket.total", Args: args}},
			[]string{"--call", script + ":Basket.total", "-x", "a b"}, "/proj"},
		"function of a module": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetFunction, Module: "shop.till", Function: "total"}, WorkingDirectory: "/"},
			[]string{"--call", "shop.till:total"}, "/"},
		"selection": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetSelection, Path: script, FirstLine: 3, LastLine: 5, Args: args}},
			[]string{"--selection", script + ":3-5", "-x", "a b"}, "/proj"},
		"pytest": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetPytest, Test: "test_shop.py::test_total", Args: args}, Folders: folders},
			[]string{"--pytest", "test_shop.py::test_total", "-x", "a b"}, "/proj"},
		"unittest": {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetUnittest, Test: "test_shop.Till"}, Folders: folders},
			[]string{"--unittest", "test_shop.Till"}, "/proj"},
		"options": {
			protocol.RunStartParams{
				Target: protocol.Target{Kind: protocol.TargetScript, Path: script}, EnvFile: script, Profiler: protocol.ProfilerProfile,
				Options: &protocol.RunOptions{
					NoBuiltins: true, NoSubcalls: true, NoChildren: true, Only: "--total", Imports: true, TimeLimit: 1.5, Repeat: 3,
					ProfilerClass: "clocks:Profile", Timer: "clocks:ticks", Bias: 2.5e-7,
				},
			},
			[]string{
				"--env-file=" + script, "--profiler=profile", "--no-builtins", "--no-subcalls", "--no-children", "--with-imports", "--only=--total",
				"--profiler-class=clocks:Profile", "--timer=clocks:ticks", "--bias=2.5e-07", "--time-limit=1.5s", "--repeat=3", "--", script,
			}, "/proj",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				var got process.Command
				w.Options.Start = func(command process.Command) (server.Supervisor, error) {
					got = command
					return nil, errEnough
				}
				e := servertest.Open(t, w.Options, trusted)
				_, err := servertest.Call(e, protocol.RunStart, test.params)
				checkError(t, err, protocol.CodeRunFailed, errEnough.Error())
				words := got.Args[min(len(got.Args), slices.Index(got.Args, "--quiet")+1):]
				if diff := cmp.Diff(test.words, words); diff != "" || got.Dir != test.folder {
					t.Errorf("it is run in %s, with words that differ (-want +got):\n%s", got.Dir, diff)
				}
			})
		})
	}
}

// TestRunVariables leaves variables where the supervisor finds them, and on no command line.
func TestRunVariables(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		want := map[string]string{"SHOP": "open = \"7\"", "EMPTY": ""}
		var got map[string]string
		w.Options.Start = func(command process.Command) (server.Supervisor, error) {
			folder := command.Args[slices.Index(command.Args, "--run-folder")+1]
			var err error
			if got, err = runs.TakeVariables(w.Files, folder); err != nil {
				t.Error(err)
			}
			if again, err := runs.TakeVariables(w.Files, folder); err != nil || again != nil {
				t.Errorf("the second time they are %v, %v", again, err)
			}
			return nil, errEnough
		}
		params := runParams
		params.Environment = want
		e := servertest.Open(t, w.Options, trusted)
		_, err := servertest.Call(e, protocol.RunStart, params)
		checkError(t, err, protocol.CodeRunFailed, errEnough.Error())
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the variables differ (-want +got):\n%s", diff)
		}
	})
}

// TestRunFieldsRefused checks that an error names the field.
func TestRunFieldsRefused(t *testing.T) {
	file := protocol.Target{Kind: protocol.TargetScript, Path: script}
	with := func(o protocol.RunOptions) protocol.RunStartParams {
		return protocol.RunStartParams{Target: file, Options: &o}
	}
	of := func(t protocol.Target) protocol.RunStartParams {
		return protocol.RunStartParams{Target: t, Folders: protocol.List[string]{"/proj"}}
	}
	tests := map[string]struct {
		params protocol.RunStartParams
		code   protocol.ErrorCode
		text   string
	}{
		"no module":          {of(protocol.Target{Kind: protocol.TargetModule}), protocol.CodeInvalidParams, "target.module is missing"},
		"no code":            {of(protocol.Target{Kind: protocol.TargetCode}), protocol.CodeInvalidParams, "target.code is missing"},
		"no test":            {of(protocol.Target{Kind: protocol.TargetUnittest}), protocol.CodeInvalidParams, "target.test is missing"},
		"no function":        {of(protocol.Target{Kind: protocol.TargetFunction, Module: "shop"}), protocol.CodeInvalidParams, `target.function "" is no name of a function`},
		"odd function":       {of(protocol.Target{Kind: protocol.TargetFunction, Module: "shop", Function: "a b"}), protocol.CodeInvalidParams, `target.function "a b" is no name`},
		"function nowhere":   {of(protocol.Target{Kind: protocol.TargetFunction, Function: "f"}), protocol.CodeInvalidParams, "give target.path or target.module"},
		"function twice":     {of(protocol.Target{Kind: protocol.TargetFunction, Function: "f", Path: script, Module: "m"}), protocol.CodeInvalidParams, "give target.path or target.module"},
		"function of a text": {of(protocol.Target{Kind: protocol.TargetFunction, Function: "f", Path: "/proj/notes.txt"}), protocol.CodeInvalidParams, "does not end with .py"},
		"no lines":           {of(protocol.Target{Kind: protocol.TargetSelection, Path: script}), protocol.CodeInvalidParams, "target.firstLine is 0"},
		"backward lines":     {of(protocol.Target{Kind: protocol.TargetSelection, Path: script, FirstLine: 3, LastLine: 2}), protocol.CodeInvalidParams, "target.lastLine is 2"},
		"lines of nothing":   {of(protocol.Target{Kind: protocol.TargetSelection, Path: "/proj/gone.py", FirstLine: 3, LastLine: 4}), protocol.CodeFileNotFound, "/proj/gone.py"},
		"no folder":          {protocol.RunStartParams{Target: protocol.Target{Kind: protocol.TargetModule, Module: "shop"}}, protocol.CodeInvalidParams, "workingDirectory is missing"},
		"relative env file":  {protocol.RunStartParams{Target: file, EnvFile: ".env"}, protocol.CodeInvalidParams, `envFile ".env" is not absolute`},
		"no env file":        {protocol.RunStartParams{Target: file, EnvFile: "/proj/.env"}, protocol.CodeFileNotFound, "/proj/.env"},
		"env folder":         {protocol.RunStartParams{Target: file, EnvFile: "/proj"}, protocol.CodeFileNotFound, "/proj cannot be read: it is not a file"},
		"odd variable":       {protocol.RunStartParams{Target: file, Environment: map[string]string{"A=B": ""}}, protocol.CodeInvalidParams, `environment: "A=B"`},
		"unknown profiler":   {protocol.RunStartParams{Target: file, Profiler: "hotshot"}, protocol.CodeInvalidParams, `profiler is "hotshot"`},
		"timer of cProfile":  {with(protocol.RunOptions{Timer: "clocks:ticks"}), protocol.CodeInvalidParams, `options.timer is for the profiler "profile" alone`},
		"past":               {with(protocol.RunOptions{TimeLimit: -1}), protocol.CodeInvalidParams, "options.timeLimit is -1"},
		"too often":          {with(protocol.RunOptions{Repeat: 1001}), protocol.CodeInvalidParams, "options.repeat is 1001"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := servertest.Open(t, newWorld(t).Options, trusted)
				_, err := servertest.Call(e, protocol.RunStart, test.params)
				checkError(t, err, test.code, test.text)
			})
		})
	}
}
