package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tottime/profiler/difference"
)

// limit is how much longer something may take, in a flag: a part of what it took, such as 10%, or a time, such as 50ms or 0.05 seconds.
type limit struct {
	text    string
	percent bool
	amount  float64 // a part, or seconds
}

// UnmarshalText reads a limit.
func (l *limit) UnmarshalText(text []byte) error {
	word := strings.TrimSpace(string(text))
	*l = limit{text: word}
	if number, percent := strings.CutSuffix(word, "%"); percent {
		x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(x >= 0 && x <= math.MaxFloat32) {
			return fmt.Errorf("%q is no percentage from 0%% on", text)
		}
		l.percent, l.amount = true, x/100
		return nil
	}
	var d duration
	if err := d.UnmarshalText([]byte(word)); err != nil || d < 0 {
		return fmt.Errorf("%q is neither a percentage, such as 10%%, nor a time, such as 50ms", text)
	}
	l.amount = float64(d) / 1e9
	return nil
}

// seconds is the limit for something that took so long.
func (l limit) seconds(before float64) float64 {
	if l.percent {
		return l.amount * before
	}
	return l.amount
}

// tolerance is how much of a difference counts as none, in a flag: a time, a percentage, or both.
type tolerance difference.Tolerance

// UnmarshalText reads a tolerance.
func (t *tolerance) UnmarshalText(text []byte) error {
	*t = tolerance{}
	for word := range strings.SplitSeq(string(text), ",") {
		var l limit
		if err := l.UnmarshalText([]byte(word)); err != nil {
			return err
		}
		if l.percent {
			t.Share = l.amount
		} else {
			t.Seconds = l.amount
		}
	}
	return nil
}

// growth is how the self time of the functions that were chosen has changed, in seconds.
type growth struct {
	functions     int
	before, after float64
}

func (d *diffReport) growth() growth {
	g := growth{functions: len(d.chosen)}
	for _, r := range d.chosen {
		if r.Base >= 0 {
			g.before += number(r.Before.Self)
		}
		if r.Head >= 0 {
			g.after += number(r.After.Self)
		}
	}
	return g
}

// over says whether the functions that were chosen got slower by more than a limit, which may be nil. Where none was chosen that cannot be said, and a check
// that can say nothing has not passed: the function may have another name by now.
func (g growth) over(l *limit) bool {
	return l != nil && (g.functions == 0 || g.after-g.before > l.seconds(g.before))
}

// mostSlower is how many functions are named that made a program slower.
const mostSlower = 5

// check ends the command with exit code 1 when the limit is passed, and says by what.
func (d *diffReport) check(env *environment, l *limit) error {
	g := d.growth()
	if !g.over(l) {
		return nil
	}
	what := "self time"
	switch n := g.functions; {
	case n == 0:
		fmt.Fprintf(env.stderr, "tottime: --restrict chooses no function of either profile, so that there is nothing for --fail-over %s to judge. Choose one by its name as the table prints it.\n", l.text)
		return exitFailure
	case n == d.counted():
	case n == 1:
		what += " of the function that --restrict chooses"
	default:
		what += fmt.Sprintf(" of the %d functions that --restrict chooses", n)
	}
	fmt.Fprintf(env.stderr, "tottime: %s grew from %.6f s to %.6f s, by %+.6f s%s: more than %s allows. What grew most:\n",
		what, g.before, g.after, g.after-g.before, inPercent(g.after-g.before, g.before), "--fail-over "+l.text)
	slower := slices.Clone(d.chosen)
	slices.SortStableFunc(slower, func(a, b difference.Row) int { return cmp.Compare(b.Change.Self, a.Change.Self) })
	for _, r := range slower[:min(len(slower), mostSlower)] {
		if r.Change.Self > 0 {
			fmt.Fprintf(env.stderr, "  %+.6f s  %s%s\n", r.Change.Self, d.name(r), whatBecame[r.Kind])
		}
	}
	return exitFailure
}

// whatBecame is said of a function that is not simply slower.
var whatBecame = map[difference.Kind]string{difference.New: " (new)"}

// counted is the number of functions in either profile.
func (d *diffReport) counted() (n int) {
	for _, c := range d.counts {
		n += c
	}
	return n
}

// inPercent is a difference as a part of what was before, in brackets, "" where that was nothing.
func inPercent(difference, before float64) string {
	if before == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s)", percent(difference/before))
}

// number is some seconds, 0 where a damaged profile has no number.
func number(seconds float64) float64 {
	if math.IsNaN(seconds) || math.IsInf(seconds, 0) {
		return 0
	}
	return seconds
}
