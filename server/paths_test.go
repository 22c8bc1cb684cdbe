package server

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"
)

func TestReal(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	if err := os.MkdirAll(at("work/src"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("work/src/main.py"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{
		"home": at("work"), "work/code": "src", "work/src/entry.py": "../code/main.py", "work/round": "about", "work/about": "round",
	} {
		if err := os.Symlink(filepath.FromSlash(target), at(link)); err != nil {
			t.Skip("this system makes no symbolic links: ", err)
		}
	}
	tests := map[string]struct{ path, want string }{
		"no link":               {"work/src/main.py", "work/src/main.py"},
		"link to a folder":      {"home/src/main.py", "work/src/main.py"},
		"relative link":         {"work/code/main.py", "work/src/main.py"},
		"link to a link":        {"home/code/entry.py", "work/src/main.py"},
		"not clean":             {"home/./code/../code//main.py", "work/src/main.py"},
		"does not exist":        {"home/code/none/there.py", "work/src/none/there.py"},
		"links going in circle": {"work/round", "work/round"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := paths{files: afero.NewOsFs()}.real(at(test.path))
			if name == "links going in circle" {
				// Which of the two it ends at is of no matter; that it ends is.
				return
			}
			if got != at(test.want) {
				t.Errorf("got %s, want %s", got, at(test.want))
			}
			if _, err := os.Stat(got); err == nil {
				if evaluated, err := filepath.EvalSymlinks(at(test.path)); err != nil || evaluated != got {
					t.Errorf("filepath.EvalSymlinks answers %s, %v", evaluated, err)
				}
			}
		})
	}
}

func TestKey(t *testing.T) {
	files := afero.NewMemMapFs()
	tests := map[string]struct {
		a, b string
		fold bool
		same bool
	}{
		"same":                {"/a/b.py", "/a/b.py", false, true},
		"not clean":           {"/a/./x/../b.py", "/a/b.py", false, true},
		"case matters":        {"/a/B.py", "/a/b.py", false, false},
		"case does not":       {"/A/B.py", "/a/b.py", true, true},
		"other file":          {"/a/b.py", "/a/c.py", true, false},
		"case beyond English": {"/ÄÖ.py", "/äö.py", true, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := paths{files, test.fold}
			if same := p.key(test.a) == p.key(test.b); same != test.same {
				t.Errorf("%s and %s: same is %v", test.a, test.b, same)
			}
		})
	}
}

func TestLocate(t *testing.T) {
	files := afero.NewMemMapFs()
	for _, path := range []string{"/proj/main.py", "/proj/pkg/a.py", "/other/pkg/a.py"} {
		if err := afero.WriteFile(files, path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tests := map[string]struct {
		name    string
		folders []string
		want    string
	}{
		"absolute":              {"/proj/main.py", nil, "/proj/main.py"},
		"absolute, gone":        {"/proj/gone.py", []string{"/proj"}, ""},
		"relative":              {"pkg/a.py", []string{"/none", "/proj", "/other"}, "/proj/pkg/a.py"},
		"relative, gone":        {"pkg/b.py", []string{"/proj"}, ""},
		"no folders":            {"main.py", nil, ""},
		"folder is not one":     {"main.py", []string{""}, ""},
		"a folder":              {"/proj/pkg", nil, ""},
		"built-in":              {"~", []string{"/proj"}, ""},
		"compiled from text":    {"<string>", []string{"/proj"}, ""},
		"nothing":               {"", []string{"/proj"}, ""},
		"frozen, like relative": {"<frozen importlib._bootstrap>", []string{"/proj"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, ok := paths{files: files}.locate(test.name, test.folders)
			if got != test.want || ok != (test.want != "") {
				t.Errorf("got %q, %v; want %q", got, ok, test.want)
			}
		})
	}
}
