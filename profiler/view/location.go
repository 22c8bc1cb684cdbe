package view

import "tottime/profiler/source"

// Location is where a function of a profile is in the source as it is today.
type Location struct {
	source.Definition
	// Moved says that the profile's line does not fit: the source was changed since.
	Moved bool
}

// Locate finds the function that a profile's key means. Where the source was changed, so that the key's line no longer fits, a function
// is still found by its name, when it is the only one of that name in the file.
func Locate(outline *source.Outline, line int, name string) (Location, bool) {
	if definition, found := outline.Find(line, name); found {
		return Location{Definition: definition}, true
	}
	var only Location
	for definition := range outline.Named(name) {
		if only.Moved {
			return Location{}, false
		}
		only = Location{Definition: definition, Moved: true}
	}
	return only, only.Moved
}
