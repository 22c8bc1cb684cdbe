package pstats

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

// randomSequences is how many sequences are tried with each Python, besides those that try each file and each sort key.
const randomSequences = 300

// TestParity compares our reports with those of every installed CPython byte for byte: over every file that it can load, committed, recorded by
// itself, and both again as we write them; and over sequences of operations.
func TestParity(t *testing.T) {
	found := interpreters(t)
	files, paths := fixtures(t)
	root, err := filepath.Abs(profilesFolder)
	if err != nil {
		t.Fatal(err)
	}
	var all atomic.Int64
	t.Cleanup(func() { t.Logf("%d sequences compared byte for byte with %d CPythons", all.Load(), len(found)) })
	for i, version := range versions {
		t.Run(version, func(t *testing.T) {
			python := found[version]
			if python == "" {
				t.Skipf("needs CPython %s in pyenv's folder (PYENV_ROOT or ~/.pyenv); the golden files, made by 3.13, are compared in any case", version)
			}
			t.Parallel()
			p := parity{t: t, version: version, python: python, dialect: dialects[version], files: overlay()}
			again := written(t, files, slices.DeleteFunc(slices.Clone(paths), bySampling), t.TempDir())
			live := recordLive(t, python)
			again = append(again, written(t, p.files, live, t.TempDir())...)
			candidates := slices.Concat(again, live)
			for _, path := range paths {
				if !p.unfit(path) {
					candidates = append(candidates, root+"/"+path)
				}
			}
			p.find(candidates, again)
			all.Add(int64(p.compare(rand.New(rand.NewPCG(3, uint64(i))))))
		})
	}
}

// overlay returns the files of the system, and keeps what is written to itself.
func overlay() afero.Fs {
	return afero.NewCopyOnWriteFs(afero.NewReadOnlyFs(afero.NewOsFs()), afero.NewMemMapFs())
}

// parity compares with one Python.
type parity struct {
	t               *testing.T
	version, python string
	dialect
	files afero.Fs
	paths []string // what this Python can load
}

// unfit reports whether a Python must not be given a committed file: code objects of a newer Python make some crash, such as those of 3.14 make
// 3.13.0. The sampled files mean something to no Python before 3.15, and to this one something else.
func (p *parity) unfit(path string) bool {
	parts := strings.Split(path, "/")
	newer := parts[0] == "profile" && parts[2] != "text.stats" && slices.Index(versions, parts[1]) > slices.Index(versions, p.version)
	return newer || bySampling(path)
}

// find finds out which files the Python can load. They must be all that we have written, and all by cProfile of Pythons like it.
func (p *parity) find(candidates, ours []string) {
	var cases []testCase
	for _, path := range candidates {
		cases = append(cases, testCase{Operations: [][]any{{"load", path}}})
	}
	for i, report := range theirReports(p.t, p.python, cases) {
		switch path := candidates[i]; {
		case report.Error == "":
			p.paths = append(p.paths, path)
		case slices.Contains(ours, path) || strings.Contains(path, "/cprofile/3.") && p.ordered:
			p.t.Errorf("CPython %s cannot load %s: %s", p.version, path, report.Error)
		}
	}
}

// compare compares each report on each sequence and returns how many there were.
func (p *parity) compare(random *rand.Rand) (compared int) {
	s := sequences{random: random, dialect: p.dialect, paths: p.paths, folder: p.t.TempDir()}
	if !p.ordered { // Python 2 orders code objects by their addresses
		s.paths = slices.DeleteFunc(slices.Clone(s.paths), func(path string) bool { return strings.Contains(path, "/profile/2.7/") })
	}
	cases := slices.Concat(p.everyFile(), p.everyKey())
	for want := len(cases) + randomSequences; len(cases) < want; {
		if c := s.next(); !c.addsOneProgramTwice() {
			cases = append(cases, c)
		}
	}
	for i, theirs := range theirReports(p.t, p.python, cases) {
		if p.agrees(cases[i], theirs) {
			compared++
		}
	}
	p.compareSaved(s)
	p.t.Logf("%d of %d sequences over %d files compared byte for byte with CPython %s", compared, len(cases), len(p.paths), p.version)
	if compared < len(cases)*9/10 {
		p.t.Errorf("CPython %s reports on %d of %d sequences only", p.version, compared, len(cases))
	}
	return compared
}

