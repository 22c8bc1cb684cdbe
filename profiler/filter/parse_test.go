package filter

import (
	"fmt"
	"strings"
	"testing"
)

// shopFields are fields of all kinds.
var shopFields = []Field{
	{Name: "ncalls", Kind: Number, Also: []string{"calls"}},
	{Name: "tottime", Kind: Seconds, Part: "share"},
	{Name: "tottime/call", Kind: Seconds},
	{Name: "cumtime", Kind: Seconds},
	{Name: "tottime-difference", Kind: Seconds},
	{Name: "share", Kind: Percent},
	{Name: "line", Kind: Number},
	{Name: "name", Kind: Name},
	{Name: "file", Kind: Text, Path: true},
	{Name: "origin", Kind: Text, Values: []string{"project", "package", "standardLibrary"}},
	{Name: "percall", Instead: []string{"tottime/call", "cumtime/call"}},
}

// describe writes an expression as it was understood: words in bars, negated parts with a "not".
func describe(e *Expression) string {
	var parts []string
	add := func(negated bool, part string) {
		if negated {
			part = "not " + part
		}
		parts = append(parts, part)
	}
	for _, c := range e.Conditions {
		part := shopFields[c.Field].Name + " "
		if c.kind.isText() {
			part += c.Matcher.describe()
		} else {
			part += fmt.Sprintf("%s %.12g", [...]string{"=", "!=", "<", "<=", ">", ">="}[c.Operator], c.Value)
		}
		add(c.Negated, part)
	}
	for _, w := range e.Words {
		add(w.Negated, w.describe())
	}
	return strings.Join(parts, "; ")
}

func (m Matcher) describe() string {
	switch {
	case m.pattern != nil:
		return "/" + m.pattern.String() + "/"
	case m.whole:
		return "is |" + m.needle + "|"
	}
	return "|" + m.needle + "|"
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"  ":               "",
		"Basket total":     "|basket|; |total|",
		`"two  words"`:     "|two  words|",
		`"say ""so"""`:     `|say "so"|`,
		`""`:               "",
		`a"b`:              `|a"b|`,
		"-gone here":       "not |gone|; |here|",
		`-"not this"`:      "not |not this|",
		"--x":              "not |-x|",
		"\u00a0wide\u3000": "|wide|",

		// Conditions.
		"tottime > 10ms":             "tottime > 0.01",
		"tottime>10ms":               "tottime > 0.01",
		"tottime >10 ms Basket":      "tottime > 0.01; |basket|",
		"TotTime >= 1.5":             "tottime >= 1.5",
		"tottime < 3us":              "tottime < 3e-06",
		"tottime<=3µs":               "tottime <= 3e-06",
		"tottime<=3μs":               "tottime <= 3e-06",
		"tottime = 20ns":             "tottime = 2e-08",
		"tottime == 1s":              "tottime = 1",
		"tottime != 2min":            "tottime != 120",
		"tottime ≥ 1e-3":             "tottime >= 0.001",
		"tottime≠.5":                 "tottime != 0.5",
		"tottime => 1 h":             "tottime >= 3600",
		"tottime-difference > -5ms":  "tottime-difference > -0.005",
		"-tottime > 10ms":            "not tottime > 0.01",
		"tottime/call>1ms":           "tottime/call > 0.001",
		"calls >= 10k":               "ncalls >= 10000",
		"ncalls:1_000":               "ncalls = 1000",
		"ncalls > 2M":                "ncalls > 2000000",
		"ncalls > 10 k":              "ncalls > 10; |k|",
		"share >= 5%":                "share >= 0.05",
		"share >= 5 %":               "share >= 0.05",
		"share >= 5":                 "share >= 0.05",
		"tottime > 1ms ncalls < 3 x": "tottime > 0.001; ncalls < 3; |x|",
		"x tottime\t>\n1ms":          "tottime > 0.001; |x|",

		// Texts.
		"file:tests/":     "file |tests/|",
		`file:tests\a`:    "file |tests/a|",
		"file: Tests":     "file |tests|",
		`file:"my code/"`: "file |my code/|",
		"-name:<lambda>":  "not name |<lambda>|",
		"name=total":      "name is |total|",
		"name != total":   "not name is |total|",
		"-name!=total":    "name is |total|",
		"name:{built-in":  "name |{built-in|",
		"name:-x":         "name |-x|",
		"name:>=":         "name |>=|",
		"origin:standard": "origin |standard|",
		"-origin:PROJECT": "not origin |project|",

		// Names of functions.
		"{built-in method time.sleep}":          "|{built-in|; |method|; |time.sleep}|",
		"{method 'append' of 'list' objects}":   "|{method|; |'append'|; |of|; |'list'|; |objects}|",
		"<lambda>":                              "|<lambda>|",
		"-<lambda>":                             "not |<lambda>|",
		"total <lambda>":                        "|total|; |<lambda>|",
		"line <lambda>":                         "|line|; |<lambda>|",
		"name <lambda>":                         "|name|; |<lambda>|",
		"<frozen importlib._bootstrap>:1002(_f": "|<frozen|; |importlib._bootstrap>:1002(_f|",
		"shop.py:8(main":                        "|shop.py:8(main|",
		"shop.py:8(main)":                       "|shop.py:8(main)|",
		"a:b":                                   "|a:b|",
		"a::b name::c file::open":               "|a::b|; |name::c|; |file::open|",
		`C:\x\shop.py`:                          `|c:\x\shop.py|`,
		"->":                                    "|->|",
		"f -> g":                                "|f|; |->|; |g|",
		"a->b":                                  "|a->b|",
		"std::array<3>::at":                     "|std::array<3>::at|",
		"array<int,3>":                          "|array<int,3>|",
		"vector<3, int>":                        "|vector<3,|; |int>|",
		"operator<= operator=":                  "|operator<=|; |operator=|",
		"main.(*Basket).Total":                  "|main.(*basket).total|",
		"tottime":                               "|tottime|",
		"tottime 10ms":                          "|tottime|; |10ms|",
		"__init__ -c":                           "|__init__|; not |c|",
		"Straße ÄRGER":                          "|straße|; |Ärger|",
	} {
		check(t, text, Options{}, want)
	}
}

