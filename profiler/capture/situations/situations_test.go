// Package situations_test compares what becomes of programs under python -m cProfile and under Tottime with what is right, and keeps SITUATIONS.md true.
package situations_test

import (
	"flag"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// pageFile is its own golden file: what cannot be measured here is kept as it says.
const pageFile = "../SITUATIONS.md"

// situation is a row of the page.
type situation struct {
	title string
	right string // what is right, in a sentence or two
	trial trial
	// judge says what is wrong, by the methods of seen. What no judge complains of is right.
	judge func(*seen)
	// since is the first Python that has what the situation is about, "" for all of them, and why says what the others lack. It concerns one
	// tool or, when by is plain, both.
	since, why string
	by         tool
}

// group is a table of the page.
type group struct {
	title      string
	situations []situation
}

var groups = []group{endings, places, meanwhile, threads, processes, likeness, counting}

// TestSituations runs each situation's program under both tools, on every Python of this machine, and compares the verdicts with the page.
func TestSituations(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the page tells of Linux")
	}
	text, err := os.ReadFile(pageFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want, err := parsePage(string(text))
	if err != nil && !*update {
		t.Fatal(err)
	}
	got := want.clone()
	measure(t, got)
	if !*update {
		check(t, want, got)
		return
	}
	if t.Failed() {
		return
	}
	if err := os.WriteFile(pageFile, []byte(got.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// check compares the verdicts of the page with those that were seen.
func check(t *testing.T, want, got page) {
	t.Helper()
	for s := range situations {
		for _, by := range tools {
			for _, version := range versions {
				at := place{s.title, by, version}
				if want.verdicts[at] != got.verdicts[at] {
					t.Errorf("%s with Python %s under %s: the page says %q, seen was %q", s.title, got.pythons[version], by, want.verdicts[at], got.verdicts[at])
				}
			}
		}
	}
	if t.Failed() {
		t.Logf("look at what go test ./profiler/capture/situations -update changes in the page")
	}
	for version, full := range got.pythons {
		if made := want.pythons[version]; made != full {
			t.Logf("the page was made with Python %s, here is %s", made, full)
		}
	}
}

// measure puts what is seen on this machine into a page.
func measure(t *testing.T, p page) {
	found, missing := installed(t)
	for _, version := range missing {
		t.Logf("not checked: Python %s is not installed", version)
	}
	if len(found) == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
	heedInterrupts(t)
	command := build(t)
	var lock sync.Mutex // guards p
	t.Run("python", func(t *testing.T) {
		for version, i := range found {
			t.Run(version, func(t *testing.T) {
				t.Parallel()
				w := &workshop{python: i, version: version, tottime: command, folder: t.TempDir()}
				verdicts := w.verdicts(t)
				lock.Lock()
				defer lock.Unlock()
				p.pythons[version] = i.Version
				for at, v := range verdicts {
					p.verdicts[at] = v
				}
			})
		}
	})
}

// verdicts runs every trial once under each tool, and judges every situation.
func (w *workshop) verdicts(t *testing.T) map[place]verdict {
	runs := map[string]*seen{}
	var all []*seen
	for s := range situations {
		key := s.trial.String()
		// Tottime goes before cProfile, which is then given more time in what depends on time.
		for _, by := range []tool{plain, tottime, cProfile} {
			if runs[key+by.String()] != nil || !s.applies(w.version, by) || by == plain && !s.trial.plain {
				continue
			}
			run := w.run(t, s.trial, by)
			run.plain = runs[key+plain.String()]
			runs[key+by.String()] = run
			all = append(all, run)
		}
	}
	w.load(t, all)
	verdicts := map[place]verdict{}
	for s := range situations {
		for _, by := range tools {
			v := verdict{none, s.why}
			if s.applies(w.version, by) {
				judged := *runs[s.trial.String()+by.String()]
				s.judge(&judged)
				v = judged.verdict()
			}
			verdicts[place{s.title, by, w.version}] = v
		}
	}
	return verdicts
}

// situations are those of all groups.
func situations(yield func(situation) bool) {
	for _, g := range groups {
		for _, s := range g.situations {
			if !yield(s) {
				return
			}
		}
	}
}

// applies tells whether a Python has what the situation is about.
func (s situation) applies(version string, by tool) bool {
	concerned := s.since != "" && (s.by == plain || s.by == by)
	return !concerned || slices.Index(versions, version) >= slices.Index(versions, s.since)
}
