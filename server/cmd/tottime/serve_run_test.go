package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// startScript runs a script of this text without a terminal.
func startScript(t *testing.T, s served, text string) protocol.RunStartResult {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "a folder with ünicode")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(folder, "my script.py")
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s.Initialize(protocol.InitializationOptions{Trusted: true, RunsFolder: filepath.Join(folder, "runs")})
	return servertest.MustCall(s.Editor, protocol.RunStart, protocol.RunStartParams{
		Target: protocol.Target{Kind: protocol.TargetScript, Path: script, Args: protocol.List[string]{"--", "größe 3"}},
	})
}

// written is what the program has written so far.
func written(s served) map[protocol.OutputStream]string {
	texts := map[protocol.OutputStream]string{}
	for _, p := range servertest.Received(s.Editor, protocol.RunOutput) {
		texts[p.Stream] += strings.ReplaceAll(p.Text, "\r\n", "\n")
	}
	return texts
}

// The server as it is shipped runs a program with a real Python, and its profile can be opened.
func TestServeRun(t *testing.T) {
	t.Parallel()
	s := serve(t, buildTottime(t))
	started := startScript(t, s, "import sys\ndef work():\n    print(sys.argv[1:])\n    print('oh', file=sys.stderr)\nwork()\nsys.exit(3)\n")
	ended := servertest.Await(s.Editor, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == started.Run })
	if ended.Ending != protocol.EndingExited || ended.ExitCode != 3 || len(ended.Problems) > 0 {
		t.Errorf("ended %+v", ended)
	}
	if got := written(s); got[protocol.OutputStdout] != "['--', 'größe 3']\n" || got[protocol.OutputStderr] != "oh\n" {
		t.Errorf("the program wrote %q", got)
	}
	opened := servertest.MustCall(s.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: ended.Profile})
	rows := servertest.MustCall(s.Editor, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Filter: protocol.Filter{Text: "work"}, Limit: 10})
	if len(rows.Rows) != 1 || rows.Rows[0].Name != "work" || rows.Rows[0].Calls == nil || *rows.Rows[0].Calls != 1 {
		t.Errorf("the profile has %+v", rows)
	}
}

// An editor that dies while a program writes without end leaves no program running, and the profile is kept. The server's own writes
// fail then, which must not end it before it has stopped the program.
func TestServeDisconnectedMidRun(t *testing.T) {
	t.Parallel()
	s := serve(t, buildTottime(t))
	started := startScript(t, s, "import os\nprint(os.getpid(), flush=True)\nwhile True:\n    print('x' * 1000, flush=True)\n")
	var line string
	servertest.Await(s.Editor, protocol.RunOutput, func(protocol.RunOutputParams) (complete bool) {
		line, _, complete = strings.Cut(written(s)[protocol.OutputStdout], "\n")
		return complete
	})
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || process.Identity(pid) == "" {
		t.Fatalf("no program runs as %q", line)
	}
	s.pipes.closeOutput()
	if exit := s.tree.Wait(); exit.Code != 1 || exit.Signal != "" {
		t.Errorf("the server ended with %v", exit)
	}
	if process.Identity(pid) != "" {
		t.Error("the program goes on")
	}
	run, err := runs.Read(afero.NewOsFs(), started.Folder)
	if err != nil || run.State != runs.Ended || run.Exit.How != runs.Stopped {
		t.Errorf("saved %+v, %v", run, err)
	}
	if path, ok := runs.Profile(afero.NewOsFs(), started.Folder); !ok {
		t.Errorf("%s was not saved", path)
	}
}

// However a server ends, it leaves the program in the editor's terminal alone, and the next server follows it to its end.
func TestServeEndsMidRun(t *testing.T) {
	t.Parallel()
	path := buildTottime(t)
	for name, end := range map[string]func(served){
		"killed":       func(s served) { s.tree.Kill() },
		"asked to end": func(s served) { s.tree.Ask() },
		"shut down": func(s served) {
			servertest.MustCall(s.Editor, protocol.Shutdown, protocol.None{})
			servertest.Notify(s.Editor, protocol.Exit, protocol.None{})
		},
		"told to exit":    func(s served) { servertest.Notify(s.Editor, protocol.Exit, protocol.None{}) },
		"the editor dies": func(s served) { s.Disconnect() },
	} {
		t.Run(name, func(t *testing.T) { endServerMidRun(t, path, end) })
	}
}

func endServerMidRun(t *testing.T, path string, end func(served)) {
	folder := t.TempDir()
	script, goOn := filepath.Join(folder, "wait.py"), filepath.Join(folder, "go on")
	text := "import os, sys, time\nwhile not os.path.exists(sys.argv[1]):\n    time.sleep(0.01)\nsys.exit(3)\n"
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	client := protocol.InitializationOptions{Trusted: true, Terminal: true, RunsFolder: filepath.Join(folder, "runs")}
	first := serve(t, path)
	servertest.Answer(first.Editor, protocol.RunTerminal, func(_ context.Context, p protocol.RunTerminalParams) (none protocol.None, err error) {
		terminal, err := process.Start(process.Command{Path: p.Command, Args: p.Args, Dir: p.WorkingDirectory, Stdout: t.Output(), Stderr: t.Output()})
		if err == nil {
			t.Cleanup(func() { terminal.Kill() })
		}
		return none, err
	})
	first.Initialize(client)
	started := servertest.MustCall(first.Editor, protocol.RunStart, protocol.RunStartParams{
		Target: protocol.Target{Kind: protocol.TargetScript, Path: script, Args: protocol.List[string]{goOn}},
	})
	ofRun := func(p protocol.RunProgressParams) bool { return p.Run == started.Run }
	servertest.Await(first.Editor, protocol.RunProgress, ofRun)
	end(first)
	first.tree.Wait()

	client.Runs = protocol.List[string]{started.Run}
	next := serve(t, path)
	next.Initialize(client)
	servertest.Await(next.Editor, protocol.RunProgress, ofRun)
	if err := os.WriteFile(goOn, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	ended := servertest.Await(next.Editor, protocol.RunEnded, func(p protocol.RunEndedParams) bool { return p.Run == started.Run })
	if ended.Ending != protocol.EndingExited || ended.ExitCode != 3 || ended.Profile == "" {
		t.Errorf("ended %+v", ended)
	}
}
