package typescript

import (
	"flag"
	"os"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Everything that is accepted, in one package, gives the golden file.
func TestWrite(t *testing.T) {
	const input, golden = "testdata/accepted.go.txt", "testdata/accepted.ts.txt"
	text, err := os.ReadFile(input)
	if err != nil {
		t.Fatal(err)
	}
	declarations, err := Read(fstest.MapFS{
		"accepted.go": {Data: text},
		// Tests may declare what they like.
		"accepted_test.go": {Data: []byte("package wire\nvar private = []int64{}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := declarations.Write()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", golden, diff)
	}
}
