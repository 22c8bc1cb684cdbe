package server

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"time"

	"tottime/profiler/callgraph"
	"tottime/profiler/formats"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/protocol"
)

// maxProfile is the size in bytes of the largest file that is read as a profile. One of 30 MB has 100,000 functions.
const maxProfile = 1 << 30

// profileOpen reads a profile and keeps it open.
func (s *session) profileOpen(ctx context.Context, p protocol.ProfileOpenParams) (result protocol.ProfileOpenResult, err error) {
	if (p.Path == "") == (p.Run == "") {
		return result, fmt.Errorf("%w: a profile is opened by its path or by its run; one of them must be given, not both", errInvalidParams)
	}
	if p.Run != "" {
		defer s.progress(p.WorkDoneToken, "Reading what was measured")()
		return s.openRun(ctx, p)
	}
	defer s.progress(p.WorkDoneToken, "Reading "+filepath.Base(p.Path))()
	return s.openFile(ctx, p)
}

// openFile opens the profile in a file.
func (s *session) openFile(ctx context.Context, p protocol.ProfileOpenParams) (result protocol.ProfileOpenResult, err error) {
	if !filepath.IsAbs(p.Path) {
		return result, fmt.Errorf("%w: the profile's path %q is not absolute", errInvalidParams, p.Path)
	}
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
	run, problems, costs := s.runOf(p.Path)
	if !costs.Known() {
		costs = stats.Costs()
	}
	return s.opened(ctx, p.Folders, stats, costs, protocol.ProfileOpenResult{Path: p.Path, Modified: unixTime(info.ModTime()), Run: run, Problems: problems})
}

// opened keeps a profile that has been read and completes the answer, which says the rest of it. costs are what it cost to record calls, zero where that is
// not known.
func (s *session) opened(
	ctx context.Context, folders []string, stats *pstats.Stats, costs overhead.Costs, result protocol.ProfileOpenResult,
) (protocol.ProfileOpenResult, error) {
	// A client that gave up would never close the profile.
	if err := ctx.Err(); err != nil {
		return result, err
	}
	graph := stats.Graph()
	total := graph.Totals() // what one function does not say, the totals do not say
	var corrected *callgraph.Graph
	if c := overhead.Correct(graph, costs); c != nil {
		corrected, result.Overhead = c.Graph, wireOverhead(costs, c.Seconds, total.Self)
	}
	result.Profile = s.profiles.add(newProfile(result.Path, graph, corrected, newPaths(s.Files), folders))
	result.Functions, result.Calls, result.PrimitiveCalls = graph.Recorded(), wholeOrAbsent(total.Calls), wholeOrAbsent(total.PrimitiveCalls)
	result.Seconds, result.Accuracy, result.Notes = finite(total.Self), wireAccuracy(graph.Knowledge()), stats.Notes()
	result.Problems = append(profileProblems(stats), result.Problems...)
	return result, nil
}

// unixTime is t in seconds since 1970.
func unixTime(t time.Time) float64 { return float64(t.UnixMicro()) / 1e6 }

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
