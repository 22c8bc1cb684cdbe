package server_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

func TestProfileRun(t *testing.T) {
	saved := runs.Run{
		State: runs.Ended, Target: runs.Target{Kind: runs.Script, Path: "/proj/shop.py", Args: []string{"--fast"}},
		Python:  runs.Python{Path: "/usr/bin/python3", Version: "3.13.0", Implementation: "CPython"},
		Started: time.Date(2025, 1, 2, 3, 4, 5, 500_000_000, time.UTC), Seconds: 2.5,
		Exit:     &runs.Exit{Code: 137, Signal: "SIGKILL", How: runs.Signalled},
		Problems: []runs.Problem{{Code: "snapshot", Text: "The last second is missing."}},
	}
	going := saved
	going.State, going.Exit, going.Seconds, going.Problems = runs.Running, nil, 0, nil
	target := protocol.Target{Kind: protocol.TargetScript, Path: "/proj/shop.py", Args: protocol.List[string]{"--fast"}}
	tests := map[string]struct {
		path     string
		write    func(*testing.T, *world)
		want     *protocol.ProfileRun
		problems protocol.List[protocol.Problem]
	}{
		"ended": {shopProfile, writeRun(saved), &protocol.ProfileRun{
			Target: target, Name: "shop.py", Python: "CPython 3.13.0", Started: 1735787045.5,
			Ending: protocol.EndingSignal, ExitCode: 137, Signal: "SIGKILL", Seconds: 2.5,
		}, protocol.List[protocol.Problem]{{Code: "snapshot", Text: "The last second is missing."}}},
		"without an end":          {shopProfile, writeRun(going), &protocol.ProfileRun{Target: target, Name: "shop.py", Python: "CPython 3.13.0", Started: 1735787045.5}, nil},
		"damaged":                 {shopProfile, func(_ *testing.T, w *world) { w.write("/runs/1/run.json", "{") }, nil, nil},
		"no run":                  {shopProfile, func(*testing.T, *world) {}, nil, nil},
		"another file beside one": {"/runs/1/copy.stats", writeRun(saved), nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.write(test.path, string(encodeProfile(t, shopEntries...)))
				test.write(t, w)
				e := servertest.Open(t, w.Options, protocol.InitializationOptions{})
				got := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: test.path})
				if diff := cmp.Diff(test.want, got.Run, cmpopts.EquateEmpty()); diff != "" {
					t.Error(diff)
				}
				if diff := cmp.Diff(test.problems, got.Problems, cmpopts.EquateEmpty()); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

// writeRun keeps a run beside shopProfile.
func writeRun(run runs.Run) func(*testing.T, *world) {
	return func(t *testing.T, w *world) {
		if err := runs.Write(w.Files, "/runs/1", run); err != nil {
			t.Fatal(err)
		}
	}
}
