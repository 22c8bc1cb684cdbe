package capture

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// supervised is a program under way.
type supervised struct {
	folder string
	pids   []int // its processes, as they told their numbers themselves
	ended  chan runs.Run
}

// supervise starts forever.py and waits until it and the processes that it starts have told their numbers.
func supervise(t *testing.T, i python.Interpreter, processes int, args ...string) supervised {
	t.Helper()
	o := options(t, i, program{script: "forever.py", args: args})
	// A longer grace than usual, for a busy machine.
	o.Grace = 20 * time.Second
	if len(args) > 0 && args[0] == "stubborn" {
		o.Grace = 200 * time.Millisecond
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { read.Close() })
	o.Stdout = write
	s := supervised{folder: o.Folder, ended: make(chan runs.Run, 1)}
	go func() {
		run, err := Supervise(t.Context(), o)
		if err != nil {
			t.Error(err)
		}
		s.ended <- run
		write.Close()
	}()
	for lines := bufio.NewScanner(read); len(s.pids) < processes; {
		if !lines.Scan() {
			t.Fatalf("%d processes told their numbers, want %d", len(s.pids), processes)
		}
		pid, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatal(err)
		}
		s.pids = append(s.pids, pid)
	}
	return s
}

func (s supervised) checkGone(t *testing.T) {
	t.Helper()
	for _, pid := range s.pids {
		if process.Identity(pid) != "" {
			t.Errorf("process %d still runs", pid)
		}
	}
}

func TestStop(t *testing.T) {
	eachCase(t, [][]string{nil, {"sleep"}, {"thread"}}, func(t *testing.T, i python.Interpreter, args []string) {
		s := supervise(t, i, 1, args...)
		under, err := runs.Read(disk, s.folder)
		if err != nil || under.State != runs.Running || under.Supervisor.PID != os.Getpid() || process.Identity(os.Getpid()) != under.Supervisor.Identity {
			t.Errorf("while it runs, run.json says %+v (%v)", under, err)
		}
		if err := runs.Request(disk, s.folder, runs.Stop); err != nil {
			t.Fatal(err)
		}
		run := <-s.ended
		s.checkGone(t)
		if run.State != runs.Ended || run.Exit.How != runs.Stopped || len(run.Problems) != 0 {
			t.Errorf("forever.py %v ended as %+v with problems %v", args, run.Exit, run.Problems)
		}
		if runtime.GOOS != "windows" && run.Exit.Signal != "SIGTERM" {
			t.Errorf("forever.py %v ended with %+v, want SIGTERM", args, run.Exit)
		}
		want := []string{runs.ProfileFile, runs.ManifestFile}
		if slices.Contains(args, "thread") {
			want = append([]string{recording.Folder}, want...) // its threads' profiles
		}
		checkFolder(t, s.folder, want...)
		functions := load(t, i, s.folder)
		if f := named(t, functions, "forever.py", "busy"); f.Calls < 1000 || f.Self <= 0 {
			t.Errorf("busy has %d calls in %v s, want at least 1000", f.Calls, f.Self)
		}
		// What was still running when the program was stopped counts too.
		module := named(t, functions, "forever.py", "<module>")
		checkCalls(t, module, 1, 1)
		if module.Cumulative <= 0 || module.Cumulative > run.Seconds {
			t.Errorf("the script took %v s of %v s", module.Cumulative, run.Seconds)
		}
		checkDriverIsAbsent(t, functions)
	})
}

func TestStopOfAProgramThatDoesNotWantTo(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGTERM to ignore on Windows")
	}
	s := supervise(t, anyPython(t), 1, "stubborn")
	awaitRecorded(t, s.folder, func(p *recording.Profile) bool {
		for f := range p.Graph.Len() {
			if p.Graph.Name(f) == "busy" && p.Graph.Figures(f).Calls >= 1000 {
				return true
			}
		}
		return false
	})
	runs.Request(disk, s.folder, runs.Stop)
	run := <-s.ended
	s.checkGone(t)
	if run.Exit.How != runs.Stopped || run.Exit.Signal != "SIGKILL" || problemCodes(run) != "snapshot" {
		t.Errorf("it ended as %+v with problems %v", run.Exit, run.Problems)
	}
	if f := named(t, load(t, anyPython(t), s.folder), "forever.py", "busy"); f.Calls < 1000 {
		t.Errorf("the last snapshot has %d calls of busy, want at least 1000", f.Calls)
	}
}

func TestCancelDiscards(t *testing.T) {
	t.Parallel()
	s := supervise(t, anyPython(t), 1)
	runs.Request(disk, s.folder, runs.Cancel)
	run := <-s.ended
	s.checkGone(t)
	checkFolder(t, s.folder, runs.ManifestFile)
	if _, measured := runs.Profile(disk, s.folder); measured || run.Exit.How != runs.Stopped || len(run.Problems) != 0 {
		t.Errorf("it ended as %+v with problems %v, profile kept: %v", run.Exit, run.Problems, measured)
	}
}

func TestStopBeforeTheStart(t *testing.T) {
	t.Parallel()
	o := options(t, anyPython(t), program{script: "forever.py"})
	if err := runs.Request(disk, o.Folder, runs.Stop); err != nil {
		t.Fatal(err)
	}
	run, err := Supervise(t.Context(), o)
	if err != nil || run.Exit.How != runs.Stopped || run.State != runs.Ended {
		t.Errorf("it ended as %+v, %v", run, err)
	}
	checkFolder(t, o.Folder, runs.ManifestFile)
}

