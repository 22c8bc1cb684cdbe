package capture

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/pstats"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// contents lists the files of a run's folder, but not those of its sources.
func contents(t *testing.T, folder string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.Contains(path, runs.SourcesFolder) {
			name, _ := filepath.Rel(folder, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func callsIn(t *testing.T, path string) int64 {
	t.Helper()
	stats, err := pstats.Load(disk, path, pstats.Compatible)
	if err != nil {
		t.Fatal(err)
	}
	return stats.Graph().Totals().Calls
}

// TestRecordingsOfARun checks what a run keeps of recordings that its processes have left.
func TestRecordingsOfARun(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		words     string
		files     string // besides run.json
		calls     int64
		processes int
		problems  string
	}{
		{"record:0:ended", "names.json profile.stats", 3, 1, ""},
		{"record:0:snapshot record:0:ended exit:3", "names.json profile.stats", 3, 1, ""},
		{"record:0:snapshot", "names.json profile.stats", 3, 1, "snapshot"},
		{"record:0:ended record:99:ended", "names.json parts/99-1.stats parts/PID-1.stats profile.stats", 6, 2, ""},
		{"record:0:ended record:99:snapshot record:98:snapshot", "names.json parts/98-1.stats parts/99-1.stats parts/PID-1.stats profile.stats", 9, 3, "processes-cut-off"},
		{"record:0:bare-threads record:99:bare-threads", "names.json parts/99-1.stats parts/PID-1.stats profile.stats", 6, 2, "bare-threads"},
		{"record:0:lost-count damage", "names.json profile.stats", 3, 1, "lost-count recording-damaged"},
		{"record:0:something-new", "names.json profile.stats", 3, 1, "something-new"},
		{"record:0:not-started exit:1", "", 0, 1, "nothing-measured"},
		{"damage", "", 0, 0, "recording-damaged nothing-measured"},
		{"exit:5", "", 0, 0, "nothing-measured"},
	} {
		t.Run(test.words, func(t *testing.T) {
			o := faked(t, test.words)
			run := completed(t, o)
			if problemCodes(run) != test.problems || len(run.Processes) != test.processes {
				t.Errorf("%d processes, problems %v; want %d and %q", len(run.Processes), run.Problems, test.processes, test.problems)
			}
			for _, problem := range run.Problems {
				if !strings.HasSuffix(problem.Text, ".") && !strings.HasSuffix(problem.Text, "?") {
					t.Errorf("the problem %s is no sentence: %q", problem.Code, problem.Text)
				}
			}
			pid := ""
			for _, process := range run.Processes {
				if process.PID < 98 || process.PID > 99 {
					pid = strings.TrimSuffix(strings.TrimPrefix(process.File, "parts/"), "-1.stats")
				}
			}
			want := strings.Fields(strings.ReplaceAll(test.files, "PID", pid) + " run.json")
			slices.Sort(want)
			if got := contents(t, o.Folder); got != strings.Join(want, " ") {
				t.Errorf("the folder holds %s, want %s", got, strings.Join(want, " "))
			}
			if test.calls == 0 {
				return
			}
			if got := callsIn(t, filepath.Join(o.Folder, runs.ProfileFile)); got != test.calls {
				t.Errorf("the profile holds %d calls, want %d", got, test.calls)
			}
			for _, thread := range run.Threads {
				if got := callsIn(t, filepath.Join(o.Folder, filepath.FromSlash(thread.File))); got != 3 || thread.Name != "MainThread" || thread.ID != 1 {
					t.Errorf("the thread %+v has %d calls", thread, got)
				}
			}
			if run.Overhead == nil || run.Overhead.PerCall != 1e-7 || len(run.Threads) != test.processes {
				t.Errorf("the overhead is %v, there are %d threads", run.Overhead, len(run.Threads))
			}
		})
	}
}

func TestSnapshotAge(t *testing.T) {
	t.Parallel()
	run := completed(t, faked(t, "record:0:snapshot record:99:ended"))
	// The fake's recordings are a second old when they are written.
	if run.SnapshotAge < 1 || run.SnapshotAge > 60 || !strings.Contains(run.Problems[0].Text, "s before the end") {
		t.Errorf("the snapshot is %v s old; the problems are %v", run.SnapshotAge, run.Problems)
	}
	for _, process := range run.Processes {
		if ended := process.PID == 99; process.Ended != ended || (process.SnapshotAge == 0) != ended {
			t.Errorf("%+v", process)
		}
	}
}

func TestTimeLimit(t *testing.T) {
	t.Parallel()
	o := faked(t, "record:0:snapshot hang")
	o.TimeLimit, o.Grace = 300*time.Millisecond, 100*time.Millisecond
	run := completed(t, o)
	if run.Exit.How != runs.TimeLimit || problemCodes(run) != "time-limit snapshot" || !strings.Contains(run.Problems[0].Text, "300ms, its time limit") {
		t.Errorf("it ended as %+v with problems %v", run.Exit, run.Problems)
	}
	if run.Seconds < .3 || run.Seconds > 30 || callsIn(t, filepath.Join(o.Folder, runs.ProfileFile)) != 3 {
		t.Errorf("it ran for %v s", run.Seconds)
	}
}

func TestOptionsReachTheDriver(t *testing.T) {
	t.Parallel()
	o := faked(t, "print:"+optionsText)
	var out bytes.Buffer
	o.Stdout, o.NoChildren = &out, true
	if completed(t, o); strings.TrimSpace(out.String()) != "children=0" {
		t.Errorf("the driver is told %q", out.String())
	}
}

// TestSourcesOfARun keeps the script's text, also when it is edited while the program runs, and no library's.
func TestSourcesOfARun(t *testing.T) {
	t.Parallel()
	o := faked(t, "")
	o.Env = append(o.Env, fakeVariable+"=record:0:ended edit:"+o.Target.Path)
	completed(t, o)
	if text, ok := runs.Source(disk, o.Folder, o.Target.Path); !ok || !strings.HasPrefix(string(text), "@decorated") {
		t.Errorf("the script's text is %q, %v", text, ok)
	}
	if _, ok := runs.Source(disk, o.Folder, filepath.Join(o.WorkingDirectory, "lib", "python3.13", "json.py")); ok {
		t.Error("the text of a library is kept")
	}
	names, err := os.ReadFile(filepath.Join(o.Folder, runs.NamesFile))
	if err != nil || !strings.Contains(string(names), `"def":2`) {
		t.Errorf("the sidecar is %s (%v), want the line after the decorator in it", names, err)
	}
}

// TestEditedSources does not keep the text of a file that was changed after the start: Python may have read the text before it.
func TestEditedSources(t *testing.T) {
	folder, run := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "a.py")
	write(t, path, "x = 1\n")
	s := newSources(disk, run, time.Now().Add(-time.Minute), folder)
	s.keep(path)
	if text, ok := s.text(path); ok {
		t.Errorf("its text is %q", text)
	}
	if s.err != nil {
		t.Error(s.err)
	}
}

func TestOutputWithSidecar(t *testing.T) {
	t.Parallel()
	o := faked(t, "record:0:ended")
	o.Output = filepath.Join(o.WorkingDirectory, "out.stats")
	for range 2 { // the second time it replaces its own files
		completed(t, o)
		names, err := os.ReadFile(o.Output + ".json")
		kept, _ := os.ReadFile(filepath.Join(o.Folder, runs.NamesFile))
		if err != nil || !bytes.Equal(names, kept) || callsIn(t, o.Output) != 3 {
			t.Errorf("the sidecar is %s (%v)", names, err)
		}
	}
	write(t, o.Output+".json", `{"version":1,"mine":true}`)
	if _, err := Supervise(t.Context(), o); err == nil || !strings.Contains(err.Error(), "out.stats.json") || !strings.Contains(err.Error(), "Choose another file") {
		t.Errorf("over another file beside it: %v", err)
	}
}

// fullDisk has no room for files whose name holds a text.
type fullDisk struct {
	afero.Fs
	name string
}

type fullFile struct{ afero.File }

func (fullFile) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func (d fullDisk) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	file, err := d.Fs.OpenFile(name, flag, mode)
	if err == nil && strings.Contains(name, d.name) {
		return fullFile{file}, nil
	}
	return file, err
}

