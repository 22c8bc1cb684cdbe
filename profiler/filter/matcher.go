package filter

import (
	"regexp"
	"strings"
)

// Matcher tells the texts in which a word is, or which a regular expression matches.
type Matcher struct {
	needle string // folded where fold is set
	fold   bool   // case does not matter
	whole  bool   // a text must be the needle, not only contain it
	path   bool   // a backslash is a slash
	// pattern is used in place of needle when it is not nil. What it matches has one of literals in it, folded; there are none where that is not known.
	pattern  *regexp.Regexp
	literals []string
	// folded matches in a folded text what pattern matches in the text, and takes a tenth of the time where it begins with one of literals; or it is nil.
	folded *regexp.Regexp
}

// Match says whether the matcher is for a text.
func (m Matcher) Match(text string) bool {
	if m.pattern != nil {
		return m.pattern.MatchString(text) || m.path && m.pattern.MatchString(slashed(text))
	}
	if m.path {
		text = slashed(text)
	}
	text = converted(text, m.fold)
	if m.whole {
		return text == m.needle
	}
	return strings.Contains(text, m.needle)
}

// converted is a text as an Index has it.
func converted(text string, fold bool) string {
	if fold {
		return string(appendFolded(nil, []byte(text)))
	}
	return string(appendValid(nil, []byte(text)))
}

// slashed is a path as it is written on all systems but Windows.
func slashed(path string) string { return strings.ReplaceAll(path, `\`, "/") }

// newMatcher returns a matcher for a text, or for one that is equal to it.
func newMatcher(text string, matchCase, whole bool) Matcher {
	return Matcher{needle: converted(text, !matchCase), fold: !matchCase, whole: whole}
}
