//go:build unix

package capture

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"tottime/profiler/runs"
)

// TestOutputsPermissions compares the permissions of the output with those that a program's new file gets.
func TestOutputsPermissions(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	like := filepath.Join(folder, "new")
	file, err := os.Create(like)
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	for _, test := range []struct {
		name string
		old  fs.FileMode // 0 when there is no old file
		want fs.FileMode
	}{
		{"new.stats", 0, mode(t, like)},
		{"private.stats", 0o600, 0o600},
		{"shared.stats", 0o664, 0o664},
	} {
		o := options(t, anyPython(t), program{script: "counts.py"})
		o.Output = filepath.Join(folder, test.name)
		if test.old != 0 {
			if err := os.WriteFile(o.Output, []byte("old"), test.old); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(o.Output, test.old); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Supervise(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if got := mode(t, o.Output); got != test.want {
			t.Errorf("%s has the permissions %v, want %v", test.name, got, test.want)
		}
		if got := mode(t, filepath.Join(o.Folder, runs.ProfileFile)); got != mode(t, like) {
			t.Errorf("the profile of the run has the permissions %v, want %v", got, mode(t, like))
		}
	}
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

// TestOutputThatIsNoPlainFile writes to a link's target and into a pipe, and leaves both what they are.
func TestOutputThatIsNoPlainFile(t *testing.T) {
	t.Parallel()
	target := filepath.Join(t.TempDir(), "target.stats")
	link := filepath.Join(t.TempDir(), "link.stats")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	piped := make(chan []byte)
	go func() {
		text, _ := os.ReadFile(pipe)
		piped <- text
	}()
	for _, output := range []string{link, pipe} {
		o := options(t, anyPython(t), program{script: "counts.py"})
		o.Output = output
		before, err := os.Lstat(output)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Supervise(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if after, err := os.Lstat(output); err != nil || after.Mode() != before.Mode() {
			t.Fatalf("%s became %v (%v), it was %v", output, after.Mode(), err, before.Mode())
		}
		var got []byte
		if output == link {
			got, err = os.ReadFile(target)
		} else {
			got = <-piped
		}
		want, _ := os.ReadFile(filepath.Join(o.Folder, runs.ProfileFile))
		if err != nil || len(want) == 0 || string(got) != string(want) {
			t.Errorf("%s was given %d bytes (%v), the profile has %d", output, len(got), err, len(want))
		}
	}
}
