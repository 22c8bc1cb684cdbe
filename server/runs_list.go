package server

import (
	"context"
	"fmt"
	"path/filepath"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// problemDamaged is the code of a run whose folder cannot be read.
const problemDamaged = "damaged"

// runsList answers the runs that are kept, the newest first.
func (s *session) runsList(_ context.Context, p protocol.RunsListParams) (result protocol.RunsListResult, err error) {
	if p.Limit < 0 {
		return result, fmt.Errorf("%w: at most %d runs cannot be listed; 0 is no limit", errInvalidParams, p.Limit)
	}
	root := s.runsRoot()
	if !filepath.IsAbs(root) {
		return result, about(root, fmt.Errorf("%w: the folder for runs %q is not an absolute path. Choose another one", errInvalidParams, root))
	}
	entries, err := s.store().List()
	if err != nil {
		return result, about(root, err)
	}
	result.Matching = len(entries)
	if p.Limit > 0 && p.Limit < len(entries) {
		entries = entries[:p.Limit]
	}
	for _, e := range entries {
		result.Runs = append(result.Runs, s.savedRun(e))
	}
	return result, nil
}

// savedRun is what is told of a run that is kept.
func (s *session) savedRun(e runs.Entry) protocol.SavedRun {
	saved := protocol.SavedRun{Run: e.ID, Name: e.ID, Started: unixTime(e.Started())}
	if profile, there := runs.Profile(s.Files, e.Folder); there {
		saved.Profile = profile
	}
	if e.Damaged != nil {
		saved.Problem = &protocol.Problem{Code: problemDamaged, Text: e.Damaged.Error() + "."}
		return saved
	}
	saved.Name, saved.Label = e.Run.Target.Name(), e.Run.Label
	if e.Run.Python.Version != "" {
		saved.Python = e.Run.Python.Implementation + " " + e.Run.Python.Version
	}
	switch {
	case e.Run.State == runs.Ended && e.Run.Exit != nil:
		saved.Ending, saved.Seconds = endings[e.Run.Exit.How], finite(e.Run.Seconds)
	case e.Run.State == runs.Running && !e.Running:
		saved.Ending = endings[runs.Lost]
	}
	return saved
}
