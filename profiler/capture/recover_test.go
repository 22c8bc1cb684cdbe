package capture

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

func gitDo(t *testing.T, program, folder, what string) {
	t.Helper()
	args := append([]string{"-c", "user.name=t", "-c", "user.email=t@example.org"}, strings.Fields(what)...)
	if _, err := process.Output(t.Context(), process.Command{Path: program, Args: args, Dir: folder}, process.Limits{Time: time.Minute, Bytes: 1 << 20}); err != nil {
		t.Fatal(err)
	}
}

// abandoned is a run's folder as a supervisor that was killed leaves it, with recordings of processes 7 and 8.
func abandoned(t *testing.T, recordings ...string) string {
	t.Helper()
	folder := t.TempDir()
	run := runs.Run{State: runs.Running, Started: time.Now().Add(-3 * time.Second), Target: runs.Target{Kind: runs.Script, Path: "shop.py"}, Label: "mine"}
	if err := runs.Write(disk, folder, run); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "driver-123", "sitecustomize.py"), "")
	for i, how := range recordings {
		write(t, filepath.Join(folder, recording.Folder, string(rune('7'+i))+"-0.rec"), string(fakeRecording("shop.py", 7+i, how)))
	}
	return folder
}

func TestRecover(t *testing.T) {
	for _, test := range []struct {
		name       string
		recordings []string
		control    runs.Control
		files      string
		problems   string
		part       string // of the first problem
	}{
		{"snapshots", []string{"snapshot", "ended"}, "", "names.json parts/7-1.stats parts/8-1.stats profile.stats run.json", "supervisor-lost", "in the first 2.0 s"},
		{"nothing", nil, "", "run.json", "supervisor-lost", "Nothing was measured"},
		{"not started", []string{"not-started"}, runs.Stop, "run.json", "supervisor-lost", "Nothing was measured"},
		{"cancelled", []string{"snapshot"}, runs.Cancel, "run.json", "supervisor-lost", "Nothing was measured"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := abandoned(t, test.recordings...)
			if test.control != "" {
				if err := runs.Request(disk, folder, test.control); err != nil {
					t.Fatal(err)
				}
			}
			run, err := Recover(disk, folder)
			if err != nil {
				t.Fatal(err)
			}
			if run.State != runs.Ended || run.Exit.How != runs.Lost || run.Label != "mine" || problemCodes(run) != test.problems || !strings.Contains(run.Problems[0].Text, test.part) {
				t.Errorf("the run is %+v, its problems %v; want %q and %q", run, run.Problems, test.problems, test.part)
			}
			if got := contents(t, folder); got != test.files {
				t.Errorf("the folder holds %s, want %s", got, test.files)
			}
			kept, err := runs.Read(disk, folder)
			if err != nil {
				t.Fatal(err)
			}
			again, err := Recover(disk, folder)
			if diff := cmp.Diff(kept, again); diff != "" || err != nil {
				t.Errorf("the second time it differs (%v):\n%s", err, diff)
			}
		})
	}
}

func TestRecoverLeavesACompleteRunAlone(t *testing.T) {
	t.Parallel()
	o := faked(t, "record:0:ended")
	want := completed(t, o)
	got, err := Recover(afero.NewReadOnlyFs(disk), o.Folder)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("it differs (%v):\n%s", err, diff)
	}
}

// racing completes the run by another Recover as soon as the recordings have been read.
type racing struct {
	afero.Fs
	complete func()
}

func (r *racing) Open(name string) (afero.File, error) {
	file, err := r.Fs.Open(name)
	if strings.HasSuffix(name, "8-0.rec") && r.complete != nil {
		complete := r.complete
		r.complete = nil
		complete()
	}
	return file, err
}

// TestRecoverTwiceAtOnce checks that nobody writes a profile of recordings that somebody else is removing.
func TestRecoverTwiceAtOnce(t *testing.T) {
	folder := abandoned(t, "ended", "ended", "ended")
	files := &racing{Fs: disk}
	files.complete = func() {
		if _, err := Recover(disk, folder); err != nil {
			t.Error(err)
		}
	}
	run, err := Recover(files, folder)
	if err != nil || len(run.Processes) != 3 || callsIn(t, filepath.Join(folder, runs.ProfileFile)) != 9 {
		t.Errorf("%+v, %v", run, err)
	}
}

func TestRecoverRefuses(t *testing.T) {
	if _, err := Recover(disk, t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
	folder := abandoned(t, "ended")
	if _, err := Recover(afero.NewReadOnlyFs(disk), folder); err == nil || !strings.Contains(err.Error(), runs.ProfileFile) {
		t.Errorf("a read-only folder: %v", err)
	}
	if !recording.Recorded(disk, folder) {
		t.Error("the recordings are gone")
	}
	write(t, filepath.Join(folder, runs.ManifestFile), "{")
	if _, err := Recover(disk, folder); !errors.Is(err, runs.ErrDamaged) {
		t.Errorf("a damaged run: %v", err)
	}
}
