package server

import (
	"context"
	"fmt"
	"math"
	"path/filepath"

	"tottime/profiler/export"
	"tottime/protocol"
)

// profileSave writes an open profile to a file.
func (s *session) profileSave(_ context.Context, p protocol.ProfileSaveParams) (result protocol.ProfileSaveResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	if !filepath.IsAbs(p.Path) {
		return result, fmt.Errorf("%w: the path to save to, %q, is not absolute", errInvalidParams, p.Path)
	}
	var saved export.Saved
	switch p.Format {
	case protocol.SavePstats:
		saved, err = export.SavePstats(s.Files, p.Path, opened.graph, opened.costs)
	case protocol.SaveCSV:
		page, rowsErr := opened.allRows(nil, protocol.Filter{}, math.MaxInt)
		if rowsErr != nil {
			return result, rowsErr
		}
		saved, err = export.SaveCSV(s.Files, p.Path, opened.textTable(false, true), page.Rows)
	case protocol.SaveJSON:
		saved, err = export.SaveJSON(s.Files, p.Path, opened.stats)
	default:
		return result, fmt.Errorf("%w: there is no format to save as %q", errInvalidParams, p.Format)
	}
	if err != nil {
		return result, about(p.Path, fmt.Errorf("%w: %w. Choose another folder or name, or make room on the disk", errNotSaved, err))
	}
	result.Paths, result.Notes = saved.Paths, saved.Notes
	return result, nil
}
