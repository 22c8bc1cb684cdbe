package situations_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"tottime/profiler/runs"
	"tottime/profiler/sidecar"
)

// seen is what there was to be seen of a program that a tool has run.
type seen struct {
	by             tool
	version        string
	script         string
	stdout, stderr string
	code           int
	live           bool
	plain          *seen // the same under plain Python, nil when the trial does not ask for it

	file    string           // of the profile
	profile []function       // nil when there is none that the Python's own pstats can read
	names   *sidecar.Sidecar // the profile's companion file, nil when there is none
	run     runs.Run         // what Tottime says of the run; of other tools nothing

	wrong []string
	note  string // what is to be known although it is right
}

// complain says what is wrong, once.
func (s *seen) complain(format string, args ...any) {
	if words := fmt.Sprintf(format, args...); !slices.Contains(s.wrong, words) {
		s.wrong = append(s.wrong, words)
	}
}

func (s *seen) verdict() verdict {
	if len(s.wrong) > 0 {
		return verdict{wrong, strings.Join(s.wrong, ", ")}
	}
	return verdict{right, s.note}
}

// exits complains of another exit code.
func (s *seen) exits(code int) {
	if s.code != code {
		s.complain("exit code %d instead of %d", s.code, code)
	}
}

// kept complains when there is no profile.
func (s *seen) kept() bool {
	if s.profile == nil {
		s.complain("the profile is lost")
	}
	return s.profile != nil
}

// called complains of another number of calls of a function of the program's files.
func (s *seen) called(name string, calls int) {
	if !s.kept() {
		return
	}
	switch got := s.function(name).Calls; {
	case got == 0:
		s.complain("the calls of `%s` are missing", name)
	case got != calls:
		s.complain("%d calls of `%s` instead of %d", got, name, calls)
	}
}

// function is the function of that name in the program's files, all zero where there is none.
func (s *seen) function(name string) function {
	for _, f := range s.profile {
		if f.Name == name && (filepath.Base(f.File) == s.script || filepath.Base(f.File) == "called.py") {
			return f
		}
	}
	return function{}
}

// wrote is the rest of the line that the program began so, "" when it did not.
func (s *seen) wrote(beginning string) string {
	for line := range strings.Lines(s.stdout) {
		if rest, ok := strings.CutPrefix(line, beginning+": "); ok {
			return strings.TrimSuffix(rest, "\n")
		}
	}
	return ""
}

// wrotes complains when the program wrote something else.
func (s *seen) wrotes(beginning, want string) {
	if got := s.wrote(beginning); got != want {
		s.complain("`%s` instead of `%s`", got, want)
	}
}

// like complains, in these words, when the program wrote another line than under plain Python.
func (s *seen) like(beginning, words string) {
	if s.wrote(beginning) != s.plain.wrote(beginning) {
		s.complain("%s", words)
	}
}

// says tells whether Tottime names a problem of this code.
func (s *seen) says(code string) bool {
	return slices.ContainsFunc(s.run.Problems, func(p runs.Problem) bool { return p.Code == code })
}
