package server

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"time"

	"tottime/profiler/difference"
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
	where, err := s.whereabouts(p)
	if err != nil {
		return result, err
	}
	first, err := s.read(p.Path, where)
	if err != nil {
		return result, err
	}
	return s.opened(ctx, p, where, first)
}

// part is a profile that was read, of which others may be a part too.
type part struct {
	path     string
	modified float64
	stats    *pstats.Stats
	// costs are what it cost to record calls, zero where that is not known.
	costs    overhead.Costs
	run      *protocol.ProfileRun
	problems protocol.List[protocol.Problem]
	// made is how it was made, as far as its run tells.
	made difference.Made
}

// read reads the profile in a file.
func (s *session) read(path string, where whereabouts) (read part, err error) {
	if !filepath.IsAbs(path) {
		return read, fmt.Errorf("%w: the profile's path %q is not absolute", errInvalidParams, path)
	}
	info, err := s.Files.Stat(path)
	switch {
	case err != nil:
		return read, unreadable(path, err, "Open it from where it is now.")
	case !info.Mode().IsRegular():
		return read, unreadable(path, errNotAFile, "Choose a file that a profiler wrote.")
	case info.Size() > maxProfile:
		return read, about(path, fmt.Errorf("%s: %w: it is larger than 1 GiB", path, formats.ErrNotProfile))
	}
	read = part{path: path, modified: unixTime(info.ModTime())}
	if read.stats, err = formats.LoadMapped(s.Files, path, pstats.Accurate, where.mapped); err != nil {
		return read, notLoaded(path, err)
	}
	read.run, read.problems, read.costs, read.made = s.runOf(path)
	if !read.costs.Known() {
		read.costs = read.stats.Costs()
	}
	return read, nil
}

// opened adds to a profile that was read those that are wanted with it, keeps it, and says what there is to say of it.
func (s *session) opened(ctx context.Context, p protocol.ProfileOpenParams, where whereabouts, first part) (result protocol.ProfileOpenResult, err error) {
	whole := newSum(first)
	for _, path := range p.Add {
		// A client that gave up would never close the profile.
		if err := ctx.Err(); err != nil {
			return result, err
		}
		next, err := s.read(path, where)
		if err != nil {
			return result, err
		}
		if err := whole.add(next); err != nil {
			return result, err
		}
	}
	if err := ctx.Err(); err != nil {
		return result, err
	}
	graph, corrected := whole.graphs()
	total := graph.Totals() // what one function does not say, the totals do not say
	result = protocol.ProfileOpenResult{
		Path: first.path, Modified: whole.modified(), Run: whole.run(), Files: whole.files(), Accuracy: wireAccuracy(graph.Knowledge()),
		Functions: graph.Recorded(), Calls: wholeOrAbsent(total.Calls), PrimitiveCalls: wholeOrAbsent(total.PrimitiveCalls),
		Seconds: finite(total.Self), Notes: whole.stats.Notes(), Problems: append(profileProblems(whole.stats), whole.problems()...),
	}
	if corrected != nil {
		result.Overhead = wireOverhead(whole.costs(), whole.seconds, total.Self)
	}
	opened := newProfile(whole.paths(), graph, corrected, where, p.Folders, s.judge(first, p.Folders))
	opened.made, opened.stats, opened.costs = whole.made, whole.stats, whole.costs()
	describeTable(opened.table, &result)
	result.Profile = s.profiles.add(opened)
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
