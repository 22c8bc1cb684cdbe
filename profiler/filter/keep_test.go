package filter

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// shopRow is a row in tests, with a figure or a text for each of shopFields.
type shopRow struct {
	text, name string
	figures    map[string]float64
	file       string
	origin     int
}

// shopRows are rows as an expression sees them.
type shopRows []shopRow

func (r shopRows) Len() int { return len(r) }

func (r shopRows) Index() *Index {
	return NewIndex(len(r), func(buffer []byte, row int) ([]byte, string) { return append(buffer, r[row].text...), r[row].name })
}

func (r shopRows) Figure(field int) func(row int) float64 {
	return func(row int) float64 {
		if figure, known := r[row].figures[shopFields[field].Name]; known {
			return figure
		}
		return math.NaN()
	}
}

func (r shopRows) Texts(field int) (texts []string, of func(row int) int) {
	if len(shopFields[field].Values) > 0 {
		return shopFields[field].Values, func(row int) int { return r[row].origin }
	}
	for _, row := range r {
		texts = append(texts, row.file)
	}
	return texts, func(row int) int { return row }
}

func TestKeep(t *testing.T) {
	figures := func(calls, tottime, share float64) map[string]float64 {
		return map[string]float64{"ncalls": calls, "tottime": tottime, "share": share, "line": 7}
	}
	rows := shopRows{
		{"/shop/main.py:1(<module>)", "<module>", figures(1, 0.5, 0.25), "/shop/main.py", 0},
		{"/shop/Basket.py:3(total)", "Basket.total", figures(100, 0.01, 0.005), "/shop/Basket.py", 0},
		{"{built-in method time.sleep}", "{built-in method time.sleep}", map[string]float64{"tottime": 1.49}, "", 2},
		{`C:\libs\tests\x.py:3(<lambda>)`, "<lambda>", figures(math.NaN(), 0, 0), `C:\libs\tests\x.py`, 1},
	}
	for text, want := range map[string][]int{
		"":                              {0, 1, 2, 3},
		"basket":                        {1},
		"basket.total":                  {1}, // the qualified name
		"basket.py:3(total":             {1},
		"-basket":                       {0, 2, 3},
		"py -module":                    {1, 3},
		`"method time"`:                 {2},
		"total)basket":                  {}, // nothing is found across two texts
		"name:py":                       {},
		"name:total":                    {1},
		"-name:<":                       {1, 2},
		"name=<lambda>":                 {3},
		"name=lambda":                   {},
		"name=basket.total":             {1},
		"file:shop":                     {0, 1},
		"file:libs/tests":               {3},
		`file:LIBS\tests`:               {3},
		"file=/SHOP/main.py":            {0},
		"file!=/shop/main.py":           {1, 2, 3},
		"tottime > 10ms":                {0, 2},
		"tottime >= 10ms":               {0, 1, 2},
		"-tottime >= 10ms":              {3},
		"tottime = 0":                   {3},
		"tottime != 0":                  {0, 1, 2},
		"share >= 0.5%":                 {0, 1},
		"share = .5":                    {1},
		"ncalls >= 0":                   {0, 1}, // what is not known fulfils nothing
		"ncalls != 1":                   {1},
		"-ncalls = 1":                   {1, 2, 3},
		"tottime > 1ms tottime < 0.1":   {1},
		"tottime > 1ms file:shop -main": {1},
		"origin:pack":                   {3},
		"-origin:project":               {2, 3},
	} {
		checkKept(t, rows, text, Options{}, want)
	}
	for text, want := range map[string][]int{
		"Basket": {1}, "basket": {}, "BASKET": {}, "Method": {}, "name:Basket": {1}, "name:basket": {}, "file:Basket": {1}, "file:basket": {}, "name=basket.total": {},
	} {
		checkKept(t, rows, text, Options{MatchCase: true}, want)
	}
	for text, want := range map[string][]int{
		"^<":                     {0, 3},
		`\)$`:                    {0, 1, 3},
		"TOTAL|sleep":            {1, 2},
		"b.*t":                   {1, 2, 3},
		"name:^b":                {1},
		"-name:^[<{]":            {1},
		`file:libs\\t`:           {3},
		"file:^c:/libs/":         {3},
		"tottime > 10ms m(e|o)":  {0, 2},
		"(?-i)basket":            {},
		"x*":                     {0, 1, 2, 3},
		"module>$ tottime > 1ms": {0},
	} {
		checkKept(t, rows, text, Options{Regexp: true}, want)
	}
	checkKept(t, rows, "basket", Options{Regexp: true, MatchCase: true}, []int{})
	checkKept(t, rows, "(?i)basket", Options{Regexp: true, MatchCase: true}, []int{1})
}

