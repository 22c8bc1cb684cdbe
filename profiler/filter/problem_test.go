package filter

import (
	"errors"
	"strings"
	"testing"
)

// Each problem is a sentence that says the way out, and marks its place, which is in brackets here.
func TestProblems(t *testing.T) {
	const columns = "There are ncalls, tottime, tottime/call, cumtime, tottime-difference, share, line, name, file and origin. To look for the text itself, write it in quotes."
	for _, test := range []struct {
		marked string
		want   string
	}{
		{"[totaltime] > 1", `There is no column "totaltime". Is it tottime that you mean?`},
		{"a [totaltime]>1", `There is no column "totaltime". Is it tottime that you mean?`},
		{"-[totaltime] > 1", `There is no column "totaltime". Is it tottime that you mean?`},
		{"[tottime-diference] > 1", `There is no column "tottime-diference". Is it tottime-difference that you mean?`},
		{"[cal] > 1", `There is no column "cal". Is it ncalls that you mean?`},
		{"[weight] > 5", `There is no column "weight". ` + columns},
		{"[weight] > ", `There is no column "weight". ` + columns},
		{"[a] = b", `There is no column "a". ` + columns},
		{"[x]<3", `There is no column "x". ` + columns},
		{"ä🙂 [x]<3", `There is no column "x". ` + columns},
		{"[tottime >]", "After tottime > belongs a time, such as 10ms, 50us or 1.5s."},
		{"[-tottime >=]  ", "After tottime >= belongs a time, such as 10ms, 50us or 1.5s."},
		{"tottime > [much]", `"much" is no number. After tottime > belongs a time, such as 10ms, 50us or 1.5s.`},
		{"tottime > [<lambda>]", `"<lambda>" is no number. After tottime > belongs a time, such as 10ms, 50us or 1.5s.`},
		{"share:[x]", `"x" is no number. After share : belongs a percentage, such as 5%.`},
		{"ncalls > [10ms]", "ms does not fit ncalls: there belongs a number, such as 100 or 10k."},
		{"tottime > [5%]", "% does not fit tottime: there belongs a time, such as 10ms, 50us or 1.5s. For a part of the whole there is share."},
		{"cumtime > [5%]", "% does not fit cumtime: there belongs a time, such as 10ms, 50us or 1.5s."},
		{"share > [5ms] x", "ms does not fit share: there belongs a percentage, such as 5%."},
		{"tottime > [10parsecs]", `There is no unit "parsecs". After tottime belongs a time, such as 10ms, 50us or 1.5s.`},
		{"tottime > [1,5s]", `"1,5" is no number. Write it with a point, and without separators between thousands.`},
		{"tottime > [1.2.3]", `"1.2.3" is no number that can be compared with. After tottime belongs a time, such as 10ms, 50us or 1.5s.`},
		{"ncalls > [1e999]", `"1e999" is no number that can be compared with. After ncalls belongs a number, such as 100 or 10k.`},
		{"[percall >] 1ms", "percall may be one of several columns. Write tottime/call or cumtime/call."},
		{"[file:]", "After file: belongs a text to look for."},
		{`[name:""] x`, "After name: belongs a text to look for."},
		{"[name >] 5", "name is a text: it cannot be compared by >. Write name: and what to look for."},
		{"origin:[mars]", `There is no origin "mars". There are project, package and standardLibrary.`},
		{`a ["b c]`, `The quotation mark has no counterpart. Close it, or write """" to look for one.`},
		{`file:["b c]`, `The quotation mark has no counterpart. Close it, or write """" to look for one.`},
		{"a [-]", `After the minus sign belongs what must not be found. To look for the sign itself, write it in quotes: "-".`},
		{"[>]", "Before > belongs a column, as in tottime > 10ms. To look for the text itself, write it in quotes."},
		{"a b: [>=5ms]", "Before >=5ms belongs a column, as in tottime > 10ms. To look for the text itself, write it in quotes."},
	} {
		checkProblem(t, test.marked, Options{}, test.want)
	}
	for _, test := range []struct{ marked, want string }{
		{"[(a]", "This is no regular expression: missing closing ): (a"},
		{"tottime > 1ms a[+*]", "This is no regular expression: invalid nested repetition operator: +*"},
		{"ä +tottime > 1ms a[++]", "This is no regular expression: invalid nested repetition operator: ++"},
		{"name:[a**]", "This is no regular expression: invalid nested repetition operator: **"},
		{"(?:a{100})[{100}]", "This is no regular expression: invalid repeat count: {100}"},
		{`[\w{600}\w{600}]`, "This regular expression would take too long. Write a shorter one, with fewer repetitions."},
		{"[totaltime] > 1", `There is no column "totaltime". Is it tottime that you mean?`},
	} {
		checkProblem(t, test.marked, Options{Regexp: true}, test.want)
	}
}

// checkProblem reads a text in which square brackets mark where the problem is.
func checkProblem(t *testing.T, marked string, options Options, want string) {
	t.Helper()
	open, end := strings.IndexByte(marked, '['), strings.LastIndexByte(marked, ']')
	text := marked[:open] + marked[open+1:end] + marked[end+1:]
	e, err := Parse(text, shopFields, options)
	problem, is := errors.AsType[*Problem](err)
	if !is {
		t.Errorf("%q is understood as %q (%v), want the problem %q", text, describe(e), err, want)
		return
	}
	start := utf16Length(marked[:open])
	if problem.Text != want || problem.Start != start || problem.End != start+utf16Length(marked[open+1:end]) {
		t.Errorf("%q: %d to %d: %s\nwant %d to %d: %s", text, problem.Start, problem.End, problem.Text, start, start+utf16Length(marked[open+1:end]), want)
	}
}

func TestLimits(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{strings.Repeat("ä", maxLength+1), "The filter is too long: it has 10001 characters, and may have 10000."},
		{strings.Repeat("a ", maxParts+1), "The filter has too many words and conditions: there may be 64."},
	} {
		if _, err := Parse(test.text, shopFields, Options{}); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
	if _, err := Parse(strings.Repeat("a ", maxParts), shopFields, Options{}); err != nil {
		t.Error(err)
	}
}
