package capture

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

func TestEnvFile(t *testing.T) {
	list := string(os.PathListSeparator)
	for _, test := range []struct {
		name, text string
		want       string // NAME=value of what is new, separated by "|"
	}{
		{"empty", "", ""},
		{"plain", "A=1\nB_2 = two words \r\n  _C=\n", "A=1|B_2=two words|_C="},
		{"other lines", "# A=1\nexport A=1\n1A=1\nA\n=1\nA-B=1\n\n", ""},
		{"with a mark", "\ufeffA=1", "A=1"},
		{"comments belong to values", "A=1 # one", "A=1 # one"},
		{"quotes", `A="a b"` + "\n" + `B='$c'` + "\n" + `C="a\nb"` + "\n" + `D=a\nb` + "\nE=\"", "A=a b|B=$c|C=a\nb|D=a\\nb|E=\""},
		{"the last one stays", "A=1\nA=2", "A=2"},
		{"an equals sign", "A=b=c", "A=b=c"},
		{"references", "A=1\nB=${A}${HOME}${NONE}.", "A=1|B=1/home/ada."},
		{"the file's own first", "HOME=/x\nB=${HOME}", "B=/x|HOME=/x"},
		{"kept references", `A=\${HOME}` + "\nB=${HO-ME}${HOME}\nC=$HOME", "A=${HOME}|B=${HO-ME}${HOME}|C=$HOME"},
		{"several lines", "A=\"one\n  two\"\nB='x\ny\nC=1'", "A=one\n  two|B=x\ny\nC=1"},
		{"a quote alone", "A=\"one\nB=2", "A=\"one|B=2"},
		{"paths are appended to", "PATH=/mine\nPYTHONPATH=/lib", "PATH=/mine" + list + "/bin|PYTHONPATH=/lib"},
		{"an empty path", "PATH=", "PATH=/bin"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.ContainsAny(test.want, "abc") {
				t.Skip("names have no case on Windows")
			}
			files := afero.NewMemMapFs()
			if err := afero.WriteFile(files, "/.env", []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			env, err := WithEnvFile(files, "/.env", []string{"HOME=/home/ada", "PATH=/bin", "LANG=C"})
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{"HOME": "/home/ada", "PATH": "/bin", "LANG": "C"}
			for _, entry := range strings.Split(test.want, "|") {
				if name, value, ok := strings.Cut(entry, "="); ok {
					want[name] = value
				}
			}
			got := map[string]string{}
			for _, entry := range env {
				name, value, _ := strings.Cut(entry, "=")
				if _, twice := got[name]; twice {
					t.Errorf("%s is there twice", name)
				}
				got[name] = value
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the environment differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEnvFileRefused(t *testing.T) {
	files := afero.NewMemMapFs()
	if _, err := WithEnvFile(files, "/none", nil); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "/none") || !strings.Contains(err.Error(), "Check its name") {
		t.Errorf("a file that is not there: %v", err)
	}
	afero.WriteFile(files, "/python", []byte("\x7fELF\x00"), 0o600)
	if _, err := WithEnvFile(files, "/python", nil); err == nil || !strings.Contains(err.Error(), "not a text") {
		t.Errorf("a file that is no text: %v", err)
	}
}
