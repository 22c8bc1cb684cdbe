package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"
)

// filled is a store with these runs, each a minute older than the one before. A name tells what a run is like: "x-live" has a supervisor at work, "x-lost" one that
// is gone, "x-label" a label, "x-note" a note, "x-damaged" half a run.json. Each takes 1,000 bytes besides its run.json.
func filled(t *testing.T, ids ...string) Store {
	t.Helper()
	s := Store{Files: afero.NewMemMapFs(), Root: "/data/runs", Alive: func(s Supervisor) bool { return s.PID == 1 }}
	for i, id := range ids {
		folder := filepath.Join(s.Root, id)
		run := Run{State: Ended, Started: started.Add(-time.Duration(i) * time.Minute)}
		switch _, what, _ := strings.Cut(id, "-"); what {
		case "live":
			run.State, run.Supervisor.PID = Running, 1
		case "lost":
			run.State, run.Supervisor.PID = Running, 2
		case "label":
			run.Label = "before"
		case "note":
			run.Note = "before the change"
		}
		if err := Write(s.Files, folder, run); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(id, "damaged") {
			put(t, s.Files, filepath.Join(folder, ManifestFile), `{"version":1,"sta`)
			if err := s.Files.Chtimes(folder, run.Started, run.Started); err != nil {
				t.Fatal(err)
			}
		}
		put(t, s.Files, filepath.Join(folder, "parts", "1-1.stats"), strings.Repeat("x", 1000))
	}
	return s
}

