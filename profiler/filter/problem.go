// Package filter reads the language in which functions are chosen: words, and conditions on fields.
package filter

import "unicode/utf8"

// Problem is what is wrong with a filter's text.
type Problem struct {
	// Text is a sentence for the user that says what is wrong and how to write it.
	Text string
	// Start and End are where it is in the filter's text, in UTF-16 code units, as editors count.
	Start, End int
}

// Error returns the sentence.
func (p *Problem) Error() string { return p.Text }

// problemAt returns a problem with the bytes from start up to end of a filter's text.
func problemAt(text string, start, end int, sentence string) *Problem {
	return &Problem{Text: sentence, Start: utf16Length(text[:start]), End: utf16Length(text[:end])}
}

// utf16Length is the number of UTF-16 code units of a text. A byte that is no UTF-8 counts as one, as the replacement character that stands for it.
func utf16Length(text string) int {
	length := 0
	for _, r := range text {
		length++
		if r > 0xffff && r <= utf8.MaxRune {
			length++
		}
	}
	return length
}
