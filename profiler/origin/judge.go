package origin

import "strings"

// Judge tells the places of source files.
type Judge struct {
	folders []string
}

// NewJudge returns a judge for a workspace with these folders.
func NewJudge(folders ...string) *Judge { return &Judge{folders} }

// Place tells where a source file belongs by its name in a profile.
func (j *Judge) Place(file string) Place {
	slashed := strings.ReplaceAll(file, `\`, "/")
	for _, marker := range []string{"/site-packages/", "/dist-packages/"} {
		if i := strings.LastIndex(slashed, marker); i >= 0 {
			return Place{Origin: Package}
		}
	}
	if strings.HasPrefix(file, "<frozen ") || strings.Contains(slashed, "/lib/python3") {
		return Place{Origin: StandardLibrary}
	}
	return Place{Origin: Project}
}
