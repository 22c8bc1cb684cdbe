package pstats

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGolden compares our reports with those that CPython 3.13 made; testdata/golden/pstats/report.py refreshes them.
func TestGolden(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(goldenFolder, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&cases); err != nil {
		t.Fatal(err)
	}
	files, _ := fixtures(t)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join(goldenFolder, c.Name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.perform(files)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("not as CPython prints it (-want +got):\n%s", diff)
			}
		})
	}
}
