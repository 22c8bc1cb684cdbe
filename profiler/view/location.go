package view

import (
	"cmp"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// Location is where a function of a profile is in the source as it is today.
type Location struct {
	source.Definition
	// Moved says that the profile's line does not fit: the source was changed since.
	Moved bool
}

// Locate finds the function that a profile's line and name mean; the name may be qualified, as Python's sampling profiler has it. Where the source
// was changed, so that the line no longer fits, a function is still found by its name, when it is the only one of that name in the file.
func Locate(outline *source.Outline, line int, name string) (Location, bool) {
	bare := name[strings.LastIndexByte(name, '.')+1:]
	if definition, found := outline.Find(line, bare); found {
		return Location{Definition: definition}, true
	}
	var only Location
	for definition := range outline.Named(bare) {
		if bare != name && definition.QualifiedName != name {
			continue
		}
		if only.Moved {
			return Location{}, false
		}
		only = Location{Definition: definition, Moved: true}
	}
	return only, only.Moved
}

// LocatedName is the name by which Locate finds a function best: the qualified one where the profile has it.
func LocatedName(graph *callgraph.Graph, f int) string {
	return cmp.Or(graph.Details(f).QualifiedName, graph.Name(f))
}
