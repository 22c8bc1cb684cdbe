package capture

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tottime/profiler/marshal"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// fakeVariable makes the test's own program stand for an interpreter with the driver: the words of its value say what it does.
const fakeVariable = "TOTTIME_FAKE"

func TestMain(m *testing.M) {
	if words := os.Getenv(fakeVariable); words != "" {
		os.Exit(fake(strings.Fields(words)))
	}
	os.Exit(testWithCache(m))
}

// cache keeps the driver compiled and the runs that tests share.
var cache string

func testWithCache(m *testing.M) int {
	var err error
	if cache, err = os.MkdirTemp("", "tottime-test-"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(cache)
	overlap()
	return m.Run()
}

// fake does what the words say, such as "record:0:ended", and ends with the code of "exit:CODE".
func fake(words []string) int {
	for _, word := range words {
		what, argument, _ := strings.Cut(word, ":")
		switch what {
		case "record": // NUMBER:HOW, a recording of this process, or of a made-up one
			number, how, _ := strings.Cut(argument, ":")
			pid := os.Getpid()
			if n, _ := strconv.Atoi(number); n > 0 {
				pid = n
			}
			fakeFile(fmt.Sprintf("%d-0.rec", pid), fakeRecording(os.Args[1], pid, how))
		case "damage":
			fakeFile("77-0.rec", []byte("{0"))
		case "print":
			fmt.Println(os.Getenv(argument))
		case "edit":
			if err := os.WriteFile(argument, []byte("# later\n"), 0o600); err != nil {
				panic(err)
			}
		case "hang":
			fmt.Println("hangs")
			time.Sleep(time.Hour)
		case "supervise": // FOLDER:PYTHON, a run of facts.py as one of our own
			folder, path, _ := strings.Cut(argument, ":")
			os.Unsetenv(fakeVariable)
			run, err := Supervise(context.Background(), Options{
				Files: disk, Folder: folder, Interpreter: python.Interpreter{Path: path}, NoGit: true,
				Target: runs.Target{Kind: runs.Script, Path: "facts.py"}, Stdout: os.Stdout, Stderr: os.Stderr,
			})
			if err != nil || run.Exit.Code != 0 || len(run.Problems) > 0 {
				fmt.Println(err, run.Exit, run.Problems)
			}
		case "exit":
			code, _ := strconv.Atoi(argument)
			return code
		}
	}
	return 0
}

func fakeFile(name string, content []byte) {
	path := filepath.Join(os.Getenv(partsPath), name)
	if err := os.WriteFile(path+".new", content, 0o600); err != nil {
		panic(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		panic(err)
	}
}

// fakeRecording is one of a process that called a function of a script twice and one of a library once, in a main thread. how is "ended" or "snapshot", or
// the code of a problem.
func fakeRecording(script string, pid int, how string) []byte {
	var out bytes.Buffer
	e := marshal.NewEncoder(&out)
	now := float64(time.Now().UnixNano()) / 1e9
	script, _ = filepath.Abs(script)
	e.Dict()
	for key, value := range map[string]any{
		"version": 1, "pid": pid, "parent": os.Getppid(), "python": "3.13.0", "started": now - 2, "now": now - 1, "ended": how != "snapshot",
		"how": how, "profiler": "cprofile", "per_call": 1e-7,
	} {
		e.Text(key)
		switch value := value.(type) {
		case int:
			e.Int(int64(value))
		case float64:
			e.Float(value)
		case string:
			e.Text(value)
		case bool:
			e.Bool(value)
		}
	}
	e.Text("command")
	e.List(1)
	e.Text(script)
	e.Text("problems")
	if how == "ended" || how == "snapshot" {
		e.List(0)
	} else {
		e.List(1)
		e.Text(how)
	}
	functions := []string{script, filepath.Join(filepath.Dir(script), "lib", "python3.13", "json.py")}
	e.Text("functions")
	e.List(len(functions))
	for i, file := range functions {
		e.Tuple(5)
		e.Text(file)
		e.Int(1)
		e.Text("work")
		e.Text("work")
		e.Int(int64(i + 2))
	}
	e.Text("threads")
	e.List(1)
	e.Tuple(3)
	e.Text("MainThread")
	e.Int(1)
	if how == notStarted {
		e.List(0)
	} else {
		e.List(len(functions))
		for i := range functions {
			e.Tuple(6)
			e.Int(int64(i))
			e.Int(int64(2 - i))
			e.Int(0)
			e.Float(.5)
			e.Float(.5)
			e.List(0)
		}
	}
	e.End()
	e.Flush()
	return out.Bytes()
}

// faked are the options for a run of the fake interpreter that does what the words say, on a script of its own.
func faked(t *testing.T, words string) Options {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	script := filepath.Join(folder, "shop.py")
	write(t, script, "@decorated\ndef work(): pass\n")
	library := filepath.Join(folder, "lib", "python3.13", "json.py")
	write(t, library, "def work(): pass\n")
	for _, path := range []string{script, library} { // as old as files are that somebody runs
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	o := options(t, python.Interpreter{Path: self, Version: "3.13.0", Implementation: "CPython"}, program{script: script, env: []string{fakeVariable + "=" + words}})
	o.WorkingDirectory = folder
	return o
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// completed runs to the end and returns what run.json says then.
func completed(t *testing.T, o Options) runs.Run {
	t.Helper()
	if _, err := Supervise(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	run, err := runs.Read(disk, o.Folder)
	if err != nil {
		t.Fatal(err)
	}
	return run
}
