package server_test

import (
	"path"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// openRun opens what a run has measured.
func openRun(e *servertest.Editor, run string) protocol.ProfileOpenResult {
	return servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: run})
}

// callsOf is how often each function of an open profile was called, by its name in the order of self time.
func callsOf(e *servertest.Editor, profile string) (calls []string) {
	rows := servertest.MustCall(e, protocol.ProfileRows, protocol.ProfileRowsParams{
		Profile: profile, Limit: 10, Sort: protocol.List[protocol.SortColumn]{{Key: protocol.SortSelf, Descending: true}},
	})
	for _, row := range rows.Rows {
		calls = append(calls, row.Name+" "+strings.Repeat("|", *row.Calls))
	}
	return calls
}

// What a running program has measured so far is a profile like any other, and stays as it was when it was opened.
func TestOpenRunningRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, started := runMeasuring(t, 1.4)
		w.write(script, "def main():\n    work()\ndef work():\n    pass\n")
		first := openRun(e, started.Run)
		begun := first.Run.Started
		want := protocol.ProfileOpenResult{
			Profile: first.Profile, Path: started.Folder + "/profile.stats", Modified: begun + 0.8,
			Functions: 2, Calls: new(11), PrimitiveCalls: new(2), Seconds: 0.75, Accuracy: first.Accuracy,
			Notes: protocol.List[string]{
				"Calls that have not returned yet are missing; they will be there when the program has ended.",
			},
			Run: &protocol.ProfileRun{
				Target: protocol.Target{Kind: protocol.TargetScript, Path: script}, Name: "main.py", Python: " ", Started: begun,
				Running: true, Seconds: 1.5, SnapshotAge: 0.7, Profiler: "cprofile", Overhead: &protocol.RunOverhead{PerCall: 1e-7},
				Processes: protocol.List[protocol.RunProcess]{{
					PID: 7, Parent: 1, Command: protocol.List[string]{"python", "main.py"}, SnapshotAge: 0.7,
					Threads: protocol.List[protocol.RunThread]{{ID: "1", Name: "MainThread"}},
				}},
			},
			Origins:       protocol.List[protocol.OriginTotal]{{Origin: protocol.OriginProject, Functions: 2, Self: 0.75, Share: 1}},
			Concentration: &protocol.Concentration{Functions: 2, Share: 0.8, Taken: 1},
		}
		if diff := cmp.Diff(want, first, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-3)); diff != "" {
			t.Errorf("the answer differs (-want +got):\n%s", diff)
		}
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Seconds > 3 })
		second := openRun(e, started.Run)
		if second.Functions != 2 || *second.Calls != 43 || len(second.Run.Processes) != 3 || len(second.Run.Processes[1].Threads) != 2 || !second.Run.Processes[2].Ended {
			t.Errorf("opened %+v with %+v", second, second.Run)
		}
		if diff := cmp.Diff([]string{"work ||||||||||", "main |"}, callsOf(e, first.Profile)); diff != "" {
			t.Errorf("the first profile has changed:\n%s", diff)
		}
		hotspots := servertest.MustCall(e, protocol.ProfileHotspots, protocol.ProfileHotspotsParams{Profile: first.Profile, Path: script}).Hotspots
		if len(hotspots) != 2 || hotspots[1].Line != 3 || hotspots[1].Share < 0.6 {
			t.Errorf("the hotspots are %+v", hotspots)
		}
		location := servertest.MustCall(e, protocol.ProfileLocation, protocol.ProfileLocationParams{Profile: first.Profile, Function: hotspots[1].Function})
		if location.Path != script || location.Line != 3 || location.Problem != nil {
			t.Errorf("the location is %+v", location)
		}
		stopRun(e, started)
		awaitEnd(e, started.Run)
		callsOf(e, first.Profile)
	})
}

// Of several processes the profile is the sum, with what the user should know; functions that share a label stay apart.
func TestOpenRunningProcesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = func(s *supervisor) {
			s.begin()
			lambda := entry{script, 3, "<lambda>", 1, 1, 0.5, 0.5}
			twice := lambda
			twice.calls, twice.primitive, twice.self = 2, 2, 0.25
			w.record(s.folder, recorded{pid: 7, started: s.run.Started, now: time.Now(), threads: []string{"MainThread"}, functions: []entry{lambda, twice}, problems: []string{"threads-mixed"}})
			w.write(s.folder+"/parts/8-0.rec", "half of")
			s.work(time.Hour)
			s.end(runs.Exit{How: runs.Stopped})
		}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Statistics != nil })
		opened := openRun(e, started.Run)
		if diff := cmp.Diff([]string{"<lambda> |", "<lambda> ||"}, callsOf(e, opened.Profile)); diff != "" {
			t.Errorf("the functions differ (-want +got):\n%s", diff)
		}
		var problems []string
		for _, problem := range opened.Problems {
			problems = append(problems, problem.Code)
		}
		if diff := cmp.Diff([]string{"threads-mixed", "recording-damaged"}, problems); diff != "" {
			t.Errorf("the problems differ (-want +got):\n%s", diff)
		}
		stopRun(e, started)
		awaitEnd(e, started.Run)
	})
}

