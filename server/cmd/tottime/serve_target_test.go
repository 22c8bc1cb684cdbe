package main

import (
	"path/filepath"
	"testing"

	"tottime/protocol"
	"tottime/server/servertest"
)

// TestServeTargets has the server as it is shipped run other targets than scripts with a real Python, with variables and options.
func TestServeTargets(t *testing.T) {
	t.Parallel()
	needPython(t)
	binary := buildTottime(t)
	const shop = `import os, sys
def price(n, factor=2):
    return n * factor
def total(n):
    return sum([price(i) for i in range(n)])
def tell(n):
    print(n, os.environ["SHOP"], os.environ["TILL"], os.getcwd() == sys.path[0])
    total(n)
if __name__ == "__main__":
    tell(3)
`
	for name, test := range map[string]struct {
		target  protocol.Target
		options *protocol.RunOptions
		named   string
		calls   map[string]int // of price and total
	}{
		"function":  {protocol.Target{Kind: protocol.TargetFunction, Path: "shop.py", Function: "tell", Args: protocol.List[string]{"3"}}, nil, "shop.py:tell", map[string]int{"price": 3, "total": 1}},
		"selection": {protocol.Target{Kind: protocol.TargetSelection, Path: "shop.py", FirstLine: 10, LastLine: 10}, nil, "shop.py:10-10", map[string]int{"price": 3, "total": 1}},
		"module":    {protocol.Target{Kind: protocol.TargetModule, Module: "shop"}, &protocol.RunOptions{Only: "total", Repeat: 2}, "-m shop", map[string]int{"price": 6, "total": 2}},
	} {
		t.Run(name, func(t *testing.T) {
			command := self(t)
			script := write(t, command, "shop.py", shop)
			file := write(t, command, "variables.env", "SHOP=file\nTILL=open\n")
			s := serve(t, binary)
			s.Initialize(protocol.InitializationOptions{Trusted: true, RunsFolder: filepath.Join(command.Dir, "runs")})
			if test.target.Path != "" {
				test.target.Path = script
			}
			started := servertest.MustCall(s.Editor, protocol.RunStart, protocol.RunStartParams{
				Target: test.target, WorkingDirectory: filepath.Dir(script), EnvFile: file, Environment: map[string]string{"SHOP": "own"}, Options: test.options,
			})
			ended := servertest.Await(s.Editor, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == started.Run })
			want := "3 own open True\n"
			if test.options != nil {
				want += want
			}
			if got := written(s)[protocol.OutputStdout]; got != want || ended.Ending != protocol.EndingExited || ended.ExitCode != 0 || len(ended.Problems) > 0 {
				t.Errorf("the program wrote %q and ended %+v", got, ended)
			}
			opened := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: ended.Profile})
			if opened.Run == nil || opened.Run.Name != test.named || opened.Run.Target.Kind != test.target.Kind {
				t.Errorf("the profile's run is %+v, want %s", opened.Run, test.named)
			}
			rows := servertest.MustCall(s.Editor, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Filter: protocol.Filter{Text: "shop.py"}, Limit: 10})
			for _, row := range rows.Rows {
				if calls, ok := test.calls[row.Name]; ok && (row.Calls == nil || *row.Calls != calls) {
					t.Errorf("%s: got %+v, want %d calls", row.Name, row, calls)
				}
				delete(test.calls, row.Name)
			}
			if len(test.calls) > 0 {
				t.Errorf("the profile lacks %v", test.calls)
			}
		})
	}
}
