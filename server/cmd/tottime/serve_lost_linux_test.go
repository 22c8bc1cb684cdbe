package main

import (
	"slices"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// A supervisor that is killed takes its program with it; what that has recorded until then is kept, and the editor is told.
func TestServeSupervisorKilled(t *testing.T) {
	t.Parallel()
	needPython(t)
	f := startFamily(t, buildTottime(t), true)
	f.awaitComplete(t)
	f.kill(t, isSupervisor)
	ended := servertest.Await(f.server.Editor, protocol.RunEnded, func(protocol.RunEndedParams) bool { return true })
	// The keeper notices a moment later that nothing is left for it to do.
	if left := slices.DeleteFunc(f.relatives(), func(r relative) bool { return isKeeper(r, nil) }); len(left) > 0 {
		t.Errorf("the run has ended, and %v goes on", left)
	}
	f.awaitEnd(t)
	if ended.Ending != protocol.EndingFailed || len(ended.Problems) == 0 || ended.Problems[0].Code != "supervisor-lost" {
		t.Errorf("ended %+v", ended)
	}
	opened := servertest.MustCall(f.server.Editor, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: ended.Profile})
	rows := servertest.MustCall(f.server.Editor, protocol.ProfileRows, protocol.ProfileRowsParams{Profile: opened.Profile, Filter: protocol.Filter{Text: "live"}, Limit: 10})
	if len(rows.Rows) == 0 {
		t.Errorf("the profile has %+v", rows)
	}
	if run, err := runs.Read(afero.NewOsFs(), f.folder); err != nil || run.State != runs.Ended || run.Exit.How != runs.Lost {
		t.Errorf("saved %+v, %v", run, err)
	}
}
