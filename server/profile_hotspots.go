package server

import (
	"context"
	"fmt"
	"path/filepath"

	"tottime/profiler/view"
	"tottime/protocol"
)

// profileHotspots answers the marks of one source file.
func (s *session) profileHotspots(_ context.Context, p protocol.ProfileHotspotsParams) (result protocol.ProfileHotspotsResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	if !filepath.IsAbs(p.Path) {
		return result, fmt.Errorf("%w: the source file's path %q is not absolute", errInvalidParams, p.Path)
	}
	functions := opened.inFile(p.Path, p.Folders)
	if len(functions) == 0 {
		return result, nil
	}
	// Without a text that can be read as Python, the marks are on the lines that the profile names.
	outline, _ := opened.readOutline(p.Path)
	for _, h := range view.Hotspots(opened.graph, opened.corrected, functions, outline) {
		result.Hotspots = append(result.Hotspots, wireHotspot(h))
	}
	return result, nil
}

func wireHotspot(h view.Hotspot) protocol.Hotspot {
	return protocol.Hotspot{
		Function: functionID(h.Function), Name: h.Name, Line: h.Line, Heat: h.Heat,
		Calls: wholeOrAbsent(h.Calls), PrimitiveCalls: wholeOrAbsent(h.PrimitiveCalls), Self: finite(h.Self), Cumulative: finite(h.Cumulative),
		SelfPerCall: finiteOrAbsent(h.SelfPerCall), CumulativePerCall: finiteOrAbsent(h.CumulativePerCall),
		Share: finite(h.Share), CumulativeShare: finite(h.CumulativeShare), Corrected: wireCorrected(h.Corrected),
	}
}