func put(t *testing.T, files afero.Fs, path, text string) {
	t.Helper()
	if err := errors.Join(files.MkdirAll(filepath.Dir(path), 0o700), afero.WriteFile(files, path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// listed checks which runs are in the store.
func listed(t *testing.T, s Store, want ...string) []Entry {
	t.Helper()
	entries, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	if !slices.Equal(ids, want) {
		t.Errorf("the runs are %v, want %v", ids, want)
	}
	return entries
}

func TestList(t *testing.T) {
	listed(t, Store{Files: afero.NewMemMapFs(), Root: "/none"})
	s := filled(t, "e", "d-live", "c-lost", "b-damaged", "a-label")
	put(t, s.Files, "/data/runs/note.txt", "a file")
	put(t, s.Files, "/data/runs/empty/control", "stop")
	put(t, s.Files, "/data/runs/.hidden/run.json", "{}")
	s.Files.MkdirAll("/data/runs/folder/run.json", 0o700)
	s.Files.Chtimes("/data/runs/folder", started, started.Add(-time.Hour))
	entries := listed(t, s, "e", "d-live", "c-lost", "b-damaged", "a-label", "folder")
	for _, e := range entries {
		damaged := e.ID == "b-damaged" || e.ID == "folder"
		if (e.Damaged != nil) != damaged || damaged && (!errors.Is(e.Damaged, ErrDamaged) || !strings.Contains(e.Damaged.Error(), e.Folder)) {
			t.Errorf("%s: damaged is %v", e.ID, e.Damaged)
		}
		if want := e.ID == "d-live"; e.Running != want {
			t.Errorf("%s: running is %v", e.ID, e.Running)
		}
	}
	s.Alive = nil
	if e, err := s.Open("c-lost"); err != nil || !e.Running {
		t.Errorf("without knowing which supervisors live: %+v, %v", e, err)
	}
}

func TestOpen(t *testing.T) {
	s := filled(t, "a", "b-damaged")
	put(t, s.Files, "/data/secret/run.json", `{"version":1}`)
	if e, err := s.Open("a"); err != nil || e.Run.State != Ended || e.Folder != filepath.Join("/data/runs", "a") {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := s.Open("b-damaged"); err != nil || !errors.Is(e.Damaged, ErrDamaged) {
		t.Errorf("%+v, %v", e, err)
	}
	for _, id := range []string{"", ".", "..", "../secret", "/data/secret", `..\secret`, "a/../a", "a/", "none", ".hidden"} {
		for name, do := range map[string]func() error{
			"open":   func() error { _, err := s.Open(id); return err },
			"rename": func() error { return s.Rename(id, "x") },
			"delete": func() error { return s.Delete(id) },
		} {
			if err := do(); !errors.Is(err, ErrNoRun) {
				t.Errorf("%s %q: %v, want %v", name, id, err, ErrNoRun)
			}
		}
	}
	if ok, _ := afero.Exists(s.Files, "/data/secret/run.json"); !ok {
		t.Error("something outside of the store was removed")
	}
}

func TestRenameAndNote(t *testing.T) {
	s := filled(t, "a", "b-damaged")
	for _, err := range []error{s.Rename("a", " before the change "), s.Note("a", "two\nlines"), s.Note("a", "two\nlines")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if e, err := s.Open("a"); err != nil || e.Run.Label != "before the change" || e.Run.Note != "two\nlines" || !e.Run.Started.Equal(started) {
		t.Errorf("%+v, %v", e.Run, err)
	}
	if err := s.Rename("a", ""); err != nil {
		t.Error(err)
	}
	if e, _ := s.Open("a"); e.Run.Label != "" {
		t.Errorf("the label is %q", e.Run.Label)
	}
	for want, err := range map[string]error{
		"at most 200 are kept": s.Rename("a", strings.Repeat("x", 201)), "Shorten it": s.Note("a", strings.Repeat("x", 1<<20)),
		"cannot be changed": s.Rename("b-damaged", "x"),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q", err, want)
		}
	}
	s.Files = afero.NewReadOnlyFs(s.Files)
	if err := s.Rename("a", "x"); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "run.json") {
		t.Errorf("in a read-only store: %v", err)
	}
}

func TestDelete(t *testing.T) {
	s := filled(t, "a", "b-live", "c-lost", "d-label", "e-damaged")
	if err := s.Delete("b-live"); !errors.Is(err, ErrRunning) || !strings.Contains(err.Error(), "Stop it first") {
		t.Errorf("a run that goes on: %v", err)
	}
	for _, id := range []string{"c-lost", "d-label", "e-damaged"} {
		if err := s.Delete(id); err != nil {
			t.Error(err)
		}
	}
	listed(t, s, "a", "b-live")
	if left, _ := afero.ReadDir(s.Files, s.Root); len(left) != 2 {
		t.Errorf("%d folders are left", len(left))
	}
	s.Files = afero.NewReadOnlyFs(s.Files)
	if err := s.Delete("a"); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), filepath.Join(s.Root, "a")) {
		t.Errorf("in a read-only store: %v", err)
	}
	listed(t, s, "a", "b-live")
}

// stuck cannot remove folders while it holds.
type stuck struct {
	afero.Fs
	holds *bool
}

func (f stuck) RemoveAll(path string) error {
	if *f.holds {
		return &fs.PathError{Op: "unlinkat", Path: path, Err: fs.ErrPermission}
	}
	return f.Fs.RemoveAll(path)
}

func TestDeleteInPart(t *testing.T) {
	s := filled(t, "a", "b")
	holds := true
	s.Files = stuck{s.Files, &holds}
	if err := s.Delete("a"); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "Delete the rest of") {
		t.Errorf("the error is %v", err)
	}
	listed(t, s, "b")
	holds = false
	if err := s.Delete("b"); err != nil {
		t.Fatal(err)
	}
	if left, _ := afero.ReadDir(s.Files, s.Root); len(left) != 0 {
		t.Errorf("%s is left", left[0].Name())
	}
}

func TestLimit(t *testing.T) {
	ids := []string{"h-note", "g", "f-live", "e-damaged", "d-label", "c-lost", "b", "a"}
	const each = 1500 // bytes, more than a run takes and less than two
	for _, test := range []struct {
		limits Limits
		want   string // what is deleted
	}{
		{Limits{}, "[]"},
		{Limits{Runs: 10, Bytes: 1 << 20}, "[]"},
		{Limits{Runs: 6}, "[a]"},
		{Limits{Runs: 5}, "[a b]"},
		{Limits{Runs: 1}, "[a b c-lost g]"},
		{Limits{Runs: 5, Keep: func(e Entry) bool { return e.ID == "b" }}, "[a c-lost]"},
		{Limits{Bytes: 7*each + each/2}, "[a]"},
		{Limits{Bytes: 1}, "[a b c-lost g]"},
	} {
		s := filled(t, ids...)
		for _, id := range ids {
			info, _ := s.Files.Stat(filepath.Join(s.Root, id, ManifestFile))
			put(t, s.Files, filepath.Join(s.Root, id, ProfileFile), strings.Repeat("x", each-1000-int(info.Size())))
		}
		deleted, err := s.Limit(test.limits)
		if got := fmt.Sprint(deleted); err != nil || got != test.want {
			t.Errorf("%+v deleted %v (%v), want %s", test.limits, got, err, test.want)
		}
		listed(t, s, slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(deleted, id) })...)
	}
	s := filled(t, ids...)
	put(t, s.Files, "/data/runs/other/run.json", `{"version":1,"name":"of another program"}`)
	if deleted, err := s.Limit(Limits{Runs: 1, Bytes: 1}); len(deleted) != 4 || slices.Contains(deleted, "other") || err != nil {
		t.Errorf("beside a folder of another program %v were deleted: %v", deleted, err)
	}
	s = filled(t, ids...)
	s.Files = afero.NewReadOnlyFs(s.Files)
	if deleted, err := s.Limit(Limits{Runs: 1}); len(deleted) != 0 || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("in a read-only store %v were deleted: %v", deleted, err)
	}
}

