package filter

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// units are what a number can be followed by, by the kind of its field, with what they stand for.
var units = map[Kind]map[string]float64{
	Number:  {"": 1, "k": 1e3, "m": 1e6, "g": 1e9},
	Seconds: {"": 1, "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "sec": 1, "min": 60, "h": 3600}, // micro sign and Greek mu
	Percent: {"": 0.01, "%": 0.01},
}

// example is how conditions of a kind are written.
var example = map[Kind]string{
	Number:  "a number, such as 100 or 10k",
	Seconds: "a time, such as 10ms, 50us or 1.5s",
	Percent: "a percentage, such as 5%",
}

// lexNumber returns where the number that begins at start of the text ends, and where its unit does; of a time or a percentage the
// unit may follow after a space. Both are start where there is no number.
func lexNumber(text string, start int, kind Kind) (number, unit int) {
	i := start
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		i++
	}
	digits := 0
	for ; i < len(text) && (isDigit(text[i]) || text[i] == '.' || text[i] == '_' || text[i] == ','); i++ {
		if isDigit(text[i]) {
			digits++
		}
	}
	if digits == 0 {
		return start, start
	}
	if i+1 < len(text) && (text[i] == 'e' || text[i] == 'E') {
		exponent := i + 1
		if text[exponent] == '+' || text[exponent] == '-' {
			exponent++
		}
		for end := exponent; end < len(text) && isDigit(text[end]); {
			end++
			i = end
		}
	}
	return i, lexUnit(text, i, kind)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// lexUnit returns where the unit ends that follows a number.
func lexUnit(text string, start int, kind Kind) int {
	if end := wordEnd(text, start); end > start {
		return end
	}
	next := skipSpace(text, start)
	end := wordEnd(text, next)
	unit := strings.ToLower(text[next:end])
	if _, known := units[kind][unit]; known && unit != "" && kind != Number { // "ncalls > 10 k" has a word k
		return end
	}
	return start
}

// parseNumber returns what a number with its unit stands for, for a condition of a field, or why it stands for nothing.
func parseNumber(f Field, number, unit string) (value float64, problem string) {
	if strings.Contains(number, ",") {
		return 0, fmt.Sprintf("%q is no number. Write it with a point, and without separators between thousands.", number)
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(number, "_", ""), 64)
	if err != nil {
		return 0, fmt.Sprintf("%q is no number that can be compared with. After %s belongs %s.", number, f.Name, example[f.Kind])
	}
	unit = strings.TrimSpace(unit)
	factor, known := units[f.Kind][strings.ToLower(unit)]
	switch {
	case !known && unit == "%" && f.Part != "":
		return 0, fmt.Sprintf("%% does not fit %s: there belongs %s. For a part of the whole there is %s.", f.Name, example[f.Kind], f.Part)
	case !known && isUnit(unit):
		return 0, fmt.Sprintf("%s does not fit %s: there belongs %s.", unit, f.Name, example[f.Kind])
	case !known:
		return 0, fmt.Sprintf("There is no unit %q. After %s belongs %s.", unit, f.Name, example[f.Kind])
	}
	return value * factor, ""
}

// isUnit says whether fields of any kind have a unit.
func isUnit(unit string) bool {
	for _, known := range units {
		if _, is := known[strings.ToLower(unit)]; is {
			return true
		}
	}
	return false
}

// skipSpace returns where the white space ends that begins at start of the text.
func skipSpace(text string, start int) int {
	return start + len(text[start:]) - len(strings.TrimLeftFunc(text[start:], unicode.IsSpace))
}

// wordEnd returns where the text from start on is interrupted by white space.
func wordEnd(text string, start int) int {
	for i := start; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			return i
		}
		i += size
	}
	return len(text)
}