func checkKept(t *testing.T, rows shopRows, text string, options Options, want []int) {
	t.Helper()
	e, err := Parse(text, shopFields, options)
	if err != nil {
		t.Errorf("%q: %v", text, err)
		return
	}
	kept := e.Keep(rows)
	got := []int{}
	for row := range rows {
		if kept == nil || kept[row] {
			got = append(got, row)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q %+v keeps %v, want %v", text, options, got, want)
	}
}

// FuzzWord compares the index with a search through each name.
func FuzzWord(f *testing.F) {
	f.Add("a.py", "Straße", "Klass.STRASSE", "straẞ")
	f.Add("~", "<ſ>", "\xff", "S")
	f.Add("\xff", "ΣΑΣ", "K", "σας")
	f.Fuzz(func(t *testing.T, a, b, c, needle string) {
		rows := shopRows{{text: a, name: b}, {text: b, name: b}, {text: c, name: a}}
		if needle == "" {
			return
		}
		index := rows.Index()
		for _, matchCase := range []bool{false, true} {
			in := func(text string) bool { return isIn(text, needle, matchCase) }
			m := newMatcher(needle, matchCase, false)
			anywhere, inName := index.Find(m, false), index.Find(m, true)
			for i, row := range rows {
				if want := in(row.text) || in(row.name); anywhere[i] != want {
					t.Errorf("%q (case %t) is found in %q or %q: %t", needle, matchCase, row.text, row.name, anywhere[i])
				}
				if index.has(m, false, i) != anywhere[i] || index.has(m, true, i) != inName[i] {
					t.Errorf("%q (case %t) is found in %q or %q only when that is looked at by itself, or only when not", needle, matchCase, row.text, row.name)
				}
				if want := in(row.name); inName[i] != want || m.Match(row.name) != want {
					t.Errorf("%q (case %t) is found in the name %q: %t and %t", needle, matchCase, row.name, inName[i], m.Match(row.name))
				}
			}
			whole := newMatcher(needle, matchCase, true)
			for i, found := range index.Find(whole, true) {
				if found != whole.Match(rows[i].name) {
					t.Errorf("%q (case %t) is %q: %t", needle, matchCase, rows[i].name, found)
				}
			}
		}
	})
}

func isIn(name, needle string, matchCase bool) bool {
	runes, length := []rune(name), len([]rune(needle))
	for i := 0; i+length <= len(runes); i++ {
		part := string(runes[i : i+length])
		if part == string([]rune(needle)) || !matchCase && strings.EqualFold(part, string([]rune(needle))) {
			return true
		}
	}
	return false
}

// FuzzRegexp compares what is kept by an expression with what the expression matches: texts that must be in a name are looked for first.
func FuzzRegexp(f *testing.F) {
	for _, expression := range []string{"a|b", "(?:ab)+c", "x{2,3}", "(?i:É)f", "(a|bc|d*)e", "^$", "k.s"} {
		f.Add(expression, "Éf aab", "bce", "\u212a\xffſ")
	}
	f.Fuzz(func(t *testing.T, expression, a, b, c string) {
		rows := shopRows{{text: a, name: b}, {text: b, name: c}, {text: c, name: c}}
		for _, matchCase := range []bool{false, true} {
			p := parser{Options: Options{MatchCase: matchCase, Regexp: true}}
			m, problem := p.compile(expression, func(int, int) *Problem { return &Problem{} })
			if problem != nil {
				return
			}
			source := expression
			if !matchCase {
				source = "(?i)" + expression
			}
			plain := regexp.MustCompile(source)
			for i, found := range rows.Index().Find(m, false) {
				valid := func(text string) string { return string(appendValid(nil, []byte(text))) }
				if want := plain.MatchString(valid(rows[i].text)) || plain.MatchString(valid(rows[i].name)); found != want {
					t.Errorf("%q, of which %q must be there, matches %q or %q: %t", source, m.literals, rows[i].text, rows[i].name, found)
				}
			}
		}
	})
}

// FuzzParse reads any text: what is wrong has a sentence and a place, and what is right is understood alike with white space around.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"tottime > 10ms", `-file:"a b`, "ncalls>=10k share<5 %", "a -> <lambda> 🙂 x<3", "percall = 1", "origin:x", `""""`, "name:(", "line=1e", "-", "calls:≥≠",
	} {
		f.Add(text, true, false)
		f.Add(text, false, true)
	}
	rows := shopRows{{text: "a.py:1(f)", name: "f", file: "a.py"}, {text: "{len}", name: "{len}"}}
	f.Fuzz(func(t *testing.T, text string, matchCase, expression bool) {
		options := Options{matchCase, expression}
		e, err := Parse(text, shopFields, options)
		if err != nil {
			problem := err.(*Problem)
			if problem.Text == "" || problem.Start < 0 || problem.Start >= problem.End || problem.End > utf16Length(text) {
				t.Fatalf("%q: %+v", text, problem)
			}
			return
		}
		if kept := e.Keep(rows); kept != nil && len(kept) != len(rows) {
			t.Fatalf("%q: %d rows", text, len(kept))
		}
		again, err := Parse(" "+text+"\n", shopFields, options)
		if err != nil || fmt.Sprint(describe(again)) != describe(e) {
			t.Errorf("%q: with white space %q, without %q (%v)", text, describe(again), describe(e), err)
		}
	})
}

// Conditions and words keep the same rows in any order: where few are left they are looked at one by one.
func TestKeepAmongMany(t *testing.T) {
	var rows shopRows
	for i := range 1000 {
		rows = append(rows, shopRow{text: fmt.Sprintf("/shop/m%d.py:%d(f%d)", i%7, i, i), name: fmt.Sprintf("C%d.f%d", i%5, i), figures: map[string]float64{"line": float64(i)}})
	}
	for _, options := range []Options{{}, {MatchCase: true}} {
		for _, words := range []string{"C3 m2 f1", "m2 f1 C3 line < 300", "name:C3 -f2 line<30", "-C1 line > 990", "name=C3.f33 line < 50", "nothing f C", "f33 name!=C3.f33"} {
			var want []int
			e, err := Parse(words, shopFields, options)
			if err != nil {
				t.Fatal(err)
			}
			for i := range rows {
				alone := e.Keep(rows[i : i+1])
				if alone[0] {
					want = append(want, i)
				}
			}
			var got []int
			for i, is := range e.Keep(rows) {
				if is {
					got = append(got, i)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q %+v keeps %v, want %v", words, options, got, want)
			}
		}
	}
}
