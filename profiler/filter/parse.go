package filter

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Options say how a filter's text is to be read.
type Options struct {
	// MatchCase says that case matters, in words and in texts. The names of fields and units are read in any case.
	MatchCase bool
	// Regexp says that what is left of the text without its conditions is one regular expression in RE2's syntax, and that those after the colon of a
	// field are some.
	Regexp bool
}

// What a filter has at most: each of its parts costs a search through all names.
const (
	maxLength = 10_000 // characters of the text
	maxParts  = 64     // words and conditions
)

// Parse reads a filter's text, with conditions of some fields. The error is a *Problem.
//
// A text is words and conditions with white space between, all of which must hold. What begins with a minus sign, of either, must not hold.
//
// A word is looked for in a row's names. One "in quotes" keeps its spaces and means nothing but itself; a quotation mark within it is doubled.
//
// A condition is the name of a field, an operator, and a number with its unit or a text. Spaces around >, >=, <, <=, = and != may be left out. Of a
// text there are file:part, which must contain it, and file=whole. A text with spaces, too, is put in quotes.
//
// Names of functions need no quotes though they look alike: what is between < and >, as in <lambda>, is no condition, neither is -> or what is before a
// colon that is no field, as in C:\shop.py and a::b. What compares a field that there is not with a number is a mistake, rather than words that are
// nowhere: quotes make words of it.
func Parse(text string, all []Field, options Options) (*Expression, error) {
	if length := utf8.RuneCountInString(text); length > maxLength {
		return nil, problemAt(text, 0, len(text), fmt.Sprintf("The filter is too long: it has %d characters, and may have %d.", length, maxLength))
	}
	p := parser{text: text, fields: all, Options: options}
	for {
		p.at = skipSpace(text, p.at)
		if p.at == len(text) {
			break
		}
		start := p.at
		if problem := p.part(); problem != nil {
			return nil, problem
		}
		if len(p.Words)+len(p.Conditions) > maxParts {
			return nil, problemAt(text, start, len(text), fmt.Sprintf("The filter has too many words and conditions: there may be %d.", maxParts))
		}
	}
	if problem := p.rest.compile(&p); problem != nil {
		return nil, problem
	}
	return &p.Expression, nil
}

// parser reads one text.
type parser struct {
	text   string
	fields fields
	Options
	at   int // how far it was read
	rest pieces
	Expression
}

// part reads a word or a condition.
func (p *parser) part() *Problem {
	if is, problem := p.condition(); is || problem != nil {
		return problem
	}
	start := p.at
	if p.Regexp {
		p.at = wordEnd(p.text, p.at)
		p.rest.add(p.text, start, p.at)
		return nil
	}
	negated := p.minus()
	word, problem := p.textOf(true)
	if problem != nil {
		return problem
	}
	if word == "" && negated {
		return p.problem(start, p.at, `After the minus sign belongs what must not be found. To look for the sign itself, write it in quotes: "-".`)
	}
	if word != "" {
		p.Words = append(p.Words, Word{newMatcher(word, p.MatchCase, false), negated})
	}
	return nil
}

// minus reads a minus sign that says that something must not hold. That of an arrow, ->, says nothing.
func (p *parser) minus() bool {
	if p.text[p.at] != '-' || strings.HasPrefix(p.text[p.at:], "->") {
		return false
	}
	p.at++
	return true
}

// textOf reads a text up to the next white space, or in quotes. A bare word is not an operator that has lost its field.
func (p *parser) textOf(isWord bool) (string, *Problem) {
	start := p.at
	if start == len(p.text) || p.text[start] != '"' {
		p.at = wordEnd(p.text, start)
		word := p.text[start:p.at]
		if isWord && lostOperator(word) {
			return "", p.problem(start, p.at, fmt.Sprintf(`Before %s belongs a column, as in tottime > 10ms. To look for the text itself, write it in quotes.`, word))
		}
		return word, nil
	}
	var text strings.Builder
	for i := start + 1; i < len(p.text); i++ {
		if p.text[i] != '"' {
			text.WriteByte(p.text[i])
			continue
		}
		if i++; i == len(p.text) || p.text[i] != '"' {
			p.at = i
			return text.String(), nil
		}
		text.WriteByte('"')
	}
	p.at = len(p.text)
	return "", p.problem(start, p.at, `The quotation mark has no counterpart. Close it, or write """" to look for one.`)
}

// lostOperator says whether a word is an operator, alone or with a number.
func lostOperator(word string) bool {
	_, size := operatorAt(word)
	if size == 0 || word[0] == ':' {
		return false
	}
	number, unit := lexNumber(word, size, Seconds)
	return size == len(word) || number > size && unit == len(word)
}

func (p *parser) problem(start, end int, sentence string) *Problem {
	return problemAt(p.text, start, end, sentence)
}
