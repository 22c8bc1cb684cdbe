package pstats

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"
)

const (
	profilesFolder = "../../testdata/profiles"
	goldenFolder   = "../../testdata/golden/pstats"
)

// modified is when all profiles were saved, as the golden files have it.
var modified = time.Unix(1700000000, 0)

// TestMain puts all times into UTC, as the golden files have them.
func TestMain(m *testing.M) {
	os.Setenv("TZ", "UTC")
	os.Exit(m.Run())
}

// testCase is a sequence of operations on Python's Stats: the name of a method and its arguments, or what testdata/golden/pstats/report.py adds.
type testCase struct {
	Name       string  `json:"name"`
	Operations [][]any `json:"operations"`
}

// perform does with our Stats what report.py does with Python's, and returns what is printed.
func (c testCase) perform(files afero.Fs) (string, error) {
	p := performer{files: files}
	for _, operation := range c.Operations {
		if err := p.perform(operation[0].(string), operation[1:]); err != nil {
			return "", err
		}
	}
	return p.out.String(), nil
}

// performer is where a sequence has got to.
type performer struct {
	files afero.Fs
	stats *Stats
	out   strings.Builder
}

func (p *performer) perform(name string, arguments []any) error {
	switch name {
	case "load":
		var err error
		if p.stats, err = Load(p.files, arguments[0].(string), Compatible); err != nil {
			return err
		}
		return p.add(arguments[1:])
	case "add":
		return p.add(arguments)
	case "reload":
		return p.reload(arguments[0].(string))
	case "strip_dirs":
		p.stats.StripDirs()
	case "reverse_order":
		p.stats.Reverse()
	case "sort_stats":
		return p.stats.Sort(texts(arguments)...)
	case "sort_keys":
		return p.stats.Sort(strings.Fields(strings.ToLower(strings.Join(texts(arguments), " ")))...)
	case "get_stats_profile":
		p.describe(p.stats.StatsProfile())
	default:
		return p.print(name, arguments)
	}
	return nil
}

// add adds files, of several the last first as pstats does.
func (p *performer) add(paths []any) error {
	for _, path := range slices.Backward(paths) {
		loaded, err := Load(p.files, path.(string), Compatible)
		if err != nil {
			return err
		}
		p.stats.Add(loaded)
	}
	return nil
}

// reload saves the sum and loads that.
func (p *performer) reload(path string) error {
	var out bytes.Buffer
	if err := p.stats.Write(&out); err != nil {
		return err
	}
	if err := afero.WriteFile(p.files, path, out.Bytes(), 0o600); err != nil {
		return err
	}
	if err := p.files.Chtimes(path, modified, modified); err != nil {
		return err
	}
	return p.perform("load", []any{path})
}

// describe writes down a StatsProfile as report.py does.
func (p *performer) describe(profile StatsProfile) {
	fmt.Fprintln(&p.out, reprFloat(profile.Total))
	perCall := func(x float64) string {
		if x == -1 {
			return "-1"
		}
		return reprFloat(x)
	}
	for _, f := range profile.Functions {
		fmt.Fprintf(&p.out, "%s: (%s, %s, %s, %s, %s, %s, %d)\n", reprString(f.Name), reprString(f.Calls), reprFloat(f.Self),
			perCall(f.SelfPerCall), reprFloat(f.Cumulative), perCall(f.CumulativePerCall), reprString(f.File), f.Line)
	}
}

func (p *performer) print(name string, arguments []any) error {
	restrictions, err := restrictions(arguments)
	if err != nil {
		return err
	}
	switch name {
	case "print_stats":
		return p.stats.Print(&p.out, restrictions...)
	case "print_callers":
		return p.stats.PrintCallers(&p.out, restrictions...)
	case "print_callees":
		return p.stats.PrintCallees(&p.out, restrictions...)
	}
	return fmt.Errorf("no operation %s", name)
}

func texts(arguments []any) (all []string) {
	for _, argument := range arguments {
		all = append(all, fmt.Sprint(argument))
	}
	return all
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
