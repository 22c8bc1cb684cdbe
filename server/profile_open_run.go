package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"tottime/profiler/capture"
	"tottime/profiler/difference"
	"tottime/profiler/pstats"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
	"tottime/protocol"
)

// openRun opens what a run has measured: what is saved of one that has ended, else what there is by now.
func (s *session) openRun(ctx context.Context, p protocol.ProfileOpenParams) (result protocol.ProfileOpenResult, err error) {
	r, err := s.runs.get(p.Run)
	if err != nil {
		return result, err
	}
	where, err := s.whereabouts(p)
	if err != nil {
		return result, err
	}
	saved, err := runs.Read(s.Files, r.folder)
	if err == nil && saved.State == runs.Running {
		measured, err := r.live.read(ctx)
		if err != nil {
			return result, orNotRead(ctx, r.folder, err)
		}
		// The run may have ended meanwhile, and its recordings been removed before they were all read.
		again, err := runs.Read(s.Files, r.folder)
		if err == nil && again.State == runs.Running && measured != nil {
			return s.openLive(ctx, p, where, r, again, measured)
		}
	}
	whole, err := s.read(filepath.Join(r.folder, runs.ProfileFile), where)
	switch {
	case err == nil:
		return s.opened(ctx, p, where, whole)
	case !errors.Is(err, fs.ErrNotExist):
		return result, err
	case saved.State == runs.Ended || r.unwanted.late() || !s.isFolder(r.folder):
		return result, about(r.folder, fmt.Errorf("%w by this run, or it was not kept. Profile the program again", errNothingMeasured))
	default:
		return result, about(r.folder, fmt.Errorf("%w yet: the program has just begun, or no call has ended. Wait a moment and try again", errNothingMeasured))
	}
}

// openLive opens what a run that goes on has measured by now.
func (s *session) openLive(ctx context.Context, p protocol.ProfileOpenParams, where whereabouts, r *run, run runs.Run, measured *recording.Profile) (protocol.ProfileOpenResult, error) {
	now := time.Now()
	capture.Snapshot(&run, measured, now)
	path := filepath.Join(r.folder, runs.ProfileFile)
	stats := pstats.New(measured.Graph, pstats.File{Path: path, Modified: measured.Taken()})
	stats.Note("Calls that have not returned yet are missing; they will be there when the program has ended.")
	told := wireRun(run, r.folder)
	told.Running, told.Seconds = true, secondsSince(run.Started)
	return s.opened(ctx, p, where, part{
		path: path, modified: unixTime(measured.Taken()), stats: stats, costs: run.CostsOf(runs.ProfileFile),
		run: told, problems: problemsOf(run), made: difference.MadeIn(run, false),
	})
}

// orNotRead says that the recordings of a run cannot be read, unless the client gave up.
func orNotRead(ctx context.Context, folder string, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return unreadable(filepath.Join(folder, recording.Folder), err, "Stop the program: what it has measured is read again then.")
}
