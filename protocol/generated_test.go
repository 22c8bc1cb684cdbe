package protocol_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/protocol/internal/typescript"
)

// The TypeScript that is committed is what these declarations generate.
func TestGenerated(t *testing.T) {
	const path = "../extension/src/protocol.gen.ts"
	declarations, err := typescript.Read(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	want, err := declarations.Write()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not fresh; run go generate ./protocol (-generated +committed):\n%s", path, diff)
	}
}
