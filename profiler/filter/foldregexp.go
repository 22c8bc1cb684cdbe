package filter

import (
	"regexp"
	"regexp/syntax"
)

// exactPart finds what may set a part of an expression apart in which case matters.
var exactPart = regexp.MustCompile(`\(\?[a-zA-Z]*-`)

// folded returns an expression that matches a folded text where the parsed one, in which case does not matter, matches the text. It is nil where there may be none:
// in which case matters in a part, or that looks for the ends of words, as letters that are no ASCII may fold to some.
func folded(expression string, parsed *syntax.Regexp) *regexp.Regexp {
	if exactPart.MatchString(expression) || !fold(parsed) {
		return nil
	}
	compiled, err := regexp.Compile(parsed.String())
	if err != nil {
		return nil
	}
	return compiled
}

// fold folds the texts in an expression. Its sets of characters have those of either case in them already.
func fold(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return false
	case syntax.OpLiteral:
		re.Flags &^= syntax.FoldCase
		for i, r := range re.Rune {
			re.Rune[i] = foldRune(r)
		}
	}
	for _, sub := range re.Sub {
		if !fold(sub) {
			return false
		}
	}
	return true
}
