//go:build linux || darwin

package main

import (
	"bufio"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/runs"
)

const endless = `import os
def busy():
    return sum(range(100))
print(os.getpid(), flush=True)
while True:
    busy()
`

// group is tottime in a process group of its own, as a shell would start it.
type group struct {
	process *os.Process
	stdout  *bufio.Reader
	stdin   *os.File
	folder  string // the run's
}

func startGroup(t *testing.T, text string, flags ...string) group {
	t.Helper()
	folder := t.TempDir()
	command := self(t, append(append([]string{"run", "--run-folder", folder, "--quiet"}, flags...), "program.py")...)
	write(t, command, "program.py", text)
	inRead, inWrite, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	outRead, outWrite, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	started, err := process.Own(func() (*os.Process, error) {
		return os.StartProcess(command.Path, append([]string{command.Path}, command.Args...), &os.ProcAttr{
			Dir: command.Dir, Env: command.Env, Files: []*os.File{inRead, outWrite, outWrite}, Sys: &syscall.SysProcAttr{Setpgid: true},
		})
	})
	inRead.Close()
	outWrite.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		started.Kill()
		inWrite.Close()
		outRead.Close()
	})
	return group{started, bufio.NewReader(outRead), inWrite, folder}
}

// line reads a line that the program writes.
func (g group) line(t *testing.T) string {
	t.Helper()
	line, err := g.stdout.ReadString('\n')
	if err != nil {
		t.Fatalf("tottime wrote %q and then %v", line, err)
	}
	return strings.TrimSpace(line)
}

func (g group) pid(t *testing.T) int {
	t.Helper()
	pid, err := strconv.Atoi(g.line(t))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// wait returns how tottime ended: such as "exit status 0" or "signal: interrupt".
func (g group) wait(t *testing.T) string {
	t.Helper()
	state, err := g.process.Wait()
	if err != nil {
		t.Fatal(err)
	}
	return state.String()
}

func (g group) checkStopped(t *testing.T, signal string) {
	t.Helper()
	run, err := runs.Read(afero.NewOsFs(), g.folder)
	if err != nil || run.State != runs.Ended || run.Exit.How != runs.Stopped || run.Exit.Signal != signal || len(run.Problems) > 0 {
		t.Errorf("run.json says %+v (%v), want stopped by %s", run.Exit, err, signal)
	}
	if _, measured := runs.Profile(afero.NewOsFs(), g.folder); !measured {
		t.Error("what was measured was lost")
	}
}

func TestRunCtrlC(t *testing.T) {
	t.Parallel()
	if old := needPython(t); strings.HasPrefix(old.Version, "3.6.") || strings.HasPrefix(old.Version, "3.7.") {
		t.Skip("this Python does not die of the signal")
	}
	g := startGroup(t, endless)
	g.pid(t)
	syscall.Kill(-g.process.Pid, syscall.SIGINT) // as the terminal does: to the whole group
	if end := g.wait(t); end != "signal: interrupt" {
		t.Errorf("it ended with %s; a shell would go on with a loop", end)
	}
	g.checkStopped(t, "SIGINT")
}

func TestRunCtrlCThatTheProgramHandles(t *testing.T) {
	t.Parallel()
	needPython(t)
	g := startGroup(t, "import os, time\ntry:\n    print(os.getpid(), flush=True)\n    time.sleep(600)\nexcept KeyboardInterrupt:\n    print('goes on', flush=True)\n")
	g.pid(t)
	syscall.Kill(-g.process.Pid, syscall.SIGINT)
	if line := g.line(t); line != "goes on" {
		t.Errorf("the program wrote %q", line)
	}
	if end := g.wait(t); end != "exit status 0" {
		t.Errorf("it ended with %s", end)
	}
	if run, err := runs.Read(afero.NewOsFs(), g.folder); err != nil || run.Exit.How != runs.Exited {
		t.Errorf("run.json says %+v (%v)", run.Exit, err)
	}
}

func TestRunEndedFromOutside(t *testing.T) {
	t.Parallel()
	needPython(t)
	for _, number := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(number) {
			t.Logf("not tested: %v is ignored here, as nohup has it", number)
			continue
		}
		g := startGroup(t, endless)
		pid := g.pid(t)
		g.process.Signal(number) // to the supervisor alone
		if end := g.wait(t); end != "signal: terminated" {
			t.Errorf("%v: it ended with %s", number, end)
		}
		g.checkStopped(t, "SIGTERM")
		if process.Identity(pid) != "" {
			t.Errorf("%v: the program goes on", number)
		}
	}
}

func TestRunKilled(t *testing.T) {
	t.Parallel()
	needPython(t)
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has a signal for a parent's death")
	}
	g := startGroup(t, endless)
	pid := g.pid(t)
	g.process.Kill()
	g.wait(t)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); process.Identity(pid) != ""; <-tick.C {
		if time.Now().After(deadline) {
			t.Fatal("the program goes on without its supervisor")
		}
	}
	run, err := runs.Read(afero.NewOsFs(), g.folder)
	if err != nil || run.State != runs.Running || process.Identity(run.Supervisor.PID) == run.Supervisor.Identity {
		t.Errorf("run.json says %+v (%v), want a supervisor that is gone", run, err)
	}
}

func TestRunHold(t *testing.T) {
	t.Parallel()
	needPython(t)
	g := startGroup(t, "import sys\ndef f(): pass\nf()\nsys.exit(4)\n", "--hold")
	g.line(t)
	text, err := g.stdout.ReadString('P')
	if err != nil || !strings.HasPrefix(text, "program.py ended with exit code 4 after ") || !strings.HasSuffix(text, "Its profile is saved. P") {
		t.Errorf("tottime wrote %q (%v)", text, err)
	}
	if run, err := runs.Read(afero.NewOsFs(), g.folder); err != nil || run.State != runs.Ended {
		t.Errorf("while it waits for Enter, run.json says %+v (%v)", run, err)
	}
	if process.Identity(g.process.Pid) == "" {
		t.Error("it does not wait for Enter")
	}
	g.stdin.WriteString("x\n")
	if end := g.wait(t); end != "exit status 0" {
		t.Errorf("it ended with %s: the editor would show an error once more", end)
	}
	for _, passing := range []string{runs.ControlFile, "driver-*", filepath.Join("parts", "*.rec")} {
		if left, _ := filepath.Glob(filepath.Join(g.folder, passing)); len(left) != 0 {
			t.Errorf("%v is left", left)
		}
	}
}
