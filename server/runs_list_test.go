package server_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// The runs that are kept are listed, the newest first, also those that cannot be read and those whose supervisor is gone.
func TestRunsList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		at := func(minute int) time.Time { return time.Date(2026, 1, 2, 3, minute, 0, 0, time.UTC) }
		seconds := func(minute int) float64 { return float64(at(minute).Unix()) }
		python := runs.Python{Implementation: "CPython", Version: "3.13.0"}
		for name, run := range map[string]runs.Run{
			"old":  {State: runs.Ended, Target: runs.Target{Kind: runs.Script, Path: script}, Python: python, Started: at(1), Seconds: 2.5, Exit: &runs.Exit{How: runs.Exited}, Label: "before"},
			"new":  {State: runs.Ended, Target: runs.Target{Kind: runs.Module, Module: "shop"}, Started: at(9), Seconds: 1, Exit: &runs.Exit{How: runs.Stopped}},
			"now":  {State: runs.Running, Target: runs.Target{Kind: runs.Code}, Python: python, Started: at(7), Supervisor: runs.Supervisor{PID: 7, Identity: "7-born"}},
			"lost": {State: runs.Running, Target: runs.Target{Kind: runs.Script, Path: script}, Python: python, Started: at(6), Supervisor: runs.Supervisor{PID: 8, Identity: "8-born"}},
		} {
			if err := runs.Write(w.Files, "/data/runs/"+name, run); err != nil {
				t.Fatal(err)
			}
		}
		w.alive[7] = true
		w.write("/data/runs/old/profile.stats", string(encodeProfile(t, shopEntries...)))
		w.write("/data/runs/damaged/run.json", `{"version": 1, "sta`)
		w.write("/data/runs/damaged/profile.stats", "")
		w.write("/data/runs/empty/other", "")
		w.write("/data/runs/.hidden/run.json", "{}")
		w.write("/data/runs/file", "")
		if err := w.Files.Chtimes("/data/runs/damaged", at(5), at(5)); err != nil {
			t.Fatal(err)
		}
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
		want := protocol.List[protocol.SavedRun]{
			{Run: "new", Name: "-m shop", Started: seconds(9), Seconds: 1, Ending: protocol.EndingStopped},
			{Run: "now", Name: "-c", Python: "CPython 3.13.0", Started: seconds(7)},
			{Run: "lost", Name: "main.py", Python: "CPython 3.13.0", Started: seconds(6), Ending: protocol.EndingFailed},
			{Run: "damaged", Name: "damaged", Profile: "/data/runs/damaged/profile.stats", Started: seconds(5), Problem: &protocol.Problem{
				Code: "damaged", Text: "/data/runs/damaged/run.json: not a readable run: unexpected end of JSON input.",
			}},
			{Run: "old", Name: "main.py", Profile: "/data/runs/old/profile.stats", Python: "CPython 3.13.0", Started: seconds(1), Seconds: 2.5, Ending: protocol.EndingExited, Label: "before"},
		}
		for limit, n := range map[int]int{0: 5, 1: 1, 4: 4, 5: 5, 100: 5} {
			got := servertest.MustCall(e, protocol.RunsList, protocol.RunsListParams{Limit: limit})
			if diff := cmp.Diff(protocol.RunsListResult{Runs: want[:n], Matching: 5}, got); diff != "" {
				t.Errorf("limit %d (-want +got):\n%s", limit, diff)
			}
		}
		_, err := servertest.Call(e, protocol.RunsList, protocol.RunsListParams{Limit: -1})
		checkError(t, err, protocol.CodeInvalidParams, "0 is no limit")
	})
}

func TestRunsListWithoutFolder(t *testing.T) {
	for name, test := range map[string]struct {
		folder string
		code   protocol.ErrorCode
		text   string
	}{
		"not there yet": {folder: "/none"},
		"a file":        {"/proj/main.py", protocol.CodeInternalError, "cannot list the runs in /proj/main.py: "},
		"relative":      {"runs", protocol.CodeInvalidParams, `the folder for runs "runs" is not an absolute path`},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{RunsFolder: test.folder})
				got, err := servertest.Call(e, protocol.RunsList, protocol.RunsListParams{})
				if test.text == "" {
					if err != nil || len(got.Runs) > 0 || got.Matching > 0 {
						t.Errorf("got %+v, %v", got, err)
					}
					return
				}
				checkError(t, err, test.code, test.text)
			})
		})
	}
}

// BenchmarkRunsList lists 1,000 runs on a real file system.
func BenchmarkRunsList(b *testing.B) {
	w := &world{}
	w.Files, w.Log, w.RunsFolder = afero.NewOsFs(), io.Discard, b.TempDir()
	w.Identity = func(int) string { return "" }
	command := strings.Split("python -m pytest tests/test_shop.py --maxfail 1 --durations 10", " ")
	for i := range 1000 {
		run := runs.Run{State: runs.Ended, Target: runs.Target{Kind: runs.Script, Path: script}, Started: time.Unix(int64(i), 0), Exit: &runs.Exit{How: runs.Exited}}
		for pid := range 4 {
			run.Processes = append(run.Processes, runs.Process{PID: pid, Command: command, File: fmt.Sprintf("parts/%d.stats", pid), Ended: true})
			run.Threads = append(run.Threads, runs.Thread{ID: 1, Name: "MainThread", Process: pid, File: fmt.Sprintf("parts/%d-1.stats", pid)})
		}
		folder := fmt.Sprintf("%s/run-%d", w.RunsFolder, i)
		if err := w.Files.Mkdir(folder, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := runs.Write(w.Files, folder, run); err != nil {
			b.Fatal(err)
		}
	}
	e := servertest.Open(b, w.Options, protocol.InitializationOptions{})
	for b.Loop() {
		if got := servertest.MustCall(e, protocol.RunsList, protocol.RunsListParams{}); len(got.Runs) != 1000 {
			b.Fatalf("%d runs", len(got.Runs))
		}
	}
}
