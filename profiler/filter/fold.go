package filter

import (
	"unicode"
	"unicode/utf8"
)

// appendFolded appends a text with its upper and lower case made one, as strings.EqualFold understands them.
func appendFolded(to, text []byte) []byte {
	for len(text) > 0 {
		if c := text[0]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			to = append(to, c)
			text = text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		to = utf8.AppendRune(to, foldRune(r))
		text = text[size:]
	}
	return to
}

// foldRune returns one rune for all that differ in case only: the least of them, but a small letter for those of ASCII.
func foldRune(r rune) rune {
	for next := unicode.SimpleFold(r); ; next = unicode.SimpleFold(r) {
		// SimpleFold goes up, and from the largest back to the least.
		ascending := next > r
		r = next
		if !ascending {
			break
		}
	}
	if 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	return r
}
