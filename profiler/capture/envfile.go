package capture

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/afero"
)

// WithEnvFile adds the variables of an environment file to env, NAME=value each, as VS Code's Python extension does: the file's go before those that are
// there, but what PATH and PYTHONPATH hold already is appended to the file's.
//
// The file has lines NAME=value. Spaces around both do not count, and lines of another form, such as comments, mean nothing. A value may stand in quotes; it
// may then go over several lines, and \n in it is a new line. ${NAME} is a variable of the lines before or of env, nothing when there is none; a backslash before
// the dollar sign keeps it as it is.
func WithEnvFile(files afero.Fs, path string, env []string) ([]string, error) {
	text, err := afero.ReadFile(files, path)
	if err != nil {
		reason := err
		if pathError := (*fs.PathError)(nil); errors.As(err, &pathError) {
			reason = pathError.Err
		}
		return nil, fmt.Errorf("cannot read the environment file %s: %w. Check its name", path, reason)
	}
	if strings.ContainsRune(string(text), 0) {
		return nil, fmt.Errorf("%s is no environment file: it is not a text. Check its name", path)
	}
	before := map[string]string{}
	for _, entry := range env {
		name, value, _ := strings.Cut(entry, "=")
		before[variableName(name)] = value
	}
	set := variables(string(text), before)
	for _, name := range []string{"PATH", "PYTHONPATH"} {
		value, ok := set[name]
		if old := strings.TrimSpace(before[name]); ok && old != "" {
			set[name] = strings.TrimPrefix(value+string(os.PathListSeparator)+old, string(os.PathListSeparator))
		}
	}
	result := slices.DeleteFunc(slices.Clone(env), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		_, replaced := set[variableName(name)]
		return replaced
	})
	for _, name := range slices.Sorted(maps.Keys(set)) {
		result = append(result, name+"="+set[name])
	}
	return result, nil
}

// variableName is a variable's name as the system compares names.
func variableName(name string) string {
	if runtime.GOOS == "windows" {
		return strings.ToUpper(name)
	}
	return name
}

// assignment is a line of an environment file.
var assignment = regexp.MustCompile(`(?s)^(_*[A-Za-z][0-9A-Za-z_]*)\s*=\s*(.*)$`)

// variables reads an environment file. before are the variables that its lines may refer to besides its own.
func variables(text string, before map[string]string) map[string]string {
	set := map[string]string{}
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for i := 0; i < len(lines); i++ {
		parts := assignment.FindStringSubmatch(strings.TrimSpace(lines[i]))
		if parts == nil {
			continue
		}
		name, value := variableName(parts[1]), parts[2]
		if whole, more := joined(value, lines[i+1:]); more > 0 {
			value = whole
			i += more
		}
		if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value = strings.ReplaceAll(value[1:n-1], `\n`, "\n")
		}
		set[name] = substituted(value, set, before)
	}
	return set
}

// joined completes a value that begins with a quote which a later line closes, and returns of how many further lines it is.
func joined(value string, next []string) (whole string, more int) {
	if value == "" || value[0] != '"' && value[0] != '\'' || len(value) > 1 && value[len(value)-1] == value[0] {
		return value, 0
	}
	whole = value
	for i, line := range next {
		line = strings.TrimSuffix(line, "\r")
		whole += "\n" + line
		if end := strings.TrimSpace(line); end != "" && end[len(end)-1] == value[0] {
			return strings.TrimSpace(whole), i + 1
		}
		if assignment.MatchString(strings.TrimSpace(line)) {
			break // the quote is a part of the value
		}
	}
	return value, 0
}

// reference is ${NAME}; what else may stand in the braces is not known.
var reference = regexp.MustCompile(`\\?\$\{[^}]*\}`)

var plainReference = regexp.MustCompile(`^\$\{[A-Za-z][0-9A-Za-z_]*\}$`)

// substituted puts in what a value refers to. One with a reference that is not known is left as it is.
func substituted(value string, set, before map[string]string) string {
	known := true
	result := reference.ReplaceAllStringFunc(value, func(found string) string {
		switch {
		case found[0] == '\\':
			return found
		case !plainReference.MatchString(found):
			known = false
			return found
		}
		name := variableName(found[2 : len(found)-1])
		if own := set[name]; own != "" {
			return own
		}
		return before[name]
	})
	if !known {
		result = value
	}
	return strings.ReplaceAll(result, `\$`, "$")
}
