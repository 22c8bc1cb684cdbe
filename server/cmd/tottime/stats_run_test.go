package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tottime/profiler/process"
)

// TestStatsOfARun reports on a run while it goes on, when everything of it was killed, and when it has ended well.
func TestStatsOfARun(t *testing.T) {
	t.Parallel()
	needPython(t)
	command := self(t, "run", "--quiet", "ticks.py")
	write(t, command, "ticks.py", "import time\ndef tick():\n    time.sleep(0.01)\nwhile True:\n    tick()\n")
	tree, err := process.Start(command)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Kill()
	stats := func(arguments ...string) result {
		return finish(t, process.Command{Path: command.Path, Args: append([]string{"stats"}, arguments...), Dir: command.Dir, Env: command.Env}, "")
	}

	folder, live := "", result{code: -1}
	for deadline := time.Now().Add(time.Minute); live.code != 0; {
		if time.Now().After(deadline) {
			t.Fatalf("there is no report on the run %q: %+v", folder, live)
		}
		if found, _ := filepath.Glob(filepath.Join(dataFolder(command), "*")); len(found) == 1 {
			folder = found[0]
			live = stats(folder)
		}
	}
	if !strings.Contains(live.stdout, "(tick)") || strings.Count(live.stderr, "\n") != 1 || !strings.Contains(live.stderr, "still running; this was measured ") {
		t.Errorf("while it runs: %s\n%s", live.stdout, live.stderr)
	}

	tree.Kill()
	dead := stats(folder)
	if dead.code != 0 || !strings.Contains(dead.stdout, "(tick)") || !strings.Contains(dead.stderr, "ended from outside; this was measured in its first") {
		t.Errorf("after it was killed: %+v", dead)
	}

	if corrected := stats("--corrected", folder); corrected.code != 0 || !strings.Contains(corrected.stdout, "Times are corrected, by estimate") {
		t.Errorf("after it was killed, corrected: %+v", corrected)
	}

	write(t, command, "ends.py", "print(sum(range(10)))\n")
	ended := finish(t, process.Command{Path: command.Path, Args: []string{"run", "ends.py"}, Dir: command.Dir, Env: command.Env}, "")
	found, err := filepath.Glob(filepath.Join(dataFolder(command), "*ends*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the runs are %v (%v); %+v", found, err, ended)
	}
	if got := stats(found[0]); got.code != 0 || got.stderr != "" || !strings.Contains(got.stdout, "{built-in method builtins.sum}") {
		t.Errorf("when it has ended: %+v", got)
	}
	if got := stats("--corrected", found[0]); got.code != 0 || got.stderr != "" || !strings.Contains(got.stdout, "Times are corrected, by estimate") {
		t.Errorf("when it has ended, corrected: %+v", got)
	}
	if err := os.RemoveAll(filepath.Join(found[0], "run.json")); err != nil {
		t.Fatal(err)
	}
	if got := stats(found[0]); got.code != 1 || !strings.Contains(got.stderr, "this folder is not that of a run: it has no run.json") {
		t.Errorf("without run.json: %+v", got)
	}
}
