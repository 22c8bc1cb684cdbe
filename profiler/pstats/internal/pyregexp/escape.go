package pyregexp

import (
	"strconv"
	"strings"
	"unicode"
)

// escape parses an escape outside of a set; token is the backslash and what follows it.
func (p *parser) escape(token string, f flags) piece {
	switch c := token[1:]; c {
	case "A":
		return piece{text: `\A`, assertion: true}
	case "Z":
		return piece{text: `\z`, assertion: true}
	case "b", "B":
		return piece{text: token, assertion: true}
	case "d", "D", "s", "S", "w", "W":
		return character("[" + class(c[0], f) + "]")
	default:
		if strings.Contains(digits, c) && c != "0" {
			return p.numbered(c, f)
		}
	}
	return literal(p.escapedCharacter(token, false), f)
}

// numbered parses \1 and the like: a character by three octal digits, else a back reference.
func (p *parser) numbered(number string, f flags) piece {
	if p.next != "" && strings.Contains(digits, p.next) {
		number += p.take()
		if strings.Trim(number, octalDigits) == "" && p.next != "" && strings.Contains(octalDigits, p.next) {
			number += p.take()
			return literal(p.octal(number), f)
		}
	}
	group, _ := strconv.Atoi(number)
	if group >= len(p.widths) {
		p.fail("invalid group reference %d", group)
	}
	return p.backReference(group)
}

func (p *parser) octal(number string) rune {
	r, err := strconv.ParseUint(number, 8, 32)
	if err != nil || r > 0o377 {
		p.fail("octal escape value \\%s outside of range 0-0o377", number)
	}
	return rune(r)
}

var controls = map[string]rune{"a": '\a', "f": '\f', "n": '\n', "r": '\r', "t": '\t', "v": '\v', `\`: '\\'}

// escapedCharacter parses the escape of a single character.
func (p *parser) escapedCharacter(token string, inSet bool) rune {
	c := token[1:]
	if r, ok := controls[c]; ok {
		return r
	}
	switch c {
	case "b":
		if inSet {
			return '\b'
		}
	case "x":
		return p.hex(token, 2)
	case "u":
		return p.hex(token, 4)
	case "U":
		return p.hex(token, 8)
	case "N":
		if !p.skip("{") {
			p.fail("missing {")
		}
		p.takeUntil("}", "character name")
		p.unsupport(`a character by name \N{…}`)
		return 'N'
	}
	if strings.Contains(octalDigits, c) {
		return p.octal(c + p.takeWhile(2, octalDigits))
	}
	if strings.Contains(digits+letters, c) {
		p.fail("bad escape %s", token)
	}
	return []rune(c)[0]
}

// hex parses exactly n hexadecimal digits.
func (p *parser) hex(token string, n int) rune {
	number := p.takeWhile(n, hexDigits)
	if len(number) != n {
		p.fail("incomplete escape %s%s", token, number)
	}
	r, err := strconv.ParseUint(number, 16, 32)
	if err != nil || r > unicode.MaxRune {
		p.fail("bad escape %s%s", token, number)
	}
	return rune(r)
}
