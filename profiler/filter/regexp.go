package filter

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

// maxProgram is how many instructions a regular expression may be compiled to: the time that it takes is in proportion.
const maxProgram = 1000

// compile makes a matcher of a regular expression. at returns where the bytes from one to another of it are in the filter's text.
func (p *parser) compile(expression string, at func(from, to int) *Problem) (Matcher, *Problem) {
	fail := func(from, to int, sentence string) (Matcher, *Problem) {
		problem := at(from, to)
		problem.Text = sentence
		return Matcher{}, problem
	}
	flags := syntax.Perl
	source := expression
	if !p.MatchCase {
		flags |= syntax.FoldCase
		source = "(?i)" + expression
	}
	parsed, err := syntax.Parse(expression, flags)
	if wrong, is := errors.AsType[*syntax.Error](err); is {
		from, to := 0, len(expression)
		if i := strings.LastIndex(expression, wrong.Expr); i >= 0 && wrong.Expr != "" {
			from, to = i, i+len(wrong.Expr)
		}
		return fail(from, to, fmt.Sprintf("This is no regular expression: %s: %s", wrong.Code, wrong.Expr))
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil || len(program.Inst) > maxProgram {
		return fail(0, len(expression), "This regular expression would take too long. Write a shorter one, with fewer repetitions.")
	}
	compiled, err := regexp.Compile(source)
	if err != nil {
		return fail(0, len(expression), "This is no regular expression: "+err.Error())
	}
	m := Matcher{pattern: compiled, fold: !p.MatchCase, literals: required(parsed)}
	if m.fold {
		m.folded = folded(expression, parsed)
	}
	return m, nil
}

// pieces are what is left of a text without its conditions.
type pieces struct {
	text strings.Builder
	// from and at say, by piece, where it is in the filter's text and in what is left.
	from, at []int
}

// add appends the part of a text from start up to end; the white space before it is kept, unless a condition was there.
func (r *pieces) add(text string, start, end int) {
	if last := len(r.from) - 1; last >= 0 {
		gap := text[r.from[last]+r.text.Len()-r.at[last] : start]
		if strings.TrimSpace(gap) != "" {
			gap = " "
		}
		r.text.WriteString(gap)
	}
	r.from = append(r.from, start)
	r.at = append(r.at, r.text.Len())
	r.text.WriteString(text[start:end])
}

// position returns where a byte of what is left is in the filter's text.
func (r *pieces) position(i int) int {
	for n := len(r.at) - 1; n >= 0; n-- {
		if r.at[n] <= i {
			return r.from[n] + i - r.at[n]
		}
	}
	return 0
}

// compile makes a word of what is left, if that is anything.
func (r *pieces) compile(p *parser) *Problem {
	if r.text.Len() == 0 {
		return nil
	}
	matcher, problem := p.compile(r.text.String(), func(from, to int) *Problem {
		return p.problem(r.position(from), max(r.position(from), r.position(to-1)+1), "")
	})
	if problem != nil {
		return problem
	}
	p.Words = append(p.Words, Word{Matcher: matcher})
	return nil
}
