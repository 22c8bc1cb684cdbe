package filter

import "regexp/syntax"

// maxLiterals is how many texts are looked for at most before a regular expression is tried.
const maxLiterals = 16

// required returns texts, folded, of which one is in everything that a regular expression matches; none where that is not known.
func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(appendFolded(nil, []byte(string(re.Rune))))}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if literals := required(sub); shortest(literals) > shortest(best) {
				best = literals
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			literals := required(sub)
			if len(literals) == 0 || len(all)+len(literals) > maxLiterals {
				return nil
			}
			all = append(all, literals...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest of some texts, 0 where there are none.
func shortest(texts []string) int {
	if len(texts) == 0 {
		return 0
	}
	least := len(texts[0])
	for _, text := range texts[1:] {
		least = min(least, len(text))
	}
	return least
}
