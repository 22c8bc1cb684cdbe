package protocol

// Filter chooses functions of a table.
type Filter struct {
	// Text is words and conditions with spaces between, all of which must hold. A word is looked for in the name and the location, "in quotes" with its
	// spaces. A condition is "tottime > 10ms", "ncalls >= 100", "share >= 5%", "file:tests/", "name:parse" and the like. What begins with a minus sign
	// must not hold: "-name:<lambda>". There are ncalls, pcalls, tottime, cumtime, tottime/call, cumtime/call, share and cumshare (in percent), line, callers
	// and callees; name, file, class, package and origin are texts.
	Text string `json:"text"`
	// MatchCase says that case matters.
	MatchCase bool `json:"matchCase,omitempty"`
	// Regexp says that what is left of the text without its conditions is one regular expression, and that those after "file:" and "name:" are some, in
	// RE2's syntax.
	Regexp bool `json:"regexp,omitempty"`
	// Corrected says that conditions on times are of the corrected ones, where the profile has them.
	Corrected bool `json:"corrected,omitempty"`
	// Hidden are the origins whose functions are left out.
	Hidden List[Origin] `json:"hidden,omitempty"`
	// Top keeps the first so many of the rows in their order: a number of them from 1 on, below 1 a part of them, as in pstats. 0 keeps all.
	Top float64 `json:"top,omitempty"`
}

// FilterProblem says what is wrong with a filter, as a sentence for the user. Start and End are where in its text, in UTF-16 code units.
type FilterProblem struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Origin is where a function comes from.
type Origin string

// The origins.
const (
	// OriginProject: from the user's own code, and from what is not known to be anything else.
	OriginProject Origin = "project"
	// OriginPackage: from an installed package.
	OriginPackage Origin = "package"
	// OriginStandardLibrary: from Python's standard library.
	OriginStandardLibrary Origin = "standardLibrary"
	// OriginBuiltin: written in C.
	OriginBuiltin Origin = "builtin"
)

// Grouping is what the functions of a group have in common.
type Grouping string

// The groupings.
const (
	// GroupClass: the class that they are methods of, or else the file.
	GroupClass Grouping = "class"
	// GroupFile: the source file.
	GroupFile Grouping = "file"
	// GroupPackage: the top-level package or module that the file belongs to.
	GroupPackage Grouping = "package"
)
