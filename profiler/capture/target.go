package capture

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"tottime/profiler/runs"
)

// targetVariable tells the driver which function is to be called or which lines are to be run: see driver/tottime_target.py. Children are not given it.
const targetVariable = "TOTTIME_TARGET"

// callTarget is the code that has the driver do what targetVariable says. Python runs it as it runs a code string of the user's.
const callTarget = `__import__("sys").modules.pop("tottime_target").run()`

// arguments are the interpreter's, for a target whose path is as it is to be in sys.argv[0].
func arguments(t runs.Target) []string {
	var first []string
	switch t.Kind {
	case runs.Module:
		first = []string{"-m", t.Module}
	case runs.Code:
		first = []string{"-c", t.Code}
	case runs.Function, runs.Selection:
		first = []string{"-c", callTarget}
	case runs.Pytest, runs.Unittest:
		first = []string{"-m", string(t.Kind), t.Test}
	default:
		first = []string{t.Path}
	}
	return append(first, t.Args...)
}

// forDriver is the value of targetVariable, "" for a target that Python itself runs.
func forDriver(t runs.Target, imports bool) string {
	if t.Kind != runs.Function && t.Kind != runs.Selection {
		return ""
	}
	fields := []field{
		{"path", t.Path}, {"module", t.Module}, {"function", t.Function}, {"first", number(t.FirstLine)}, {"last", number(t.LastLine)},
	}
	if imports {
		fields = append(fields, field{"imports", "1"})
	}
	return encode(fields)
}

// field is a part of what the driver is told.
type field struct{ name, value string }

// encode writes the fields that have a value in the form that driver/tottime_options.py describes.
func encode(fields []field) string {
	var parts []string
	for _, f := range fields {
		if f.value != "" {
			parts = append(parts, f.name+"="+quoteField.Replace(f.value))
		}
	}
	return strings.Join(parts, ";")
}

var quoteField = strings.NewReplacer("%", url.QueryEscape("%"), ";", url.QueryEscape(";"))

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// absolute is a target whose path, if it has one, does not depend on the folder.
func absolute(t runs.Target, folder string) runs.Target {
	if t.Path != "" && !filepath.IsAbs(t.Path) {
		t.Path = filepath.Join(folder, t.Path)
	}
	return t
}

// whyNotStarted explains why the first line of the target was not reached.
func (s *supervision) whyNotStarted() string {
	t := s.record.Target
	if t.Path != "" {
		info, err := s.files.Stat(t.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Sprintf("there is no file %s. Check its name.", t.Path)
		case err == nil && info.IsDir():
			return fmt.Sprintf("%s is a folder. Name a Python file.", t.Path)
		}
	}
	const why = " It says why in its own message."
	switch t.Kind {
	case runs.Module:
		return fmt.Sprintf("Python did not run the first line of the module %s.", t.Module) + why
	case runs.Code:
		return "Python did not run the code." + why
	case runs.Function:
		return fmt.Sprintf("%s was not called.", t.Name()) + " Python says why in its own message."
	case runs.Selection:
		return fmt.Sprintf("lines %s of %s were not run.", t.Lines(), t.Path) + " Python says why in its own message."
	case runs.Pytest:
		return fmt.Sprintf("Python did not run pytest.%s If it is missing there, install it (%s -m pip install pytest) or choose another interpreter.",
			why, s.Interpreter.Path)
	case runs.Unittest:
		return "Python did not run unittest." + why
	}
	return fmt.Sprintf("Python did not run the first line of %s.", t.Path) + why
}
