package gunzip_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"tottime/profiler/internal/gunzip"
)

// packed returns text as gzip data.
func packed(t testing.TB, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestUnpack(t *testing.T) {
	whole := packed(t, strings.Repeat("a profile ", 1000))
	for _, c := range []struct {
		name string
		data []byte
		size int
		want string // the error
	}{
		{"whole", whole, 10_000, ""},
		{"nothing inside", packed(t, ""), 0, ""},
		{"two in a row", append(bytes.Clone(whole), whole...), 20_000, ""},
		{"cut short", whole[:len(whole)-9], 0, "it is cut short at byte "},
		{"cut in its head", whole[:5], 0, "it is cut short at byte 5;"},
		{"damaged", append(bytes.Clone(whole[:len(whole)-8]), 1, 2, 3, 4, 5, 6, 7, 8), 0, "its gzip data is damaged (gzip: invalid checksum)"},
		{"no method", []byte("\x1f\x8b\x07 and so on"), 0, "its gzip data is damaged"},
		{"a bomb", packed(t, strings.Repeat("\x00", 20<<20)), 0, gunzip.ErrTooLarge.Error()},
		{"large but no bomb", packed(t, strings.Repeat("\x00", 15<<20)), 15 << 20, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := gunzip.Unpack(c.data)
			switch {
			case c.want == "" && (err != nil || len(got) != c.size):
				t.Errorf("got %d bytes and %v, want %d bytes", len(got), err, c.size)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %s", err, c.want)
			}
			if !gunzip.Is(c.data) {
				t.Error("it is not taken for gzip data")
			}
		})
	}
	if gunzip.Is([]byte("{")) || gunzip.Is(nil) {
		t.Error("other data is taken for gzip data")
	}
}

func TestPrefix(t *testing.T) {
	whole := packed(t, "a profile")
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"longer", packed(t, "a profile of a program"), "a profile"},
		{"as long", whole, "a profile"},
		{"shorter", packed(t, "a"), "a"},
		{"damaged at the end", whole[:len(whole)-2], "a profile"},
		{"damaged", whole[:3], ""},
	} {
		if got := string(gunzip.Prefix(c.data, len("a profile"))); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A small file that claims to be large makes no more work than it is worth.
func TestFalseClaim(t *testing.T) {
	data := packed(t, "small")
	copy(data[len(data)-4:], "\xff\xff\xff\xff")
	if _, err := gunzip.Unpack(data); !errors.Is(err, gzip.ErrChecksum) {
		t.Errorf("got %v, want %v", err, gzip.ErrChecksum)
	}
}