// A run that has ended is opened as it was saved.
func TestOpenEndedRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = func(s *supervisor) {
			s.begin()
			s.work(time.Second)
			s.end(runs.Exit{How: runs.Exited})
			w.write(s.folder+"/profile.stats", string(encodeProfile(t, shopEntries...)))
		}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		ended := awaitEnd(e, started.Run)
		byRun := openRun(e, started.Run)
		byPath := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: ended.Profile})
		byPath.Profile = byRun.Profile
		if diff := cmp.Diff(byPath, byRun); diff != "" || byRun.Run.Running || byRun.Run.Ending != protocol.EndingExited {
			t.Errorf("by its path and by its run (-path +run):\n%s", diff)
		}
	})
}

// The run may end while it is read: then what is saved is opened.
func TestOpenRunAsItEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.program = func(s *supervisor) {
			measuring(s)
			w.write(s.folder+"/profile.stats", string(encodeProfile(t, shopEntries...)))
			if err := w.Files.RemoveAll(s.folder + "/parts"); err != nil {
				t.Error(err)
			}
		}
		e := servertest.Open(t, w.Options, trusted)
		started := servertest.MustCall(e, protocol.RunStart, runParams)
		servertest.Await(e, protocol.RunProgress, func(p protocol.RunProgressParams) bool { return p.Statistics != nil })
		stopRun(e, started)
		for {
			opened := openRun(e, started.Run)
			if want := map[bool]int{true: 2, false: 7}[opened.Run.Running]; opened.Functions != want {
				t.Fatalf("%d functions, running is %v", opened.Functions, opened.Run.Running)
			}
			if !opened.Run.Running {
				break
			}
			time.Sleep(time.Millisecond)
		}
		awaitEnd(e, started.Run)
	})
}

func TestOpenRunRefused(t *testing.T) {
	tests := map[string]struct {
		program func(*supervisor)
		ended   bool // it is opened when it has ended
		change  func(*protocol.ProfileOpenParams)
		code    protocol.ErrorCode
		text    string
	}{
		"unknown":          {obedient, false, func(p *protocol.ProfileOpenParams) { p.Run = "other" }, protocol.CodeUnknownRun, `no such run: "other"`},
		"neither":          {obedient, false, func(p *protocol.ProfileOpenParams) { p.Run = "" }, protocol.CodeInvalidParams, "a profile is opened by its path or by its run"},
		"both":             {obedient, false, func(p *protocol.ProfileOpenParams) { p.Path = "/x.stats" }, protocol.CodeInvalidParams, "a profile is opened by its path or by its run"},
		"not begun":        {func(s *supervisor) { time.Sleep(time.Second); obedient(s) }, false, nil, protocol.CodeNothingMeasured, "nothing has been measured yet"},
		"nothing recorded": {obedient, false, nil, protocol.CodeNothingMeasured, "nothing has been measured yet"},
		"nothing saved": {func(s *supervisor) {
			s.begin()
			s.run.State, s.run.Exit = runs.Ended, &runs.Exit{How: runs.Exited}
			s.save()
		}, true, nil, protocol.CodeNothingMeasured, "nothing has been measured by this run, or it was not kept"},
		"damaged": {func(s *supervisor) { obedient(s); s.world.write(s.folder+"/profile.stats", "text") }, true, nil, protocol.CodeNotAProfile, "not a profile"},
		"recordings cannot be read": {func(s *supervisor) {
			s.begin()
			s.work(time.Second)
			s.end(runs.Exit{How: runs.Exited})
		}, false, nil, protocol.CodeFileNotFound, "/parts cannot be read: permission denied. Stop the program"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.program = test.program
				if name == "recordings cannot be read" {
					w.Options.Files = refuse{w.Files, "/data/runs/2000-01-01T00-00-00-main/parts"}
				}
				e := servertest.Open(t, w.Options, trusted)
				started := servertest.MustCall(e, protocol.RunStart, runParams)
				if test.ended {
					awaitEnd(e, started.Run)
				}
				synctest.Wait()
				params := protocol.ProfileOpenParams{Run: started.Run}
				if test.change != nil {
					test.change(&params)
				}
				_, err := servertest.Call(e, protocol.ProfileOpen, params)
				checkError(t, err, test.code, test.text)
				awaitEnd(e, started.Run)
			})
		})
	}
}

// Reading what was measured is reported as reading a file is.
func TestOpenRunProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, e, started := runMeasuring(t, 1.4)
		var token protocol.ProgressToken
		if err := token.UnmarshalJSON([]byte(`"reading"`)); err != nil {
			t.Fatal(err)
		}
		servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Run: started.Run, WorkDoneToken: &token})
		got := servertest.Received(e, protocol.Progress)
		if len(got) != 2 || got[0].Value.Kind != protocol.ProgressBegin || got[0].Value.Title == "" || got[1].Value.Kind != protocol.ProgressEnd {
			t.Errorf("got %+v", got)
		}
		stopRun(e, started)
		awaitEnd(e, started.Run)
	})
}

// A run is opened by the id that the server before this one gave it, too.
func TestOpenResumedRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		folder := "/data/runs/" + leaveRun(t, w, measuring)
		time.Sleep(time.Second)
		e := servertest.Open(t, w.Options, protocol.InitializationOptions{Trusted: true, Runs: protocol.List[string]{path.Base(folder)}})
		if opened := openRun(e, path.Base(folder)); *opened.Calls != 11 || opened.Path != folder+"/profile.stats" {
			t.Errorf("opened %+v", opened)
		}
		servertest.MustCall(e, protocol.Shutdown, protocol.None{})
	})
}
