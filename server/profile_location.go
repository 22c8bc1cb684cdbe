package server

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"tottime/profiler/view"
	"tottime/protocol"
)

// The codes of the reasons why a function has no certain place in a source file.
const (
	problemBuiltin  = "builtin"
	problemNoSource = "no-source"
	problemGone     = "source-gone"
	problemChanged  = "source-changed"
)

// profileLocation answers where a function's source is today.
func (s *session) profileLocation(_ context.Context, p protocol.ProfileLocationParams) (result protocol.ProfileLocationResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	f, err := opened.function(p.Function)
	if err != nil {
		return result, err
	}
	path, problem := opened.findSource(f, p.Folders)
	if problem != nil {
		return protocol.ProfileLocationResult{Problem: problem}, nil
	}
	line, name := opened.graph.Line(f), opened.graph.Name(f)
	result = protocol.ProfileLocationResult{Path: path, Line: max(cmp.Or(opened.graph.Details(f).Def, line), 1)}
	outline, err := opened.readOutline(path)
	if err != nil {
		return result, nil
	}
	if location, ok := view.Locate(outline, line, view.LocatedName(opened.graph, f)); ok {
		result.Line = location.Def
	} else {
		result.Problem = &protocol.Problem{Code: problemChanged, Text: fmt.Sprintf(
			"%s was on line %d of %s, which has changed since. Profile the program again.", name, line, filepath.Base(path))}
	}
	return result, nil
}

// findSource finds the file that holds a function's source, or says why there is none.
func (p *profile) findSource(f int, folders []string) (string, *protocol.Problem) {
	file, name := view.File(p.graph, f), view.Name(p.graph, f)
	if view.Builtin(p.graph, f) {
		return "", &protocol.Problem{Code: problemBuiltin, Text: fmt.Sprintf("%s is written in C: it has no Python source.", name)}
	}
	if file == "" {
		return "", &protocol.Problem{Code: problemNoSource, Text: fmt.Sprintf("The profile does not say in which file %s is.", name)}
	}
	if strings.HasPrefix(file, "<") {
		return "", &protocol.Problem{Code: problemNoSource, Text: fmt.Sprintf("The code of %s was not read from a file: Python calls it %q.", name, file)}
	}
	folders = append(folders[:len(folders):len(folders)], p.folders...)
	if path, ok := p.paths.locate(file, folders); ok {
		return path, nil
	}
	text := "%s is not there any more. Put it back, or profile the program again."
	if !filepath.IsAbs(file) {
		text = "%s is neither beside the profile nor in a folder of the workspace. Open the folder that the program was run in."
	}
	return "", &protocol.Problem{Code: problemGone, Text: fmt.Sprintf(text, file)}
}
