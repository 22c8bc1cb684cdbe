package server

import (
	"context"
	"fmt"
	"path/filepath"
)

// resume follows the runs that an earlier server of this client has left. The client names them: which of the runs in the folder are its
// own, and not those of another window or of a command line, nobody else knows; and a run that has ended since is told of too.
func (s *session) resume(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if _, err := s.runs.get(id); err == nil {
			continue // named twice
		}
		r, err := s.runs.add(s.Files, filepath.Join(s.runsRoot(), id), true)
		if err != nil {
			return err
		}
		s.watchAfterReply(ctx, r)
	}
	return nil
}

// checkRuns checks that ids are such as run/start answers: names of folders.
func checkRuns(ids []string) error {
	for _, id := range ids {
		if !filepath.IsLocal(id) || id != filepath.Base(id) || id == "." {
			return fmt.Errorf("%w: %q is not the id of a run", errInvalidParams, id)
		}
	}
	return nil
}
