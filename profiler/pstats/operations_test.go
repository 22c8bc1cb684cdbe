package pstats

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"
)

const (
	profilesFolder = "../../testdata/profiles"
	goldenFolder   = "../../testdata/golden/pstats"
)

// TestMain puts all times into UTC, as the golden files have them.
func TestMain(m *testing.M) {
	os.Setenv("TZ", "UTC")
	os.Exit(m.Run())
}

// testCase is a sequence of operations on Python's Stats: the name of a method and its arguments, "load" being the constructor.
type testCase struct {
	Name       string  `json:"name"`
	Operations [][]any `json:"operations"`
}

// perform does with our Stats what testdata/golden/pstats/report.py does with Python's, and returns what is printed.
func (c testCase) perform(files afero.Fs) (string, error) {
	var out strings.Builder
	var stats *Stats
	for _, operation := range c.Operations {
		if err := perform(files, &stats, &out, operation[0].(string), operation[1:]); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

func perform(files afero.Fs, stats **Stats, out *strings.Builder, name string, arguments []any) error {
	switch name {
	case "load", "add":
		loaded, err := Load(files, arguments[0].(string), Compatible)
		if err != nil {
			return err
		}
		if name == "load" {
			*stats = loaded
		} else {
			(*stats).Add(loaded)
		}
	case "strip_dirs":
		(*stats).StripDirs()
	case "reverse_order":
		(*stats).Reverse()
	case "sort_stats":
		var words []string
		for _, argument := range arguments {
			words = append(words, fmt.Sprint(argument))
		}
		return (*stats).Sort(words...)
	default:
		print, ok := map[string]func(*Stats, *strings.Builder, []Restriction) error{
			"print_stats":   func(s *Stats, w *strings.Builder, r []Restriction) error { return s.Print(w, r...) },
			"print_callers": func(s *Stats, w *strings.Builder, r []Restriction) error { return s.PrintCallers(w, r...) },
			"print_callees": func(s *Stats, w *strings.Builder, r []Restriction) error { return s.PrintCallees(w, r...) },
		}[name]
		if !ok {
			return fmt.Errorf("no operation %s", name)
		}
		restrictions, err := restrictions(arguments)
		if err != nil {
			return err
		}
		return print(*stats, out, restrictions)
	}
	return nil
}

func restrictions(arguments []any) (all []Restriction, err error) {
	for _, argument := range arguments {
		var r Restriction
		switch x := argument.(type) {
		case string:
			r, err = Pattern(x)
		case int:
			r = Count(x)
		case float64:
			r = Fraction(x)
		case json.Number:
			if n, intErr := x.Int64(); intErr == nil {
				r = Count(int(n))
			} else if f, floatErr := x.Float64(); floatErr == nil {
				r = Fraction(f)
			}
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// fixtures returns all committed profiles in memory, modified as the golden files say, and their paths below the folder.
func fixtures(t testing.TB) (files afero.Fs, paths []string) {
	t.Helper()
	files = afero.NewMemMapFs()
	modified := time.Unix(1700000000, 0)
	err := filepath.WalkDir(profilesFolder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".stats" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		path, err = filepath.Rel(profilesFolder, path)
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		paths = append(paths, path)
		if err := afero.WriteFile(files, path, data, 0o644); err != nil {
			return err
		}
		return files.Chtimes(path, modified, modified)
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d profiles in %s, %v", len(paths), profilesFolder, err)
	}
	return files, paths
}
