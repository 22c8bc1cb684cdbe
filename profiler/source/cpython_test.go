package source

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"tottime/profiler/process"
)

var (
	pythons = flag.String("pythons", "", "glob pattern of the interpreters to compare with, instead of pyenv's")
	every   = flag.Int("every", 50, "compare every so many files of each standard library; 1 for all")
)

// TestCPython compares the outlines of standard library files with what the interpreters themselves say of them, whichever are
// installed: every definition's lines and names, and every key that a profile may hold.
//
//	go test ./profiler/source -run CPython -v -every 1
func TestCPython(t *testing.T) {
	if testing.Short() {
		t.Skip("compares with every installed Python")
	}
	found := interpreters(t)
	if len(found) == 0 {
		t.Skip("found no Python: give a glob pattern with -pythons; TestSamples compares with what CPython said before")
	}
	for _, python := range found {
		t.Run(python, func(t *testing.T) {
			t.Parallel()
			command := process.Command{Path: python, Args: []string{"testdata/truth.py", "--library", strconv.Itoa(*every)}}
			output, err := process.Output(t.Context(), command, process.Limits{Time: 10 * time.Minute, Bytes: 100 << 20})
			if err != nil {
				t.Fatal(err)
			}
			var total compared
			for _, want := range decodeTruths(t, output) {
				text, err := os.ReadFile(want.Path)
				if err != nil {
					t.Fatal(err)
				}
				total.check(t, want.Path, text, want)
			}
			if total.files == 0 || total.misnamed*200 > total.keys {
				t.Errorf("compared %v", total)
			}
			t.Log(total)
		})
	}
}

func interpreters(t *testing.T) []string {
	t.Helper()
	patterns := []string{*pythons}
	if *pythons == "" {
		root := os.Getenv("PYENV_ROOT")
		if home, err := os.UserHomeDir(); root == "" && err == nil {
			root = filepath.Join(home, ".pyenv")
		}
		patterns = []string{filepath.Join(root, "versions", "*", "bin", "python"), "/usr/bin/python3", "/usr/local/bin/python3"}
	}
	var found []string
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, paths...)
	}
	return found
}
