package pyregexp

import (
	"errors"
	"regexp"
	"testing"
)

func TestFinds(t *testing.T) {
	for _, c := range []struct {
		expression, text string
		want             bool
	}{
		{"", "anything", true},
		{"b+", "abc", true},
		{"^b", "abc", false},
		{"c$", "abc\n", true},
		{`c\Z`, "abc\n", false},
		{"a.c", "a\nc", false},
		{"(?s)a.c", "a\nc", true},
		{"(?m)^c$", "a\nc\nb", true},
		{`\d`, "٣", true}, // ARABIC-INDIC DIGIT THREE
		{`(?a)\d`, "٣", false},
		{`\w\s\w`, "é\u00a0数", true},
		{`[^\W\d]`, "12", false},
		{`[^\W\d]`, "1é", true},
		{`[\W]`, "ab", false},
		{"a{,2}b", "b", true},
		{"^a{,2}b", "aaab", false},
		{"a{x", "a{x", true},
		{"a{}", "a{}", true},
		{"a{1,2", "a{1,2", true},
		{"[]a]", "]", true},
		{"[^]a]", "]", false},
		{"[a-]", "-", true},
		{`[\x41-\x43]`, "B", true},
		{`[\b]`, "\b", true},
		{`\bcd\b`, "ab cd", true},
		{`\101\0`, "A\x00", true},
		{`é\u00e9\U000000e9`, "ééé", true},
		{"(?i)É", "é", true},
		{"(?i:a)b", "AB", false},
		{"(?-i:a)", "a", true},
		{"(?x) a b # c\n d", "abd", true},
		{"(?#comment)a", "a", true},
		{"(?P<n>a)|b", "b", true},
		{"x|", "", true},
		{"(a|b)*?c", "abac", true},
		{`\{`, "{", true},
		{"(?:)*a", "a", true},
		{`\Q`[1:], "Q", true},
		{"[[:alpha:]]", ":]", true},
	} {
		translated, err := Translate(c.expression)
		if err != nil {
			t.Errorf("%q: %v", c.expression, err)
			continue
		}
		if got := regexp.MustCompile(translated).MatchString(c.text); got != c.want {
			t.Errorf("%q in %q: %v, want %v (as %s)", c.expression, c.text, got, c.want, translated)
		}
	}
}

func TestInvalid(t *testing.T) {
	for expression, want := range map[string]string{
		"(":              "missing ), unterminated subpattern",
		")":              "unbalanced parenthesis",
		"*":              "nothing to repeat",
		"^*":             "nothing to repeat",
		"a**":            "multiple repeat",
		"a+++":           "multiple repeat",
		"a{2,1}":         "min repeat greater than max repeat",
		"[a":             "unterminated character set",
		"[a-":            "unterminated character set",
		"[b-a]":          "bad character range b-a",
		`[\d-a]`:         `bad character range \d-a`,
		`a\`:             "bad escape (end of pattern)",
		`\Q`:             `bad escape \Q`,
		`\pL`:            `bad escape \p`,
		`\x1`:            `incomplete escape \x1`,
		`\400`:           `octal escape value \400 outside of range 0-0o377`,
		`\1`:             "invalid group reference 1",
		`(\1)`:           "cannot refer to an open group",
		"(?z)":           "unknown extension ?z",
		"(?":             "unexpected end of pattern",
		"(?P":            "unknown extension ?P",
		"(?P<1>a)":       "bad character in group name '1'",
		"(?P<a>)(?P<a>)": "redefinition of group name 'a'",
		"(?P=b)":         "unknown group name 'b'",
		"a(?i)":          "global flags not at the start of the expression",
		"(?L)a":          "bad inline flags: cannot use 'L' flag with a str pattern",
		"(?au)":          "bad inline flags: flags 'a', 'u' and 'L' are incompatible",
		"(?-u:a)":        "bad inline flags: cannot turn off flags 'a', 'u' and 'L'",
		"(?i-i:a)":       "bad inline flags: flag turned on and off",
		"(?<=a*)":        "look-behind requires fixed-width pattern",
		"(?<a":           "unknown extension ?<a",
		"(?#a":           "missing ), unterminated comment",
		"(?(0)a)":        "bad group number",
		"(?(1)a|b|c)":    "conditional backref with more than two branches",
		"(?(1)a)":        "invalid group reference 1",
		`(a)(?=(?<=\1)`:  "missing ), unterminated subpattern",
		`(?<=(a)\1)`:     "cannot refer to group defined in the same lookbehind subpattern",
		`(a)\1(`:         "missing ), unterminated subpattern",
	} {
		_, err := Translate(expression)
		if !IsInvalid(err) || err.Error() != "invalid regular expression: "+want {
			t.Errorf("%q: %v, want %s", expression, err, want)
		}
	}
}

func TestUnsupported(t *testing.T) {
	for expression, want := range map[string]string{
		"a(?=b)":        "a lookahead (?=…)",
		"a(?!b)":        "a lookahead (?!…)",
		"(?<=a)b":       "a lookbehind (?<=…)",
		"(?<!a|b)c":     "a lookbehind (?<!…)",
		`(a)\1`:         "a back reference",
		"(?P<a>)(?P=a)": "a back reference",
		"(a)?(?(1)b|c)": "a conditional group (?(…)…)",
		"(?>a)":         "an atomic group (?>…)",
		"a++":           "a possessive quantifier",
		"a{1001}":       "a repetition of more than 1,000 times",
		"a{1,1001}":     "a repetition of more than 1,000 times",
		`\N{DASH}`:      `a character by name \N{…}`,
	} {
		_, err := Translate(expression)
		var unsupported *UnsupportedError
		if !errors.As(err, &unsupported) || unsupported.Construct != want {
			t.Errorf("%q: %v, want %s", expression, err, want)
		}
	}
}

// FuzzTranslate checks that every expression is refused for a reason or translated into one that Go takes.
func FuzzTranslate(f *testing.F) {
	for _, expression := range []string{"", "a(b|c)*", `[^\W\d_-]+?`, "(?i)x{2,}", "(?P<n>.)$", "(?x) a # b", "(?<=a)", "\\"} {
		f.Add(expression)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		translated, err := Translate(expression)
		if err != nil {
			if !IsInvalid(err) && !errors.As(err, new(*UnsupportedError)) {
				t.Errorf("%q: %v", expression, err)
			}
			return
		}
		if len(expression) > 100 { // large repetitions of repetitions exceed Go's limits
			return
		}
		if _, err := regexp.Compile(translated); err != nil && !tooLarge(err) {
			t.Errorf("%q becomes %q: %v", expression, translated, err)
		}
	})
}

func tooLarge(err error) bool {
	return regexp.MustCompile("invalid repeat count|expression too large|expression nests too deeply").MatchString(err.Error())
}
