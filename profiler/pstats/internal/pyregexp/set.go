package pyregexp

import (
	"fmt"
	"regexp/syntax"
	"strings"
	"sync"
)

// The character classes of Python in brackets of Go's: those of Unicode, and those of ASCII.
var unicodeClasses = map[byte]string{'d': `\p{Nd}`, 's': `\x09-\x0d\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}`, 'w': `\p{L}\p{N}_`}
var asciiClasses = map[byte]string{'d': `0-9`, 's': `\x09-\x0d\x20`, 'w': `0-9A-Za-z_`}

// class returns what \d, \D, \s, \S, \w or \W is within brackets.
func class(letter byte, f flags) string {
	classes := unicodeClasses
	if f.ascii {
		classes = asciiClasses
	}
	if positive, ok := classes[letter]; ok {
		return positive
	}
	return complement(classes[letter|0x20])
}

var complements sync.Map // of classes, as text

// complement returns the characters that are not in a class, for use within brackets.
func complement(class string) string {
	if known, ok := complements.Load(class); ok {
		return known.(string)
	}
	parsed, err := syntax.Parse("[^"+class+"]", syntax.Perl)
	if err != nil {
		panic(err) // the classes are ours
	}
	var ranges strings.Builder
	for i := 0; i < len(parsed.Rune); i += 2 {
		fmt.Fprintf(&ranges, "%s-%s", codePoint(parsed.Rune[i]), codePoint(parsed.Rune[i+1]))
	}
	complements.Store(class, ranges.String())
	return ranges.String()
}

// set parses what follows an opening bracket.
func (p *parser) set(f flags) piece {
	var out strings.Builder
	out.WriteByte('[')
	if p.skip("^") {
		out.WriteByte('^')
	}
	for first := true; ; first = false {
		token := p.take()
		if token == "" {
			p.fail("unterminated character set")
		}
		if token == "]" && !first {
			break
		}
		low := p.member(token, f)
		if !p.skip("-") {
			out.WriteString(low.text)
			continue
		}
		end := p.take()
		if end == "" {
			p.fail("unterminated character set")
		}
		if end == "]" {
			out.WriteString(low.text + codePoint('-'))
			break
		}
		high := p.member(end, f)
		if low.class || high.class || high.r < low.r {
			p.fail("bad character range %s-%s", token, end)
		}
		out.WriteString(low.text + "-" + high.text)
	}
	text := out.String() + "]"
	if f.ignoreCase {
		text = "(?i:" + text + ")"
	}
	return character(text)
}

// member is a character or a class in a set.
type member struct {
	text  string
	r     rune
	class bool
}

func (p *parser) member(token string, f flags) member {
	if token[0] != '\\' || len(token) == 1 {
		r := []rune(token)[0]
		return member{text: codePoint(r), r: r}
	}
	if strings.Contains("dDsSwW", token[1:]) {
		return member{text: class(token[1], f), class: true}
	}
	r := p.escapedCharacter(token, true)
	return member{text: codePoint(r), r: r}
}