// gone is a file system from which another program takes a folder away before it is renamed.
type gone struct{ afero.Fs }

func (f gone) Rename(from, to string) error {
	if err := f.RemoveAll(from); err != nil {
		return err
	}
	return f.Fs.Rename(from, to)
}

// TestLimitTogether has two programs delete the same runs at the same time.
func TestLimitTogether(t *testing.T) {
	s := filled(t, "c", "b", "a")
	s.Files = gone{s.Files}
	if deleted, err := s.Limit(Limits{Runs: 1}); len(deleted) != 2 || err != nil {
		t.Errorf("%v were deleted: %v", deleted, err)
	}
	listed(t, s, "c")
}

// TestLinks makes a store on disk whose folders and files are links to what lies outside.
func TestLinks(t *testing.T) {
	disk := afero.NewOsFs()
	outside, root := t.TempDir(), t.TempDir()
	s := Store{Files: disk, Root: root}
	for _, folder := range []string{outside, filepath.Join(root, "run")} {
		put(t, disk, filepath.Join(folder, "keep.txt"), "keep")
		if err := Write(disk, folder, Run{State: Ended}); err != nil {
			t.Fatal(err)
		}
	}
	put(t, disk, filepath.Join(root, "manifest", "x"), "")
	for from, to := range map[string]string{
		outside: filepath.Join(root, "link"), filepath.Join(outside, "keep.txt"): filepath.Join(root, "manifest", ManifestFile), outside + "/": filepath.Join(root, "run", "inner"),
	} {
		if err := os.Symlink(from, to); err != nil {
			t.Skip(err)
		}
	}
	entries, err := s.List()
	if err != nil || len(entries) != 2 {
		t.Fatalf("%+v, %v", entries, err)
	}
	if err := s.Delete("link"); !errors.Is(err, ErrNoRun) {
		t.Errorf("deleting a link: %v", err)
	}
	for _, e := range entries {
		if e.ID == "manifest" && !errors.Is(e.Damaged, ErrDamaged) {
			t.Errorf("a run.json that is a link: %v", e.Damaged)
		}
		if err := s.Delete(e.ID); err != nil {
			t.Error(err)
		}
	}
	if left, _ := os.ReadDir(outside); len(left) != 2 {
		t.Errorf("%d of 2 files are left outside", len(left))
	}
}

func TestSources(t *testing.T) {
	files := afero.NewMemMapFs()
	if err := SaveSource(files, "/r", "/src/größe/a.py", []byte("x = 1\n")); err != nil {
		t.Fatal(err)
	}
	if text, ok := Source(files, "/r", "/src/größe/a.py"); !ok || string(text) != "x = 1\n" {
		t.Errorf("%q, %v", text, ok)
	}
	put(t, files, "/etc/passwd", "secret")
	put(t, files, "/r/sources/huge.py", strings.Repeat("x", largestSource+1))
	for _, path := range []string{"", "/", "a.py", "<string>", "/../../etc/passwd", "/none.py", "/src", "/huge.py"} {
		if text, ok := Source(files, "/r", path); ok {
			t.Errorf("%q: %.20q", path, text)
		}
	}
	for _, path := range []string{"", "/", "a.py", "<string>"} {
		if err := SaveSource(files, "/r", path, nil); err == nil {
			t.Errorf("%q was saved", path)
		}
	}
	if err := SaveSource(afero.NewReadOnlyFs(files), "/r", "/src/b.py", nil); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("in a read-only run: %v", err)
	}
}
