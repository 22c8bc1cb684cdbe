package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func TestPythons(t *testing.T) {
	t.Parallel()
	found := needPython(t)
	command := self(t, "pythons")
	if got := finish(t, command, ""); got.code != 0 || !strings.Contains(got.stdout, found.Implementation+" "+found.Version) || !strings.Contains(got.stdout, found.Path) {
		t.Errorf("it ended with %+v, want %s", got, found.Path)
	}
	command.Args = []string{"pythons", "--json"}
	var answer pythonsAnswer
	if err := json.Unmarshal([]byte(finish(t, command, "").stdout), &answer); err != nil {
		t.Fatal(err)
	}
	want := interpreterAnswer{found.Path, found.Version, found.Implementation, found.Source, true}
	for _, i := range answer.Interpreters {
		if i == want {
			return
		}
	}
	t.Errorf("the JSON has %+v, want %+v in it", answer.Interpreters, want)
}

func TestPythonsTellsWhatIsBroken(t *testing.T) {
	t.Parallel()
	needPython(t)
	if runtime.GOOS == "windows" {
		t.Skip("a script cannot stand for an interpreter on Windows")
	}
	command := self(t, "pythons", "--json")
	folder := filepath.Join(command.Dir, ".venv", "bin")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	// As long as a process that is started just then had the file open, it could not be run.
	syscall.ForkLock.RLock()
	err := os.WriteFile(filepath.Join(folder, "python"), []byte("#!/bin/sh\necho out of order >&2\nexit 1\n"), 0o755)
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	var answer pythonsAnswer
	if err := json.Unmarshal([]byte(finish(t, command, "").stdout), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Problems) == 0 || !strings.HasSuffix(answer.Problems[0].Path, filepath.Join(".venv", "bin", "python")) || !strings.Contains(answer.Problems[0].Text, "out of order") {
		t.Errorf("the problems are %+v, want that of .venv", answer.Problems)
	}
	command.Args = []string{"pythons"}
	if got := finish(t, command, ""); got.code != 0 || !strings.Contains(got.stderr, "out of order") {
		t.Errorf("it ended with %+v", got)
	}
}
