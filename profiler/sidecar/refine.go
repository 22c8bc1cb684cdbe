package sidecar

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// Refine applies the sidecar of a profile, if there is one beside it, to the profile's graph. The costs are the sidecar's. The note is a sentence on what that changed, or on why
// the sidecar was not used; it is empty when there is nothing to know. FILE.json beside a FILE may also be anybody else's, such as a report on FILE:
// JSON that does not begin as a sidecar does is none.
func Refine(files afero.Fs, profile string, g *callgraph.Graph) (refined *callgraph.Graph, costs overhead.Costs, note string) {
	path := For(files, profile)
	name := filepath.Base(path)
	s, err := Load(files, path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errForeign) && path == profile+".json":
		return g, costs, ""
	case err != nil:
		return g, costs, fmt.Sprintf("%v.", err)
	}
	refined, restored, err := s.Apply(g)
	if err != nil {
		return g, costs, fmt.Sprintf("%s is not used: %v. %s.", name, err, wayOut)
	}
	if restored.Labels == 0 {
		return refined, s.Costs, ""
	}
	note = fmt.Sprintf("%s tells %d functions apart that share %d labels", name, restored.Functions, restored.Labels)
	if restored.Labels == 1 {
		note = fmt.Sprintf("%s tells %d functions apart that share a label", name, restored.Functions)
	}
	if restored.Calls > 0 {
		note += fmt.Sprintf(", and puts back %d calls that the profile has lost", restored.Calls)
	}
	return refined, s.Costs, note + "."
}
