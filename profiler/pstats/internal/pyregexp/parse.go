package pyregexp

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	digits      = "0123456789"
	octalDigits = "01234567"
	hexDigits   = "0123456789abcdefABCDEF"
	letters     = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// alternatives parses a|b|c up to a closing parenthesis or the end.
func (p *parser) alternatives(f flags, outermost bool) piece {
	var all piece
	for first := true; ; first = false {
		if outermost {
			f = p.flags
		}
		one := p.sequence(f, outermost && first)
		if first {
			all = one
		} else {
			all.text += "|" + one.text
			all.least, all.most = min(all.least, one.least), max(all.most, one.most)
		}
		if !p.skip("|") {
			return piece{text: "(?:" + all.text + ")", width: all.width}
		}
	}
}

// sequence parses what stands between bars. Flags for the whole expression may stand where first says so, before all else.
func (p *parser) sequence(f flags, first bool) piece {
	var pieces []piece
	for p.next != "" && p.next != "|" && p.next != ")" {
		token := p.take()
		if f.verbose && p.skipsVerbosely(token) {
			continue
		}
		switch token {
		case "[":
			pieces = append(pieces, p.set(f))
		case "?", "*", "+", "{":
			pieces = p.quantified(pieces, token, f)
		case ".":
			pieces = append(pieces, character(anyCharacter(f)))
		case "^":
			pieces = append(pieces, piece{text: lineStart(f), assertion: true})
		case "$":
			pieces = append(pieces, piece{text: lineEnd(f), assertion: true})
		case "(":
			if group, ok := p.group(&f, first && len(pieces) == 0); ok {
				pieces = append(pieces, group)
			}
		default:
			if token[0] == '\\' && len(token) > 1 {
				pieces = append(pieces, p.escape(token, f))
			} else {
				pieces = append(pieces, literal([]rune(token)[0], f))
			}
		}
	}
	var all piece
	var text strings.Builder
	for _, one := range pieces {
		text.WriteString(one.text)
		all.add(one.width)
	}
	all.text = text.String()
	return all
}

// skipsVerbosely skips white space and comments.
func (p *parser) skipsVerbosely(token string) bool {
	if token == "#" {
		for t := p.take(); t != "" && t != "\n"; t = p.take() {
		}
		return true
	}
	return strings.Contains(" \t\n\r\v\f", token)
}

func anyCharacter(f flags) string {
	if f.dotAll {
		return `(?s:.)`
	}
	return `[^\n]`
}

func lineStart(f flags) string {
	if f.multiline {
		return `(?m:^)`
	}
	return `\A`
}

func lineEnd(f flags) string {
	if f.multiline {
		return `(?m:$)`
	}
	return `(?:\n?\z)` // Python's $ also stands before a line feed at the very end
}

// character is a piece that matches one character.
func character(text string) piece { return piece{text: text, width: width{1, 1}} }

func literal(r rune, f flags) piece {
	text := codePoint(r)
	if f.ignoreCase {
		text = "(?i:" + text + ")"
	}
	return character(text)
}

func codePoint(r rune) string { return fmt.Sprintf(`\x{%x}`, r) }

// quantified applies a quantifier to the last piece, or takes a brace that is none for a character.
func (p *parser) quantified(pieces []piece, token string, f flags) []piece {
	least, most := 0, unlimited
	switch token {
	case "?":
		most = 1
	case "+":
		least = 1
	case "{":
		var ok bool
		if least, most, ok = p.braces(); !ok {
			return append(pieces, literal('{', f))
		}
	}
	if len(pieces) == 0 || pieces[len(pieces)-1].assertion {
		p.fail("nothing to repeat")
	}
	last := &pieces[len(pieces)-1]
	if last.repeated {
		p.fail("multiple repeat")
	}
	switch { // whether it is greedy is no matter
	case p.skip("?"):
	case p.skip("+"):
		p.unsupport("a possessive quantifier")
	}
	const goLimit = 1000
	if least > goLimit || most > goLimit && most != unlimited {
		p.unsupport("a repetition of more than 1,000 times")
		least, most = 0, unlimited
	}
	*last = piece{
		text:     "(?:" + last.text + ")" + quantifier(least, most),
		width:    width{times(last.least, least), times(last.most, most)},
		repeated: true,
	}
	return pieces
}

func times(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if a >= unlimited || b >= unlimited {
		return unlimited
	}
	return min(a*b, unlimited)
}

func quantifier(least, most int) string {
	if most == unlimited {
		return fmt.Sprintf("{%d,}", least)
	}
	return fmt.Sprintf("{%d,%d}", least, most)
}

// braces parses what follows {. If that is no quantifier, nothing is read.
func (p *parser) braces() (least, most int, ok bool) {
	if p.next == "}" {
		return 0, 0, false
	}
	rest, next := p.rest, p.next
	low := p.takeWhile(len(rest)+1, digits)
	high := low
	if p.skip(",") {
		high = p.takeWhile(len(rest)+1, digits)
	}
	if !p.skip("}") {
		p.rest, p.next = rest, next
		return 0, 0, false
	}
	least, most = p.count(low, 0), p.count(high, unlimited)
	if most < least {
		p.fail("min repeat greater than max repeat")
	}
	return least, most, true
}

func (p *parser) count(text string, absent int) int {
	if text == "" {
		return absent
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		p.unsupport("a repetition of more than 1,000 times")
	}
	return int(n)
}
