package server

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"

	"tottime/profiler/formats"
	"tottime/profiler/pstats"
	"tottime/protocol"
)

// maxProfile is the size in bytes of the largest file that is read as a profile. One of 30 MB has 100,000 functions.
const maxProfile = 1 << 30

// profileOpen reads a profile and keeps it open.
func (s *session) profileOpen(ctx context.Context, p protocol.ProfileOpenParams) (result protocol.ProfileOpenResult, err error) {
	if !filepath.IsAbs(p.Path) {
		return result, fmt.Errorf("%w: the profile's path %q is not absolute", errInvalidParams, p.Path)
	}
	defer s.progress(p.WorkDoneToken, "Reading "+filepath.Base(p.Path))()
	info, err := s.Files.Stat(p.Path)
	switch {
	case err != nil:
		return result, unreadable(p.Path, err, "Open it from where it is now.")
	case !info.Mode().IsRegular():
		return result, unreadable(p.Path, errNotAFile, "Choose a file that a profiler wrote.")
	case info.Size() > maxProfile:
		return result, about(p.Path, fmt.Errorf("%s: %w: it is larger than 1 GiB", p.Path, formats.ErrNotProfile))
	}
	stats, err := formats.Load(s.Files, p.Path, pstats.Accurate)
	if err != nil {
		return result, notLoaded(p.Path, err)
	}
	// A client that gave up would never close the profile.
	if err := ctx.Err(); err != nil {
		return result, err
	}
	graph := stats.Graph()
	run, found := s.runOf(p.Path)
	total := graph.Totals() // what one function does not say, the totals do not say
	return protocol.ProfileOpenResult{
		Profile: s.profiles.add(newProfile(p.Path, graph, newPaths(s.Files), p.Folders)), Path: p.Path,
		Modified:  float64(info.ModTime().UnixMicro()) / 1e6,
		Functions: graph.Recorded(), Calls: wholeOrAbsent(total.Calls), PrimitiveCalls: wholeOrAbsent(total.PrimitiveCalls),
		Seconds: finite(total.Self), Accuracy: wireAccuracy(graph.Knowledge()), Notes: stats.Notes(),
		Problems: append(profileProblems(stats), found...), Run: run,
	}, nil
}

// notLoaded says why a file could not be loaded, naming it once.
func notLoaded(path string, err error) error {
	if errors.Is(err, formats.ErrNotProfile) {
		return about(path, err)
	}
	return unreadable(path, err, "Check that it may be read.")
}

// profileProblems says what to know of a profile before its figures are believed.
func profileProblems(stats *pstats.Stats) (problems protocol.List[protocol.Problem]) {
	if self := stats.Graph().Totals().Self; math.IsNaN(self) || math.IsInf(self, 0) {
		problems = append(problems, protocol.Problem{
			Code: "damaged-times", Text: "Some times in this profile are no numbers. They are shown as 0, and shares are not known.",
		})
	}
	return problems
}
