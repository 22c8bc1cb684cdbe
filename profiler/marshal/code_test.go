package marshal

import (
	"os"
	"path/filepath"
	"testing"
)

// codeObjects reads what testdata/make_code.py wrote with each Python, by file.
func codeObjects(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/code/*.marshal")
	if err != nil || len(files) < 11 {
		t.Fatalf("%d code objects in testdata/code, %v", len(files), err)
	}
	all := make(map[string][]byte)
	for _, file := range files {
		if all[filepath.Base(file)], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestCodeObjects(t *testing.T) {
	const want = `(<code <module> prog.py:1>,"between",<code <module> prog.py:1>,)`
	for name, data := range codeObjects(t) {
		t.Run(name, func(t *testing.T) {
			d := NewDecoder(data)
			if got := dump(d); got != want || d.Err() != nil {
				t.Errorf("got  %s, %v\nwant %s", got, d.Err(), want)
			}
			checkEnd(t, d, data)

			fits := 0
			for i := range layouts {
				d := NewDecoder(data)
				d.layout = &layouts[i]
				if got := dump(d); got == want && d.Err() == nil && d.Offset() == len(data) {
					fits++
				}
			}
			if fits != 1 {
				t.Errorf("%d layouts fit, want 1", fits)
			}

			for n := range data {
				d := NewDecoder(data[:n])
				if d.Skip(); d.Err() == nil {
					t.Fatalf("the first %d of %d bytes are accepted", n, len(data))
				}
			}
		})
	}
}

func TestNoCodeObject(t *testing.T) {
	d := NewDecoder([]byte("c0123456789abcdef0123456789NNNNNNNNNNNN"))
	d.Code()
	if d.Err() == nil || d.Err().Error() != "at byte 1: "+errNoLayout.Error() {
		t.Errorf("got %v", d.Err())
	}
}
