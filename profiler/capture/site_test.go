package capture

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/python"
)

// TestSitesOwnCustomization checks that the driver, which Python loads as sitecustomize, keeps no other sitecustomize from its turn.
func TestSitesOwnCustomization(t *testing.T) {
	bodies := map[string]string{
		"prints":     "import sys; print('site', __name__, __file__[-16:], sys.modules[__name__].__dict__ is globals())\n",
		"fails":      "raise ValueError('in sitecustomize')\n",
		"lacks":      "import no_such_module\n",
		"begins one": "import threading; threading.Thread(target=print, args=('thread',)).start()\n",
	}
	eachCase(t, slices.Sorted(maps.Keys(bodies)), func(t *testing.T, i python.Interpreter, name string) {
		folder := t.TempDir()
		for module, body := range map[string]string{"sitecustomize": bodies[name], "usercustomize": bodies["prints"]} {
			if err := os.WriteFile(filepath.Join(folder, module+".py"), []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		p := program{script: "facts.py", env: []string{"PYTHONPATH=" + folder}}
		got, _, _ := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
			t.Errorf("with a sitecustomize that %s it differs from plain Python (-plain +profiled):\n%s", name, diff)
		}
	})
}

// TestVirtualEnvironment runs a program with the interpreter of a virtual environment.
func TestVirtualEnvironment(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		folder := filepath.Join(t.TempDir(), "an environment")
		made := plain(t, i, program{script: "-m", args: []string{"venv", "--without-pip", folder}})
		if made.Exit.Code != 0 {
			t.Skipf("no virtual environment can be made: %s", made.Stderr)
		}
		i.Path = filepath.Join(folder, "bin", "python")
		if runtime.GOOS == "windows" {
			i.Path = filepath.Join(folder, "Scripts", "python.exe")
		}
		p := program{script: "facts.py"}
		got, run, kept := profiled(t, i, p)
		if diff := cmp.Diff(plain(t, i, p), got); diff != "" {
			t.Errorf("it differs from plain Python (-plain +profiled):\n%s", diff)
		}
		if !strings.Contains(got.Stdout, folder) || run.Python.Path != i.Path {
			t.Errorf("it did not run in the environment: %s", got.Stdout)
		}
		named(t, load(t, i, kept), "facts.py", "<module>")
	})
}