// TestNothingSurvives is not run beside others: of which run a daemon without an environment is cannot be told where one process supervises several.
func TestNothingSurvives(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no sessions on Windows")
	}
	for _, test := range []struct {
		args      []string
		processes int
		stop      bool
		problems  string
	}{
		{[]string{"child", "session"}, 3, true, ""},
		{[]string{"child", "session", "end"}, 3, false, "processes-ended processes-cut-off"},
		{[]string{"clean"}, 2, true, ""},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			if test.args[0] == "clean" && runtime.GOOS != "linux" {
				t.Skip("only Linux finds a daemon whose environment was emptied")
			}
			s := supervise(t, anyPython(t), test.processes, test.args...)
			if test.stop {
				runs.Request(disk, s.folder, runs.Stop)
			}
			run := <-s.ended
			s.checkGone(t)
			if problemCodes(run) != test.problems {
				t.Errorf("the problems are %v, want %q", run.Problems, test.problems)
			}
		})
	}
}

func TestUnwritablePlaces(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	marker := filepath.Join(t.TempDir(), "ran")
	script := filepath.Join(t.TempDir(), "touch.py")
	if err := os.WriteFile(script, fmt.Appendf(nil, "open(%q, 'w')\n", marker), 0o644); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, test := range []struct {
		name   string
		change func(o *Options)
		parts  []string
	}{
		{"run folder read-only", func(o *Options) { o.Files = afero.NewReadOnlyFs(disk) }, []string{"operation not permitted"}},
		{"run folder missing", func(o *Options) { o.Folder = filepath.Join(folder, "none") }, []string{"none"}},
		{"output is a folder", func(o *Options) { o.Output = folder }, []string{folder, "it is a folder", "Name a file in it"}},
		{"output's folder missing", func(o *Options) { o.Output = filepath.Join(folder, "no", "out.stats") }, []string{"out.stats", "there is no folder", "Make it"}},
		{"output below a file", func(o *Options) { o.Output = filepath.Join(script, "out.stats") }, []string{"out.stats"}},
		{"working directory missing", func(o *Options) { o.WorkingDirectory = filepath.Join(folder, "gone") }, []string{"gone", "no such folder", "Check its name"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := options(t, i, program{script: script})
			test.change(&o)
			_, err := Supervise(t.Context(), o)
			if err == nil {
				t.Fatal("there is no error")
			}
			for _, part := range test.parts {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error %q does not say %q", err, part)
				}
			}
			if _, err := os.Stat(marker); err == nil {
				t.Error("the program was run nevertheless")
			}
		})
	}
}

func TestOutput(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	o := options(t, i, program{script: "counts.py"})
	folder := t.TempDir()
	o.Output = filepath.Join(folder, "größe.stats")
	if err := os.WriteFile(o.Output, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Supervise(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(o.Folder, runs.ProfileFile))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(o.Output); err != nil || string(got) != string(want) {
		t.Errorf("the output has %d bytes (%v), the profile %d", len(got), err, len(want))
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if path := filepath.Join(folder, entry.Name()); path != o.Output && path != sidecarOf(o.Output) {
			t.Errorf("%s is beside the output", path)
		}
	}
}

// TestWhyNothingWasMeasured checks the sentences for what goes wrong before a profile can be saved.
func TestWhyNothingWasMeasured(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	for _, test := range []struct {
		script string
		args   []string
		part   string
	}{
		{"missing.py", nil, "there is no file " + filepath.Join(program{}.folder(t), "missing.py") + ". Check its name."},
		{".", nil, "is a folder. Name a Python file."},
		{"syntax.py", nil, "Python did not run the first line of " + filepath.Join(program{}.folder(t), "syntax.py")},
		{"ends.py", []string{"kill"}, "SIGKILL ended the program before it could save anything"},
	} {
		_, run, folder := profiled(t, i, program{script: test.script, args: test.args})
		if problemCodes(run) != "nothing-measured" || !strings.Contains(run.Problems[0].Text, test.part) {
			t.Errorf("%s: the problems are %v, want one that says %q", test.script, run.Problems, test.part)
		}
		if _, measured := runs.Profile(disk, folder); measured {
			t.Errorf("%s: there is a profile", test.script)
		}
	}
}

func TestPythonThatDoesNotLoadTheDriver(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	if runtime.GOOS == "windows" {
		t.Skip("a script cannot stand for an interpreter on Windows")
	}
	isolated := filepath.Join(t.TempDir(), "python")
	writeProgram(t, isolated, "#!/bin/sh\nexec '"+i.Path+"' -I \"$@\"\n")
	i.Path = isolated
	_, run, _ := profiled(t, i, program{script: "counts.py"})
	if run.Exit.Code != 0 || problemCodes(run) != "nothing-measured" || !strings.Contains(run.Problems[0].Text, isolated+" did not load the profiler") {
		t.Errorf("it ended as %+v with problems %v", run.Exit, run.Problems)
	}
}

func TestInterpreterThatCannotBeStarted(t *testing.T) {
	i := python.Interpreter{Path: filepath.Join(t.TempDir(), "python"), Version: "3.13.0"}
	_, run, _ := profiled(t, i, program{script: "counts.py"})
	if run.Exit.How != runs.Failed || run.Exit.Code != 1 || problemCodes(run) != "not-run" || !strings.Contains(run.Problems[0].Text, i.Path) {
		t.Errorf("it ended as %+v with problems %v", run.Exit, run.Problems)
	}
}

// TestRunsFolderWithAListSeparator runs in a folder that PYTHONPATH cannot name.
func TestRunsFolderWithAListSeparator(t *testing.T) {
	t.Parallel()
	i := anyPython(t)
	o := options(t, i, program{script: "counts.py"})
	o.Folder = filepath.Join(t.TempDir(), "a"+string(os.PathListSeparator)+"b")
	if err := os.Mkdir(o.Folder, 0o755); err != nil {
		t.Skip(err)
	}
	if _, err := Supervise(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	named(t, load(t, i, o.Folder), "counts.py", "plain")
}
