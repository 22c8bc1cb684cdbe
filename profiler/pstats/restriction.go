package pstats

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/pstats/internal/pyregexp"
)

// A Restriction cuts down the list of functions in a report.
type Restriction struct {
	repr   string
	byName bool
	keeps  func(g *callgraph.Graph, list []int32) []int32 // nil for an expression that is invalid in Python
}

// Count keeps the first n functions; it has no effect when n is negative or there are no more than n.
func Count(n int) Restriction {
	return Restriction{repr: strconv.Itoa(n), keeps: func(_ *callgraph.Graph, list []int32) []int32 {
		if 0 <= n && n < len(list) {
			return list[:n]
		}
		return list
	}}
}

// Fraction keeps a part of the functions, from the first on; it has no effect when x is not in [0, 1).
func Fraction(x float64) Restriction {
	return Restriction{repr: reprFloat(x), keeps: func(_ *callgraph.Graph, list []int32) []int32 {
		if 0 <= x && x < 1 {
			return list[:int(float64(len(list))*x+.5)]
		}
		return list
	}}
}

// Pattern keeps the functions in whose standard name a Python regular expression is found. For an expression that is invalid in Python the
// report says so and lists all, as pstats does. The error is for what Python allows and Go's linear-time engine cannot do.
func Pattern(expression string) (Restriction, error) {
	r := Restriction{repr: reprString(expression), byName: true}
	translated, err := pyregexp.Translate(expression)
	switch {
	case pyregexp.IsInvalid(err):
		return r, nil
	case err != nil:
		return r, err
	}
	compiled, err := regexp.Compile(translated)
	if err != nil {
		return r, fmt.Errorf("the regular expression %s is too large: %w", r.repr, err)
	}
	r.keeps = func(g *callgraph.Graph, list []int32) (kept []int32) {
		var name []byte
		for _, f := range list {
			name = appendName(name[:0], g, int(f))
			if compiled.Match(name) {
				kept = append(kept, f)
			}
		}
		return kept
	}
	return r, nil
}

// ParseRestriction reads a restriction as `python -m pstats` does: an int, else a float that must lie in [0, 1], else a regular expression.
func ParseRestriction(text string) (Restriction, error) {
	number := strings.TrimSpace(text)
	if wellGrouped(number) {
		plain := strings.ReplaceAll(number, "_", "")
		if n, err := strconv.Atoi(plain); err == nil || errors.Is(err, strconv.ErrRange) { // a huge one has no effect
			return Count(n), nil
		}
		if x, ok := parseFloat(plain); ok {
			if x < 0 || x > 1 {
				return Restriction{}, fmt.Errorf("%s: a fraction must be in [0, 1]", text)
			}
			return Fraction(x), nil
		}
	}
	return Pattern(text)
}

// parseFloat reads what Python's float() does: unlike Go's, not hexadecimal.
func parseFloat(text string) (x float64, ok bool) {
	if strings.ContainsAny(text, "xXpP") {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil || math.IsInf(x, 0)
}

// wellGrouped reports whether underscores stand between digits only, as in Python's numbers.
func wellGrouped(text string) bool {
	digit := func(i int) bool { return 0 <= i && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	for i := range len(text) {
		if text[i] == '_' && !(digit(i-1) && digit(i+1)) {
			return false
		}
	}
	return true
}

// ByName reports whether functions are kept for their names, whatever their order.
func (r Restriction) ByName() bool { return r.byName }

// Valid reports whether the restriction is one: an expression may be invalid in Python.
func (r Restriction) Valid() bool { return r.keeps != nil }

// Keep returns those of a list that a valid restriction keeps: of functions of the graph or, for one that is not by name, of anything.
func (r Restriction) Keep(g *callgraph.Graph, list []int32) []int32 { return r.keeps(g, list) }

// apply returns the functions that are kept, and the line that a report has on it.
func (r Restriction) apply(g *callgraph.Graph, list []int32) (kept []int32, message string) {
	if r.keeps == nil {
		return list, "   <Invalid regular expression " + r.repr + ">\n"
	}
	kept = r.keeps(g, list)
	if len(kept) == len(list) {
		return kept, ""
	}
	return kept, fmt.Sprintf("   List reduced from %d to %d due to restriction <%s>\n", len(list), len(kept), r.repr)
}
