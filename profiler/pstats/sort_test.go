package pstats

import (
	"errors"
	"slices"
	"testing"
)

func TestAbbreviations(t *testing.T) {
	// What pstats of CPython 3.13 has in sort_arg_dict, by asking it.
	want := []string{"ca", "cal", "call", "calls", "cu", "cumt", "cumti", "cumtim", "cumtime", "cumu", "cumul", "cumula", "cumulat", "cumulati", "cumulativ",
		"cumulative", "f", "fi", "fil", "file", "filen", "filena", "filenam", "filename", "l", "li", "lin", "line", "m", "mo", "mod", "modu", "modul",
		"module", "na", "nam", "name", "nc", "nca", "ncal", "ncall", "ncalls", "nf", "nfl", "p", "pc", "pca", "pcal", "pcall", "pcalls", "s", "st",
		"std", "stdn", "stdna", "stdnam", "stdname", "ti", "tim", "time", "to", "tot", "tott", "totti", "tottim", "tottime"}
	var got []string
	for word := range abbreviations {
		got = append(got, word)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSortKeyErrors(t *testing.T) {
	for word, want := range map[string]string{
		"c":   `no such sort key: "c" may be calls or cumtime or cumulative`,
		"x":   `no such sort key: "x"; there are calls, ncalls, cumtime, cumulative, filename, line, module, name, nfl, pcalls, stdname, time, tottime`,
		"":    `no such sort key: ""; there are calls, ncalls, cumtime, cumulative, filename, line, module, name, nfl, pcalls, stdname, time, tottime`,
		"cum": `no such sort key: "cum" may be cumtime or cumulative`,
	} {
		if _, err := ParseSortKeys(word); !errors.Is(err, ErrSortKey) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := ParseSortKeys("1", "2"); !errors.Is(err, ErrSortKey) {
		t.Errorf("several numbers: %v", err)
	}
}