// TestFullDisk checks that what was measured is kept when not all can be written, and becomes a profile once there is room.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"profile.stats", "99-1.stats", "names.json", "shop.py"} {
		o := faked(t, "record:0:ended record:99:ended")
		o.Files = fullDisk{disk, name}
		if _, err := Supervise(t.Context(), o); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the error is %v", name, err)
		}
		if run, err := runs.Read(disk, o.Folder); err != nil || run.State != runs.Ended || run.Exit.How != runs.Exited {
			t.Errorf("%s: run.json says %+v (%v)", name, run, err)
		}
		if !recording.Recorded(disk, o.Folder) {
			t.Errorf("%s: the recordings are gone", name)
		}
		if name != "profile.stats" {
			continue
		}
		run, err := Recover(disk, o.Folder)
		if err != nil || run.Exit.How != runs.Exited || len(run.Processes) != 2 || callsIn(t, filepath.Join(o.Folder, runs.ProfileFile)) != 6 {
			t.Errorf("once there is room: %+v, %v", run, err)
		}
	}
}

func TestGit(t *testing.T) {
	t.Parallel()
	program, ok := onPath(disk, os.Getenv("PATH"), "git")
	if !ok {
		t.Skip("there is no git on this machine")
	}
	for _, test := range []struct {
		name  string
		make  []string // what git is told to do before
		edit  bool
		noGit bool
		want  string // of the commit and whether it is dirty
	}{
		{"no repository", nil, false, false, ""},
		{"no commit", []string{"init"}, false, false, ""},
		{"a commit", []string{"init", "add shop.py", "commit -m x"}, false, false, "clean"},
		{"a change", []string{"init", "add shop.py", "commit -m x"}, true, false, "dirty"},
		{"switched off", []string{"init", "add shop.py", "commit -m x"}, false, true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := faked(t, "record:0:ended")
			o.NoGit = test.noGit
			for _, what := range test.make {
				gitDo(t, program, o.WorkingDirectory, what)
			}
			if test.edit {
				write(t, o.Target.Path, "def work(): return 1\n")
			}
			run := completed(t, o)
			got := ""
			if run.Git != nil {
				got = map[bool]string{true: "dirty", false: "clean"}[run.Git.Dirty]
				if len(run.Git.Commit) != 40 {
					t.Errorf("the commit is %q", run.Git.Commit)
				}
			}
			if got != test.want {
				t.Errorf("git is %+v, want %q", run.Git, test.want)
			}
			if run.Machine == nil || run.Machine.Cores < 1 || run.Machine.System != runtime.GOOS+"/"+runtime.GOARCH {
				t.Errorf("the machine is %+v", run.Machine)
			}
			if runtime.GOOS == "linux" && run.Machine.Load == nil {
				t.Error("the load is missing")
			}
		})
	}
}
