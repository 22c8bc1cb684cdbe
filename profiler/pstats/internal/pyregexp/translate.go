// Package pyregexp translates Python's regular expressions into Go's, for the question whether one is found in a text.
//
// It parses as Lib/re/_parser.py of Python 3.13 does, so it knows what is invalid there. \d, \s and \w are those of Unicode, as in Python. There
// are three differences that no function's name should ever show: \b and \B know the letters of ASCII only, \B is found in an empty text,
// and in a text that ends with a line feed nothing can follow a $ that stands before it.
package pyregexp

import (
	"errors"
	"fmt"
	"strings"
)

// InvalidError says what is wrong with an expression that Python's re refuses with re.PatternError.
type InvalidError struct{ Reason string }

func (e *InvalidError) Error() string { return "invalid regular expression: " + e.Reason }

// UnsupportedError names a construct that Python allows and Go's linear-time engine does not have.
type UnsupportedError struct{ Expression, Construct string }

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("the regular expression %q uses %s, which Python allows but tottime does not; rewrite it without", e.Expression, e.Construct)
}

// IsInvalid reports whether err is an InvalidError.
func IsInvalid(err error) bool {
	var invalid *InvalidError
	return errors.As(err, &invalid)
}

// Translate returns an expression for Go's regexp that is found in a text exactly if Python finds the given one there. The error is an
// *InvalidError or an *UnsupportedError.
func Translate(expression string) (translated string, err error) {
	p := &parser{rest: []rune(expression), widths: []*width{nil}, names: make(map[string]int)}
	defer func() {
		if e := recover(); e != nil {
			invalid, ok := e.(*InvalidError)
			if !ok {
				panic(e)
			}
			translated, err = "", invalid
		}
	}()
	p.advance()
	result := p.alternatives(flags{}, true)
	if p.next != "" {
		p.fail("unbalanced parenthesis")
	}
	for _, group := range p.conditions {
		if group >= len(p.widths) {
			p.fail("invalid group reference %d", group)
		}
	}
	if p.unsupported != "" {
		return "", &UnsupportedError{expression, p.unsupported}
	}
	return result.text, nil
}

// flags are those that change what an expression means.
type flags struct {
	ignoreCase, multiline, dotAll, verbose, ascii bool
}

// width is the least and the greatest length of what a piece of an expression matches, in characters.
type width struct{ least, most int }

// unlimited is the width of what may be repeated for ever; sums of it stay in range.
const unlimited = 1 << 40

func (w *width) add(other width) {
	w.least, w.most = min(w.least+other.least, unlimited), min(w.most+other.most, unlimited)
}

// piece is a translated part of an expression.
type piece struct {
	text string
	width
	assertion bool // ^, $, \b and the like, which cannot be repeated
	repeated  bool // has its quantifier
}

// parser holds the state of a translation. Its methods panic with an *InvalidError.
type parser struct {
	rest []rune // after next
	next string // a character, or a backslash and a character; "" at the end

	flags       flags          // set for the whole expression at its start
	widths      []*width       // by group; nil while it is open
	names       map[string]int // groups
	conditions  []int          // groups that conditions refer to
	behind      int            // the number of groups when the outermost open lookbehind began, or 0
	unsupported string
}

func (p *parser) fail(format string, arguments ...any) {
	panic(&InvalidError{fmt.Sprintf(format, arguments...)})
}

// unsupport notes the first construct that cannot be translated; parsing goes on, for the expression may be invalid as well.
func (p *parser) unsupport(construct string) {
	if p.unsupported == "" {
		p.unsupported = construct
	}
}

func (p *parser) advance() {
	n := 1
	switch {
	case len(p.rest) == 0:
		p.next = ""
		return
	case p.rest[0] == '\\':
		if n = 2; len(p.rest) < n {
			p.fail("bad escape (end of pattern)")
		}
	}
	p.next = string(p.rest[:n])
	p.rest = p.rest[n:]
}

// take returns the next token and moves on.
func (p *parser) take() string {
	token := p.next
	p.advance()
	return token
}

// skip moves on if the next token is as given.
func (p *parser) skip(token string) bool {
	if p.next != token {
		return false
	}
	p.advance()
	return true
}

// takeWhile returns up to n tokens that are all among characters.
func (p *parser) takeWhile(n int, characters string) string {
	var taken strings.Builder
	for ; n > 0 && p.next != "" && strings.Contains(characters, p.next); n-- {
		taken.WriteString(p.take())
	}
	return taken.String()
}

// takeUntil returns what stands before a terminator, which is skipped.
func (p *parser) takeUntil(terminator, what string) string {
	var taken strings.Builder
	for {
		token := p.take()
		switch token {
		case "":
			p.fail("missing %s", what)
		case terminator:
			if taken.Len() == 0 {
				p.fail("missing %s", what)
			}
			return taken.String()
		}
		taken.WriteString(token)
	}
}
