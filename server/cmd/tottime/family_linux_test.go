package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/protocol"
	"tottime/server/servertest"
)

// family is testdata/family.py under `tottime run`, which a server started with pipes or the test in a terminal.
type family struct {
	mark     string
	folder   string    // the run's
	server   *served   // nil in a terminal
	terminal *os.File  // the outer end; nil without one
	complete chan bool // closed when the screen says that every process has been started
}

// startFamily starts the built tottime with the program.
func startFamily(t *testing.T, path string, served bool) *family {
	t.Helper()
	script, err := filepath.Abs("testdata/family.py")
	if err != nil {
		t.Fatal(err)
	}
	f := &family{mark: "FAMILY" + rand.Text(), complete: make(chan bool)}
	// Under nohup a closed terminal ends nothing: what we start must not inherit that.
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(hangups) })
	t.Cleanup(func() {
		for _, p := range f.relatives() {
			syscall.Kill(p.pid, syscall.SIGKILL)
		}
	})
	if served {
		f.serve(t, path, script)
	} else {
		f.openTerminal(t, path, script)
	}
	return f
}

func (f *family) serve(t *testing.T, path, script string) {
	s := serve(t, path)
	f.server = &s
	s.Initialize(protocol.InitializationOptions{Trusted: true, RunsFolder: t.TempDir()})
	started := servertest.MustCall(s.Editor, protocol.RunStart, protocol.RunStartParams{
		Target: protocol.Target{Kind: protocol.TargetScript, Path: script, Args: protocol.List[string]{f.mark}},
	})
	f.folder = started.Folder
}

func (f *family) openTerminal(t *testing.T, path, script string) {
	var inner *os.File
	f.terminal, inner = openTerminal(t)
	f.folder = t.TempDir()
	started, err := process.Own(func() (*os.Process, error) {
		return os.StartProcess(path, []string{path, "run", "--run-folder", f.folder, "--quiet", script, f.mark}, &os.ProcAttr{
			Files: []*os.File{inner, inner, inner}, Sys: &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0},
		})
	})
	inner.Close()
	if err != nil {
		t.Fatal(err)
	}
	go started.Wait()
	go func() {
		for lines := bufio.NewScanner(f.terminal); lines.Scan(); {
			if lines.Text() == "complete" {
				close(f.complete)
			}
		}
	}()
}

// awaitComplete waits until every process has been started.
func (f *family) awaitComplete(t *testing.T) {
	t.Helper()
	if f.server != nil {
		servertest.Await(f.server.Editor, protocol.RunOutput, func(protocol.RunOutputParams) bool {
			return strings.Contains(written(*f.server)[protocol.OutputStdout], "complete")
		})
		return
	}
	select {
	case <-f.complete:
	case <-time.After(20 * time.Second):
		t.Fatal("the program does not start its processes")
	}
}

// relative is a living process of a family.
type relative struct {
	pid, parent int
	args        []string
}

func (r relative) String() string { return fmt.Sprintf("%d (of %d) %q", r.pid, r.parent, r.args) }

// relatives are the processes that have the family's mark among their arguments or in their environment.
func (f *family) relatives() (list []relative) {
	processes, _ := os.ReadDir("/proc")
	for _, process := range processes {
		var r relative
		var err error
		if r.pid, err = strconv.Atoi(process.Name()); err != nil {
			continue
		}
		folder := "/proc/" + process.Name()
		arguments, _ := os.ReadFile(folder + "/cmdline")
		if !bytes.Contains(arguments, []byte(f.mark)) {
			environment, _ := os.ReadFile(folder + "/environ")
			if !bytes.Contains(environment, []byte(f.mark)) {
				continue
			}
		}
		stat, err := os.ReadFile(folder + "/stat")
		if err != nil {
			continue
		}
		fmt.Sscan(strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))[1], &r.parent)
		r.args = strings.Split(strings.TrimSuffix(string(arguments), "\x00"), "\x00")
		list = append(list, r)
	}
	return list
}

// The three that a run consists of, in a list of all relatives. Children that the program forked look like the program, but have another parent.
func isSupervisor(r relative, _ []relative) bool { return len(r.args) > 1 && r.args[1] == "run" }
func isKeeper(r relative, _ []relative) bool     { return len(r.args) > 1 && r.args[1] == keepCommand }
func isProgram(r relative, all []relative) bool {
	return len(r.args) > 1 && slices.ContainsFunc(all, func(p relative) bool { return p.pid == r.parent && isKeeper(p, all) }) && filepath.Base(r.args[1]) == "family.py"
}

// find waits for a process and returns its number.
func (f *family) find(t *testing.T, is func(relative, []relative) bool) (pid int) {
	t.Helper()
	await(t, "the process is there", func() bool {
		all := f.relatives()
		i := slices.IndexFunc(all, func(r relative) bool { return is(r, all) })
		if i >= 0 {
			pid = all[i].pid
		}
		return i >= 0
	})
	return pid
}

// await waits until the condition holds.
func await(t *testing.T, what string, condition func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !condition(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("still not so: %s", what)
		}
	}
}
