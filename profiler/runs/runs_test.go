package runs

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

var started = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func TestCreateNamesFoldersApart(t *testing.T) {
	files := afero.NewMemMapFs()
	for _, test := range []struct{ script, want string }{
		{"/home/ada/shop.py", "2026-03-04T05-06-07-shop"},
		{"/home/ada/shop.py", "2026-03-04T05-06-07-shop-2"},
		{"/home/ada/shop.py", "2026-03-04T05-06-07-shop-3"},
		{"naïve café: 50 %.py", "2026-03-04T05-06-07-naïve_café__50__"},
		{strings.Repeat("x", 100) + ".py", "2026-03-04T05-06-07-" + strings.Repeat("x", 40)},
	} {
		folder, err := Create(files, "/data/runs", started, test.script)
		if err != nil {
			t.Fatal(err)
		}
		if got := filepath.Base(folder); got != test.want {
			t.Errorf("Create(%q) made %q, want %q", test.script, got, test.want)
		}
	}
}

func TestSupervisorWorks(t *testing.T) {
	identity := func(pid int) string { return map[int]string{1: "1-born"}[pid] }
	for _, test := range []struct {
		supervisor Supervisor
		want       bool
	}{
		{Supervisor{PID: 1, Identity: "1-born"}, true},
		{Supervisor{PID: 1, Identity: "1-born before"}, false},
		{Supervisor{PID: 1}, false},
		{Supervisor{PID: 2, Identity: "2-born"}, false},
		{Supervisor{PID: 2}, false},
		{Supervisor{}, false},
	} {
		if got := test.supervisor.Works(identity); got != test.want {
			t.Errorf("%+v works: %v", test.supervisor, got)
		}
	}
}

func TestCreateInReadOnlyPlace(t *testing.T) {
	_, err := Create(afero.NewReadOnlyFs(afero.NewMemMapFs()), "/data/runs", started, "a.py")
	if err == nil || !strings.Contains(err.Error(), "/data/runs") || !strings.Contains(err.Error(), "Choose another folder") {
		t.Errorf("the error is %v, want one that names the folder and the way out", err)
	}
}

func TestWriteThenRead(t *testing.T) {
	files := afero.NewMemMapFs()
	load := 1.5
	run := Run{
		Version: FormatVersion, State: Ended, Supervisor: Supervisor{PID: 7, Identity: "7-99"},
		Target: Target{Kind: Script, Path: "/a b/é.py", Args: []string{"-x", ""}}, WorkingDirectory: "/a b",
		Python: Python{"/usr/bin/python3", "3.13.0", "CPython"}, Profiler: "cprofile", Started: started, Seconds: 1.5,
		Exit: &Exit{Code: 143, Signal: "SIGTERM", How: Stopped}, SnapshotAge: .25, Problems: []Problem{{"threads-mixed", "A sentence."}},
		Processes: []Process{{PID: 8, Parent: 7, Command: []string{"python", "é.py"}, File: "profile.stats", SnapshotAge: .25}},
		Threads:   []Thread{{ID: 1, Name: "MainThread", Process: 8, File: "parts/8-1.stats"}},
		Git:       &Git{"0123", true}, Machine: &Machine{"linux/amd64", "A CPU", 2, &load}, Overhead: NewOverhead(costs), Label: "before", Note: "two\nlines",
	}
	for _, state := range []State{Running, Ended} {
		run.State = state
		if err := Write(files, "/r", run); err != nil {
			t.Fatal(err)
		}
		got, err := Read(files, "/r")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(run, got); diff != "" {
			t.Errorf("read differs from written (-want +got):\n%s", diff)
		}
	}
	left, _ := afero.ReadDir(files, "/r")
	if len(left) != 1 {
		t.Errorf("the folder holds %d files, want run.json alone", len(left))
	}
}

func TestWriteHasNoNullLists(t *testing.T) {
	files := afero.NewMemMapFs()
	if err := Write(files, "/r", Run{State: Running}); err != nil {
		t.Fatal(err)
	}
	text, _ := afero.ReadFile(files, "/r/run.json")
	if strings.Contains(string(text), "null") {
		t.Errorf("run.json holds a null:\n%s", text)
	}
}

func TestReadBadInput(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       error
	}{
		{"absent", "", fs.ErrNotExist},
		{"cut off", `{"version":1,"sta`, ErrDamaged},
		{"later version", `{"version":2}`, ErrDamaged},
		{"other JSON", `[]`, ErrDamaged},
		{"huge", `{"version":1,"note":"` + strings.Repeat("x", largestManifest) + `"}`, ErrDamaged},
	} {
		files := afero.NewMemMapFs()
		if test.text != "" {
			afero.WriteFile(files, "/r/run.json", []byte(test.text), 0o600)
		}
		_, err := Read(files, "/r")
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), "run.json") {
			t.Errorf("%s: error %v, want %v that names the file", test.name, err, test.want)
		}
	}
}

func TestControl(t *testing.T) {
	files := afero.NewMemMapFs()
	check := func(want Control) {
		t.Helper()
		got, err := Requested(files, "/r")
		if got != want || err != nil {
			t.Errorf("Requested is %q, %v; want %q", got, err, want)
		}
	}
	check("")
	for _, what := range []Control{Stop, Cancel} {
		if err := Request(files, "/r", what); err != nil {
			t.Fatal(err)
		}
		check(what)
	}
	afero.WriteFile(files, "/r/control", []byte("dance"), 0o600)
	check("")
	for range 2 {
		if err := Forget(files, "/r"); err != nil {
			t.Error(err)
		}
	}
	if left, _ := afero.ReadDir(files, "/r"); len(left) > 0 {
		t.Errorf("%s is left", left[0].Name())
	}
}

func TestProfile(t *testing.T) {
	files := afero.NewMemMapFs()
	if _, ok := Profile(files, "/r"); ok {
		t.Error("an empty folder has a profile")
	}
	afero.WriteFile(files, "/r/profile.stats", []byte("{0"), 0o600)
	if path, ok := Profile(files, "/r"); !ok || path != filepath.Join("/r", "profile.stats") {
		t.Errorf("Profile is %q, %v", path, ok)
	}
}
