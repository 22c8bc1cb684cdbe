package python

import (
	"errors"
	"testing"
	"time"

	"github.com/spf13/afero"
)

// TestKnown checks when an interpreter is asked again what it has told before.
func TestKnown(t *testing.T) {
	const (
		path  = "/usr/bin/python3"
		cache = "/c/tottime/pythons.json"
	)
	put := func(path, text string) func(*world, *Finder) error {
		return func(_ *world, f *Finder) error { return afero.WriteFile(f.Files, path, []byte(text), 0o755) }
	}
	for name, test := range map[string]struct {
		program string
		between func(*world, *Finder) error
		asked   int
	}{
		"nothing changed": {"\x7fELF", nil, 1},
		"another program": {"\x7fELF", put(path, "\x7fELF, the next release"), 2},
		"a later one of that size": {"\x7fELF", func(_ *world, f *Finder) error {
			return f.Files.Chtimes(path, time.Now(), time.Now().Add(time.Hour))
		}, 2},
		"an environment now":  {"\x7fELF", put("/usr/pyvenv.cfg", "home = /opt"), 2},
		"a script":            {"#!/bin/sh", nil, 2},
		"nothing to read":     {"", nil, 2},
		"a damaged cache":     {"\x7fELF", put(cache, "{"), 2},
		"a cache of our past": {"\x7fELF", put(cache, `{"/usr/bin/python3": {"version": "3.11.2"}}`), 2},
		"no cache": {"\x7fELF", func(_ *world, f *Finder) error {
			f.Cache = ""
			return nil
		}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			w := &world{interpreters: map[string]any{path: cpython("3.11.2", path, "/usr")}}
			finder := w.finder()
			files := finder.Files
			choose := func(cache string) {
				t.Helper()
				// Another process.
				finder = &Finder{Files: files, Getenv: finder.Getenv, Output: w.output, System: finder.System, Cache: cache}
				found, err := finder.Choose(t.Context(), Query{Chosen: path})
				if want := (Interpreter{path, "3.11.2", "CPython", Chosen}); err != nil || found != want {
					t.Errorf("it is %+v (%v), want %+v", found, err, want)
				}
			}
			finder.Cache = cache
			if err := put(path, test.program)(w, finder); err != nil {
				t.Fatal(err)
			}
			choose(cache)
			if test.between != nil {
				if err := test.between(w, finder); err != nil {
					t.Fatal(err)
				}
			}
			choose(finder.Cache)
			if len(w.asked) != test.asked {
				t.Errorf("it was asked %d times, want %d", len(w.asked), test.asked)
			}
		})
	}
}

// TestBrokenIsNotKnown checks that an interpreter that did not start gets another chance.
func TestBrokenIsNotKnown(t *testing.T) {
	w := &world{interpreters: map[string]any{"/p/python": errors.New("a library is missing")}}
	finder := w.finder()
	finder.Cache = "/c/pythons.json"
	if err := afero.WriteFile(finder.Files, "/p/python", []byte("\x7fELF"), 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := finder.Choose(t.Context(), Query{Chosen: "/p/python"}); !errors.Is(err, ErrBroken) {
			t.Errorf("the error is %v", err)
		}
	}
	if len(w.asked) != 2 {
		t.Errorf("it was asked %d times", len(w.asked))
	}
}
