package filter

import (
	"fmt"
	"slices"
	"strings"
)

// operators are how they are written, the longer first; those that other languages have are understood.
var operators = []struct {
	sign     string
	operator Operator
}{
	{">=", AtLeast}, {"<=", AtMost}, {"!=", NotEqual}, {"==", Equal}, {"=>", AtLeast}, {"<>", NotEqual},
	{"≥", AtLeast}, {"≤", AtMost}, {"≠", NotEqual}, {">", Greater}, {"<", Less}, {"=", Equal}, {":", contains},
}

// operatorAt returns the operator that a text begins with, and its length, 0 where there is none.
func operatorAt(text string) (Operator, int) {
	for _, o := range operators {
		if strings.HasPrefix(text, o.sign) {
			return o.operator, len(o.sign)
		}
	}
	return 0, 0
}

// head is a condition up to where its value is.
type head struct {
	start    int // where the condition begins
	negated  bool
	name     string
	operator Operator
	sign     string
	// spaced says that there is white space, or the end of the text, on both sides of the operator.
	spaced bool
	value  int // where the value begins; white space may be before it
}

// head reads what may be the head of a condition, without going on.
func (p *parser) head() (h head, is bool) {
	h.start = p.at
	start := p.at
	if p.text[start] == '-' {
		h.negated = true
		start++
	}
	end := identifierEnd(p.text, start)
	if end == start {
		return h, false
	}
	h.name = p.text[start:end]
	at := skipSpace(p.text, end)
	operator, size := operatorAt(p.text[at:])
	h.operator, h.sign, h.value = operator, p.text[at:at+size], at+size
	if size == 0 || operator == contains && (at > end || strings.HasPrefix(p.text[h.value:], ":")) {
		return h, false
	}
	h.spaced = at > end && (h.value == len(p.text) || skipSpace(p.text, h.value) > h.value)
	// What is between < and > is a part of a name: "lambda <lambda>", "array<3>".
	bracket := h.sign == "<" && strings.Contains(p.text[h.value:wordEnd(p.text, h.value)], ">")
	return h, !bracket
}

// identifierEnd returns where the name of a field ends that may begin at start: letters, with single slashes, hyphens and underscores between.
func identifierEnd(text string, start int) int {
	i := start
	for i < len(text) {
		switch c := text[i]; {
		case isLetter(c):
		case strings.IndexByte("/-_", c) >= 0 && i > start && isLetter(text[i-1]) && i+1 < len(text) && isLetter(text[i+1]):
		default:
			return i
		}
		i++
	}
	return i
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// condition reads a condition, if there is one.
func (p *parser) condition() (is bool, problem *Problem) {
	h, is := p.head()
	if !is {
		return false, nil
	}
	number, known := p.fields.find(h.name)
	if !known {
		return false, p.unknown(h)
	}
	f := p.fields[number]
	c := Condition{Field: number, kind: f.Kind, Negated: h.negated, Operator: h.operator}
	switch {
	case len(f.Instead) > 0:
		return false, p.problem(h.start, h.value, fmt.Sprintf("%s may be one of several columns. Write %s.", f.Name, list(f.Instead, "or")))
	case f.Kind.isText():
		is, problem = p.textCondition(h, f, &c)
	default:
		is, problem = true, p.figureCondition(h, f, &c)
	}
	if is && problem == nil {
		p.Conditions = append(p.Conditions, c)
	}
	return is, problem
}

// unknown says that there is no such field, where a condition was certainly meant: a number is compared with.
func (p *parser) unknown(h head) *Problem {
	start := skipSpace(p.text, h.value)
	number, unit := lexNumber(p.text, start, Seconds)
	isNumber := number > start && !strings.Contains(p.text[start:number], ",") && (unit == len(p.text) || skipSpace(p.text, unit) > unit)
	nearest, near := p.fields.nearest(h.name)
	if h.operator == contains || !isNumber && !h.spaced || p.Regexp && !near {
		return nil
	}
	sentence := fmt.Sprintf("There is no column %q.", h.name)
	if near {
		sentence += fmt.Sprintf(" Is it %s that you mean?", nearest)
	} else {
		sentence += fmt.Sprintf(" There are %s. To look for the text itself, write it in quotes.", list(p.fields.names(), "and"))
	}
	begin := h.start
	if h.negated {
		begin++
	}
	return p.problem(begin, begin+len(h.name), sentence)
}

// figureCondition reads the number that a figure is compared with.
func (p *parser) figureCondition(h head, f Field, c *Condition) *Problem {
	if c.Operator == contains {
		c.Operator = Equal
	}
	start := skipSpace(p.text, h.value)
	number, unit := lexNumber(p.text, start, f.Kind)
	if number == start {
		end := wordEnd(p.text, start)
		if start == end {
			return p.problem(h.start, h.value, fmt.Sprintf("After %s %s belongs %s.", f.Name, h.sign, example[f.Kind]))
		}
		return p.problem(start, end, fmt.Sprintf("%q is no number. After %s %s belongs %s.", p.text[start:end], f.Name, h.sign, example[f.Kind]))
	}
	value, wrong := parseNumber(f, p.text[start:number], p.text[number:unit])
	if wrong != "" {
		return p.problem(start, unit, wrong)
	}
	c.Value, p.at = value, unit
	return nil
}

// textCondition reads the text that a text is to contain, or to be. It is false where an angle bracket is one of a name.
func (p *parser) textCondition(h head, f Field, c *Condition) (is bool, problem *Problem) {
	if h.operator != contains && h.operator != Equal && h.operator != NotEqual {
		if !h.spaced && !isDigit((p.text + " ")[h.value]) {
			return false, nil
		}
		return false, p.problem(h.start, h.value, fmt.Sprintf("%s is a text: it cannot be compared by %s. Write %s: and what to look for.", f.Name, h.sign, f.Name))
	}
	p.at = skipSpace(p.text, h.value)
	start := p.at
	text, problem := p.textOf(false)
	if problem != nil {
		return false, problem
	}
	if text == "" {
		return false, p.problem(h.start, p.at, fmt.Sprintf("After %s%s belongs a text to look for.", f.Name, h.sign))
	}
	c.Negated = c.Negated != (h.operator == NotEqual)
	switch {
	case len(f.Values) > 0:
		c.Matcher = newMatcher(text, false, false)
		if !slices.ContainsFunc(f.Values, c.Matcher.Match) {
			return false, p.problem(start, p.at, fmt.Sprintf("There is no %s %q. There are %s.", f.Name, text, list(f.Values, "and")))
		}
	case p.Regexp && h.operator == contains:
		c.Matcher, problem = p.compile(text, func(from, to int) *Problem { return p.problem(start, p.at, "") })
	default:
		if f.Path {
			text = slashed(text)
		}
		c.Matcher = newMatcher(text, p.MatchCase, h.operator != contains)
	}
	c.Matcher.path = f.Path
	return true, problem
}
