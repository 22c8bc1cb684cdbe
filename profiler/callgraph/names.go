package callgraph

import (
	"strconv"
	"strings"
)

// StandardName returns a function's name as pstats prints it (Lib/pstats.py, func_std_string): "file:line(name)", or for a
// function written in C its name alone, in braces where it has angle brackets.
func StandardName(file string, line int, name string) string {
	return string(AppendStandardName(nil, file, line, name))
}

// AppendStandardName appends what StandardName returns.
func AppendStandardName(to []byte, file string, line int, name string) []byte {
	if file == "~" && line == 0 {
		if strings.HasPrefix(name, "<") && strings.HasSuffix(name, ">") {
			to = append(to, '{')
			to = append(to, name[1:len(name)-1]...)
			return append(to, '}')
		}
		return append(to, name...)
	}
	to = append(to, file...)
	to = append(to, ':')
	to = strconv.AppendInt(to, int64(line), 10)
	to = append(to, '(')
	to = append(to, name...)
	return append(to, ')')
}