// everyFile makes sequences that show all that is in each file.
func (p *parity) everyFile() (cases []testCase) {
	for _, path := range p.paths {
		operations := [][]any{{"load", path}, {"sort_stats", "nfl"}, {"print_stats"}, {"print_callers"}, {"print_callees"}}
		if countedOnly(path) {
			operations[1][1] = "stdname" // names that are code objects cannot be compared with others
		}
		cases = append(cases, testCase{Operations: operations})
	}
	return cases
}

// everyKey makes sequences that sort by each beginning of each key, and by what is none.
func (p *parity) everyKey() (cases []testCase) {
	words := []string{"", "x", "Calls", "names", "CUMULATIVE", "file", "fi"}
	for _, key := range parityKeys {
		for end := range key {
			words = append(words, key[:end+1])
		}
	}
	slices.Sort(words)
	for _, word := range slices.Compact(words) {
		if p.ordered && (p.version != "3.6" || !strings.HasPrefix(word, "fi") && word != "f") { // which abbreviations are valid depends on the order
			cases = append(cases, testCase{Operations: [][]any{{"load", p.paths[0]}, {"sort_stats", word}, {"print_stats", 2}}})
		}
	}
	return cases
}

// theirLimits are exceptions where we print a report. Python cannot compare a code object with a name, nor add calls that profile has counted to
// those that cProfile has timed, nor print a count by a caller that has no record of its own.
var theirLimits = regexp.MustCompile(`^TypeError: ('<' not supported between|'int' object is not iterable|zip argument #2 must support iteration|can only concatenate tuple)|^KeyError: \(`)

// agrees compares the reports on a sequence and reports whether there were two. If one raises an exception so must the other, but for theirLimits.
func (p *parity) agrees(c testCase, theirs theirReport) bool {
	ours, err := c.perform(p.files)
	if theirs.Error != "" {
		if err == nil && !theirLimits.MatchString(theirs.Error) {
			p.t.Errorf("%v: CPython %s raises %s, but we print\n%s", c.Operations, p.version, theirs.Error, ours)
		}
		return err != nil
	}
	if err != nil {
		p.t.Errorf("%v: %v, but CPython %s prints\n%s", c.Operations, err, p.version, theirs.Printed)
		return false
	}
	if !p.ordered { // Python 2 leaves out blanks at the ends of lines
		ours, theirs.Printed = trimmed(ours), trimmed(theirs.Printed)
	}
	if diff := cmp.Diff(theirs.Printed, ours); diff != "" {
		p.t.Errorf("%v: not as CPython %s prints it (-want +got):\n%s", c.Operations, p.version, diff)
	}
	return true
}

func trimmed(text string) string { return regexp.MustCompile(`(?m) +$`).ReplaceAllString(text, "") }

// compareSaved compares the files that the Python has saved on the way with ours of the same name.
func (p *parity) compareSaved(s sequences) {
	for i := range s.saved {
		path := fmt.Sprintf("%s/saved-%d.stats", s.folder, i+1)
		c := testCase{Operations: [][]any{{"load", path}, {"print_stats"}, {"print_callers"}}}
		if !p.ordered {
			c.Operations = slices.Insert(c.Operations, 1, []any{"sort_stats", "nfl"})
		}
		theirs, err := c.perform(afero.NewOsFs())
		if err != nil {
			continue // the sequence has raised an exception before it came to this
		}
		if ours, err := c.perform(p.files); err != nil || ours != theirs {
			p.t.Errorf("%s: %v; CPython %s has saved something else (-theirs +ours):\n%s", path, err, p.version, cmp.Diff(theirs, ours))
		}
	}
}
