package python

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
)

var (
	disk   = afero.NewOsFs()
	plenty = process.Limits{Time: time.Minute, Bytes: 1 << 20}
)

// TestInterpretersOfThisMachine asks each interpreter that is found for its version in another way.
func TestInterpretersOfThisMachine(t *testing.T) {
	found, problems := NewFinder(disk).Find(t.Context(), Query{})
	for _, problem := range problems {
		t.Log(problem.Err)
	}
	seen := map[Interpreter]bool{}
	for _, i := range found {
		t.Logf("%+v", i)
		if seen[i] {
			t.Errorf("%s is listed twice", i.Path)
		}
		seen[i] = true
		text, err := process.Output(t.Context(), process.Command{Path: i.Path, Args: []string{"-c", "import platform; print(platform.python_implementation() + ' ' + platform.python_version())"}}, plenty)
		if got := strings.TrimSpace(string(text)); err != nil || got != i.Implementation+" "+i.Version {
			t.Errorf("%s says it is %q (%v), the finder %s %s", i.Path, got, err, i.Implementation, i.Version)
		}
	}
}

// TestVirtualEnvironment makes a real environment in a folder with an awkward name.
func TestVirtualEnvironment(t *testing.T) {
	base, err := NewFinder(disk).Choose(t.Context(), Query{})
	if err != nil {
		t.Skipf("a Python 3.6 or newer is needed: %v", err)
	}
	folder := filepath.Join(t.TempDir(), "naïve café")
	environment := filepath.Join(folder, ".venv")
	if _, err := process.Output(t.Context(), process.Command{Path: base.Path, Args: []string{"-m", "venv", "--without-pip", environment}}, plenty); err != nil {
		t.Fatal(err)
	}
	finder := NewFinder(disk)
	found, _ := finder.Find(t.Context(), Query{Chosen: base.Path, Folders: []string{folder}, Trusted: true})
	if len(found) < 2 || found[0].Path != base.Path || found[1].Path != finder.inFolder(environment) || found[1].Source != Workspace {
		t.Errorf("found %+v, want the chosen %s and then the environment", found, base.Path)
	}
	if found[0].Version != found[1].Version {
		t.Errorf("the environment has version %s, its base %s", found[1].Version, found[0].Version)
	}
}

func TestModulesOfTheCurrentFolderAreNotExecuted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a script cannot stand for pyenv's shim on Windows")
	}
	base, err := NewFinder(disk).Choose(t.Context(), Query{})
	if err != nil {
		t.Skipf("a Python 3.6 or newer is needed: %v", err)
	}
	root := t.TempDir()
	folder, shims := filepath.Join(root, "ws"), filepath.Join(root, "shims")
	trap := "open(" + `"` + filepath.Join(root, "sprung") + `"` + ", 'w')\n"
	for _, name := range []string{"os.py", "encodings.py", "site.py", "sitecustomize.py", "codecs.py", "io.py", "json.py", "platform.py", "binascii.py"} {
		writeFile(t, filepath.Join(folder, name), trap)
	}
	writeFile(t, filepath.Join(shims, "python3"), "#!/bin/sh\nexec '"+base.Path+"' \"$@\"\n")
	t.Setenv("PATH", shims)
	t.Setenv("PYTHONPATH", folder)
	found, err := NewFinder(disk).Choose(t.Context(), Query{Folders: []string{folder}, Trusted: true})
	if err != nil || found.Version != base.Version {
		t.Errorf("found %+v, %v; want version %s", found, err, base.Version)
	}
	if _, err := os.Stat(filepath.Join(root, "sprung")); err == nil {
		t.Error("a module of the current folder was executed")
	}
}

func TestLinksIntoAnUntrustedWorkspace(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(root, "ws")
	writeFile(t, filepath.Join(folder, "tools", "python3"), "#!/bin/sh\necho started > '"+filepath.Join(root, "sprung")+"'\n")
	link := filepath.Join(root, "bin")
	if err := os.Symlink(filepath.Join("ws", "tools"), link); err != nil {
		t.Skip(err)
	}
	if got, want := RealPath(disk, filepath.Join(link, "..", "bin", "python3")), filepath.Join(folder, "tools", "python3"); got != want {
		t.Errorf("the real path is %s, want %s", got, want)
	}
	t.Setenv("PATH", link)
	NewFinder(disk).Find(t.Context(), Query{Chosen: "python3", Folders: []string{folder}})
	if _, err := os.Stat(filepath.Join(root, "sprung")); err == nil {
		t.Error("a program of the workspace was started through a link")
	}
}

func TestEnvironmentWhoseBaseIsGone(t *testing.T) {
	folder := t.TempDir()
	finder := NewFinder(disk)
	python := finder.inFolder(filepath.Join(folder, ".venv"))
	if err := os.MkdirAll(filepath.Dir(python), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(folder, "gone"), python); err != nil {
		t.Skip(err)
	}
	_, problems := finder.Find(t.Context(), Query{Folders: []string{folder}, Trusted: true})
	if len(problems) == 0 || problems[0].Path != python || !strings.Contains(problems[0].Err.Error(), "an interpreter that is gone") {
		t.Errorf("the problems are %v, want one of %s", problems, python)
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}
