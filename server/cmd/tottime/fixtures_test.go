package main

import (
	"encoding/json"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// expected says which functions are in the committed profiles of a program, whatever profiler and Python they are by.
var expected = map[string][]string{
	"collisions":  {"main", "<lambda>", "__init__", "increment"},
	"expressions": {"evaluate", "build", "<lambda>"},
	"names":       {"größe", "数える"},
	"offices":     {"sell", "price", "office"},
	"recursion":   {"fibonacci", "is_even", "hanoi"},
	"shapes":      {"main", "__lt__", "area"},
	"text":        {"main", "__lt__", "area"},

	"austin":   {"main", "Shape.__lt__", "Rectangle.area"},
	"cpu":      {"fibonacci", "compute"},
	"mutex":    {"hold"},
	"periodic": {"Basket.total", "discount", "worker", "Price.__round__"},
	"python":   {"Basket.total", "discount", "worker", "Price.__round__"},

	"brackets":              {"plain", "shut"},
	"caller-without-record": {"work"},
	"huge":                  {"main", "work"},
	"marshal-0":             {"main", "work", "len"},
	"marshal-1":             {"main", "work", "len"},
	"marshal-2":             {"main", "work", "len"},
	"marshal-3":             {"main", "work", "len"},
	"marshal-4":             {"main", "work", "len"},
	"no-calls":              {"main", "work"},
	"odd-floats":            {"main", "work"},
	"outermost":             {"main"},
	"same-when-stripped":    {"f", "g", "work"},
	"sampled":               {"main", "work"},
	"ties":                  {"f", "g", "h"},
	"wide":                  {"𝕗", "main"},
}

// refused says what the committed profiles measure that are not profiles of time.
var refused = map[string]string{"heap": "it measures inuse_space in bytes", "samples": "it measures samples in count"}

// reports are options that make different ones.
var reports = [][]string{{"-s", "time"}, {"--callers"}, {"--callees"}, {"--json"}, {"--accurate", "--strip-dirs"}, {"--accurate", "--callers"}}

// TestStatsOfAllProfiles reads every committed profile, of every tool and Python, by the command line; those that are not of time it refuses.
func TestStatsOfAllProfiles(t *testing.T) {
	files := profiles(t)
	read := 0
	err := filepath.WalkDir(testdata+"/profiles", func(file string, entry fs.DirEntry, err error) error {
		if extension := filepath.Ext(file); err != nil || extension != ".stats" && extension != ".pprof" {
			return err
		}
		file, err = filepath.Rel(testdata+"/profiles", file)
		if err != nil {
			return err
		}
		file = filepath.ToSlash(file)
		t.Run(file, func(t *testing.T) { checkReports(t, files, file) })
		read++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("read %d profiles, refused %d", read-len(refused), len(refused))
	if read < 127 {
		t.Errorf("%d profiles only", read)
	}
}

// checkReports checks that all reports on a profile show the functions that are in it, or that it is refused as it is to be.
func checkReports(t *testing.T, files afero.Fs, file string) {
	t.Helper()
	program := strings.TrimSuffix(path.Base(file), path.Ext(file))
	functions, why := expected[program], refused[program]
	if len(functions) == 0 && why == "" {
		t.Fatal("which functions are in it is not said")
	}
	for _, arguments := range reports {
		code, stdout, stderr := command(files, append([]string{"stats", file}, arguments...)...)
		if why != "" {
			if code != 1 || stdout != "" || !strings.Contains(stderr, why) {
				t.Errorf("%q: exit code %d, want 1 and %s: %s", arguments, code, why, stderr)
			}
			continue
		}
		if code != 0 || stderr != "" {
			t.Fatalf("%q: exit code %d: %s", arguments, code, stderr)
		}
		if arguments[0] == "--json" {
			stdout = names(t, stdout)
		}
		for _, name := range functions {
			if !strings.Contains(stdout, name) {
				t.Errorf("%q does not mention %s:\n%s", arguments, name, stdout)
			}
		}
	}
}

// names lists the functions of a report in JSON.
func names(t *testing.T, report string) string {
	var parsed struct{ Functions []struct{ Name string } }
	if err := json.Unmarshal([]byte(report), &parsed); err != nil {
		t.Fatalf("%v in %s", err, report)
	}
	var all []string
	for _, function := range parsed.Functions {
		all = append(all, function.Name)
	}
	return strings.Join(all, "\n")
}