func TestParseMatchCase(t *testing.T) {
	for text, want := range map[string]string{
		"Basket":         "|Basket|",
		"file:Tests":     "file |Tests|",
		"TOTTIME > 1MS":  "tottime > 0.001",
		"origin:Project": "origin |project|",
	} {
		check(t, text, Options{MatchCase: true}, want)
	}
}

func TestParseRegexp(t *testing.T) {
	for text, want := range map[string]string{
		"^a|b$":                          "/(?i)^a|b$/",
		"  a  b ":                        "/(?i)a  b/",
		"tottime > 10ms ^a  b$ ncalls<3": "tottime > 0.01; ncalls < 3; /(?i)^a  b$/",
		"a tottime>1 b":                  "tottime > 1; /(?i)a b/",
		"name:^x -file:test.*py$":        "name /(?i)^x/; not file /(?i)test.*py$/",
		`name:"a b"`:                     "name /(?i)a b/",
		"name=a.b":                       "name is |a.b|",
		"-x":                             "/(?i)-x/",
		`"quoted"`:                       `/(?i)"quoted"/`,
		"(?P<name>a) (?:x=1)":            "/(?i)(?P<name>a) (?:x=1)/",
		"size = 1":                       "/(?i)size = 1/",
		"origin:pro":                     "origin |pro|",
		`C:\\x`:                          `/(?i)C:\\x/`,
	} {
		check(t, text, Options{Regexp: true}, want)
	}
	check(t, "A", Options{Regexp: true, MatchCase: true}, "/A/")
}

func check(t *testing.T, text string, options Options, want string) {
	t.Helper()
	e, err := Parse(text, shopFields, options)
	if err != nil {
		t.Errorf("%q: %v", text, err)
	} else if got := describe(e); got != want {
		t.Errorf("%q is understood as %q, want %q", text, got, want)
	}
}
