package source

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// The golden files are CPython's own word. After a change of the samples:
//
//go:generate sh -c "cd testdata/samples && python3.13 ../truth.py functions.py classes.py decorators.py expressions.py strings.py modern.py"
//go:generate sh -c "cd testdata/samples && python2.7 ../truth.py python2.py"

type sample struct {
	path string
	text []byte
}

func samples(t testing.TB) []sample {
	t.Helper()
	paths, err := filepath.Glob("testdata/samples/*.py")
	if err != nil || len(paths) < 7 {
		t.Fatalf("%d samples, %v", len(paths), err)
	}
	var all []sample
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sample{path, text})
	}
	return all
}

// TestSamples compares the outlines of files that hold every construct with what CPython said of them.
func TestSamples(t *testing.T) {
	var total compared
	for _, sample := range samples(t) {
		t.Run(filepath.Base(sample.path), func(t *testing.T) {
			golden, err := os.ReadFile(sample.path + ".json")
			if err != nil {
				t.Fatal(err)
			}
			var want truth
			if err := json.Unmarshal(golden, &want); err != nil || want.Error != "" {
				t.Fatal(err, want.Error)
			}
			total.check(t, sample.path, sample.text, want)
		})
	}
	t.Log(total)
}
