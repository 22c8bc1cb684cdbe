package pstats

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
)

// What sequences are made of. Each Python 3 does the same with all of it, except where dialect says otherwise.
var (
	parityKeys = []string{"calls", "ncalls", "cumtime", "cumulative", "filename", "line", "module", "name", "nfl", "pcalls", "stdname", "time",
		"tottime", "ca", "cu", "cumt", "filen", "l", "m", "na", "nc", "nf", "p", "s", "ti", "to"}
	parityEnum         = []string{"CALLS", "CUMULATIVE", "FILENAME", "LINE", "NAME", "NFL", "PCALLS", "STDNAME", "TIME"}
	parityRestrictions = []any{0, 1, 3, 10, 100000, -1, json.Number("0.0"), 0.1, 0.333, 0.5, 0.999, json.Number("1.0"), 0.00001, -0.5, 1.5, "shapes",
		`\.py:\d+\(`, "^{", `^\{built-in`, "(", "[a-", "*", "it's", `"`, `a\`, `\bf\w*\b`, "a{2,1}", "x{,3}lt", "(?P<n>area)", `\)$`, "x*?y", "(?x) a r e a # here", "\t'\"",
		"a**", "[z-a]", "(?P<n", "(?i)SHAPES|FIB", "größe", "数", `[^\W\d]`}
	parityReports = []string{"print_stats", "print_stats", "print_stats", "print_callers", "print_callees", "get_stats_profile"}
)

// sequences makes sequences of operations for a Python as a user might who is not careful.
type sequences struct {
	random *rand.Rand
	dialect
	paths  []string
	folder string // for what is saved on the way
	saved  int
}

func pick[T any](s *sequences, from []T) T { return from[s.random.IntN(len(from))] }

// next makes a sequence. Most keep to files of one profiler: Python cannot add calls that profile has counted to those that cProfile has timed,
// and what the heading of a report on both says depends on which function comes first.
func (s *sequences) next() testCase {
	all := s.paths
	defer func() { s.paths = all }()
	if counted := s.random.IntN(3) == 0; s.random.IntN(10) > 0 || !s.ordered {
		s.paths = slices.DeleteFunc(slices.Clone(all), func(path string) bool { return countedOnly(path) != counted })
	}
	operations := [][]any{s.files("load", 1+s.random.IntN(8)/7)}
	for range 1 + s.random.IntN(6) {
		switch s.random.IntN(10) {
		case 0, 1:
			operations = append(operations, s.files("add", 1+s.random.IntN(5)/4))
		case 2:
			if s.ordered {
				operations = append(operations, []any{"strip_dirs"})
			}
		case 3:
			operations = append(operations, []any{"reverse_order"})
		case 4:
			s.saved++
			operations = append(operations, []any{"reload", fmt.Sprintf("%s/saved-%d.stats", s.folder, s.saved)})
		case 5, 6, 7:
			operations = append(operations, s.sort())
		default:
			operations = append(operations, s.report()...)
		}
	}
	return testCase{Operations: append(operations, s.report()...)}
}

func (s *sequences) files(operation string, n int) []any {
	files := []any{operation}
	for range n {
		files = append(files, pick(s, s.paths))
	}
	return files
}

func (s *sequences) sort() []any {
	if s.random.IntN(6) == 0 {
		return []any{"sort_stats", s.random.IntN(4) - 1}
	}
	operation, words := "sort_stats", parityKeys
	if s.hasSortKey && s.random.IntN(6) == 0 {
		operation, words = "sort_keys", parityEnum
	}
	sort := []any{operation}
	for range s.random.IntN(4) {
		sort = append(sort, pick(s, words))
	}
	return sort
}

// report makes a report. Where functions are in no order of their own it is preceded by a sort that leaves no ties.
func (s *sequences) report() (operations [][]any) {
	restrictions := parityRestrictions
	if !s.ordered {
		operations = append(operations, []any{"sort_stats", pick(s, []string{"calls", "cumulative", "line", "time"}), "nfl"})
		restrictions = restrictions[:slices.Index(restrictions, any("(?i)SHAPES|FIB"))] // the rest is not ASCII to Python 2
	}
	name := pick(s, parityReports)
	if name == "get_stats_profile" {
		if s.hasProfile {
			return append(operations, []any{name})
		}
		name = "print_stats"
	}
	report := []any{name}
	for range s.random.IntN(4) {
		report = append(report, pick(s, restrictions))
	}
	return append(operations, report)
}

// countedOnly reports whether a file is by the profile module, which counts the calls between functions but does not time them.
func countedOnly(path string) bool { return byCounting.MatchString(path) }

// byCounting matches files by the profile module, as they are committed or recorded, and as we write them.
var byCounting = regexp.MustCompile(`[/-]profile[/-]`)

// addsOneProgramTwice reports whether a sequence adds up profiles of one program by the profile module of several Pythons. Then we differ: to
// CPython the code objects by which they are named are different functions, which look the same when printed; to us they are one.
func (c testCase) addsOneProgramTwice() bool {
	programs := make(map[string]string)
	for _, operation := range c.Operations {
		for _, argument := range operation[1:] {
			path, _ := argument.(string)
			if !byProfile.MatchString(path) {
				continue
			}
			program := byProfile.FindStringSubmatch(path)[1]
			if programs[program] != "" && programs[program] != path {
				return true
			}
			programs[program] = path
		}
	}
	return false
}

// byProfile matches files by the profile module, as they are committed and as we write them, and finds the program.
var byProfile = regexp.MustCompile(`(?:^|/)profile[/-][^/-]+[/-](\w+)\.stats$`)
