package pstats

import (
	"math"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
)

func TestParseRestriction(t *testing.T) {
	b := callgraph.NewBuilder()
	for i := range 10 {
		b.Add("f.py", i, string(rune('a'+i)), callgraph.Figures{})
	}
	g := b.Graph()
	for _, c := range []struct {
		text, repr string
		left       int
	}{
		{"3", "3", 3},
		{"0", "0", 0},
		{" 1_0 ", "10", 10},
		{"1__0", "'1__0'", 0},
		{"_1", "'_1'", 0},
		{"-3", "-3", 10},
		{"99999999999999999999", "9223372036854775807", 10},
		{"0.25", "0.25", 3},
		{".05", "0.05", 1},
		{"1e-1", "0.1", 1},
		{"0x3", "'0x3'", 0},
		{"1.0", "1.0", 10},
		{"nan", "nan", 10},
		{"f.py:[3-5]", "'f.py:[3-5]'", 3},
		{"(", "'('", 10},
	} {
		t.Run(c.text, func(t *testing.T) {
			r, err := ParseRestriction(c.text)
			if err != nil {
				t.Fatal(err)
			}
			kept, _ := r.apply(g, g.Order())
			if r.repr != c.repr || len(kept) != c.left {
				t.Errorf("%s leaves %d, want %s and %d", r.repr, len(kept), c.repr, c.left)
			}
		})
	}
	for text, want := range map[string]string{
		"1.5":           "1.5: a fraction must be in [0, 1]",
		"-0.1":          "-0.1: a fraction must be in [0, 1]",
		"inf":           "inf: a fraction must be in [0, 1]",
		"1e999":         "1e999: a fraction must be in [0, 1]",
		"a(?=b)":        "a lookahead (?=…)",
		`(a)\1`:         "a back reference",
		"(a{999}){999}": "is too large",
	} {
		if _, err := ParseRestriction(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

func TestReprFloat(t *testing.T) {
	for want, x := range map[string]float64{
		"0.0": 0, "-0.0": math.Copysign(0, -1), "0.5": .5, "0.1": .1, "0.0001": 1e-4, "1e-05": 1e-5, "1.5e-07": 1.5e-7, "1.0": 1,
		"1000000000000000.0": 1e15, "1e+16": 1e16, "1.7976931348623157e+308": math.MaxFloat64, "inf": math.Inf(1), "-inf": math.Inf(-1),
		"nan": math.NaN(), "5e-324": 5e-324, "0.3333333333333333": 1. / 3,
	} {
		if got := reprFloat(x); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestReprString(t *testing.T) {
	for s, want := range map[string]string{
		"":                 `''`,
		`a\.py`:            `'a\\.py'`,
		"it's":             `"it's"`,
		`"`:                `'"'`,
		`it's "`:           `'it\'s "'`,
		"\t\n\r\x00":       `'\t\n\r\x00'`,
		"\x7f\u00a0é数":     `'\x7f\xa0é数'`,
		"\u200b\U000e0001": `'\u200b\U000e0001'`,
	} {
		if got := reprString(s); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
