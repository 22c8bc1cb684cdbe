package capture

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tottime/profiler/python"
)

// TestDriverIsKept checks that runs share one driver, that Python compiles it once whatever the program's environment says, and that what is not as it
// should be is mended before it is run.
func TestDriverIsKept(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		o := options(t, i, program{script: "facts.py", env: []string{"PYTHONDONTWRITEBYTECODE=1"}})
		o.Cache = filepath.Join(t.TempDir(), "made", "when missing")
		measured := func() os.FileInfo {
			t.Helper()
			o.Folder = t.TempDir()
			if run, err := Supervise(t.Context(), o); err != nil || len(run.Problems) > 0 {
				t.Fatalf("%v, %+v", err, run.Problems)
			}
			if left, _ := filepath.Glob(filepath.Join(o.Folder, driverPrefix+"*")); len(left) > 0 {
				t.Errorf("the run has a driver of its own: %v", left)
			}
			compiled, err := filepath.Glob(filepath.Join(o.Cache, driverPrefix+"*", bytecode, "tottime_recorder.*.pyc"))
			if err != nil || len(compiled) != 1 {
				t.Fatalf("compiled are %v (%v)", compiled, err)
			}
			info, err := os.Stat(compiled[0])
			if err != nil {
				t.Fatal(err)
			}
			return info
		}
		first := measured()
		if second := measured(); !os.SameFile(first, second) {
			t.Error("the driver was compiled again")
		}
		kept, err := keepDriver(disk, o.Cache)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(kept, "tottime_recorder.py"), "raise SystemExit('damaged')\n")
		measured()
	})
}

// TestDriverOfAnotherRelease checks that drivers that are of no more use go away, and nothing else.
func TestDriverOfAnotherRelease(t *testing.T) {
	cache := t.TempDir()
	long := time.Now().Add(-2 * unusedFor)
	for name, old := range map[string]bool{"driver-old": true, "driver-new": false, "other": true} {
		folder := filepath.Join(cache, name)
		write(t, filepath.Join(folder, "sitecustomize.py"), "")
		if old {
			if err := os.Chtimes(folder, long, long); err != nil {
				t.Fatal(err)
			}
		}
	}
	kept, err := keepDriver(disk, cache)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	entries, err := os.ReadDir(cache)
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	if want := []string{filepath.Base(kept), "driver-new", "other"}; err != nil || !slices.Equal(left, want) {
		t.Errorf("left are %v (%v), want %v", left, err, want)
	}
}

// TestDriverCannotBeKept checks that a run has a driver of its own then, and removes it.
func TestDriverCannotBeKept(t *testing.T) {
	t.Parallel()
	blocked := filepath.Join(t.TempDir(), "file")
	write(t, blocked, "")
	caches := map[string]string{"none": "", "within a file": filepath.Join(blocked, "cache")}
	if runtime.GOOS != "windows" {
		open := t.TempDir()
		folder, err := keepDriver(disk, open)
		if err == nil {
			err = os.Chmod(folder, 0o777)
		}
		if err != nil {
			t.Fatal(err)
		}
		caches["anybody's"] = open
		caches["not for PYTHONPATH"] = filepath.Join(t.TempDir(), "a"+string(os.PathListSeparator)+"b")
	}
	for name, cache := range caches {
		o := options(t, anyPython(t), program{script: "facts.py"})
		o.Cache = cache
		d, err := o.install()
		if err != nil || d.kept || !strings.HasPrefix(d.folder, o.Folder) {
			t.Errorf("%s: it is %+v (%v)", name, d, err)
		}
		if err := o.uninstall(d); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(d.folder); err == nil {
			t.Errorf("%s: %s is left", name, d.folder)
		}
	}
}
