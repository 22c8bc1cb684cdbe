// Package export writes a profile for other programs: rows of its table as text, and files.
package export

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

// Format is a way to write a table.
type Format int

// The formats.
const (
	// Pstats is the table that pstats prints, byte for byte but for names that Visible changes.
	Pstats Format = iota
	// Markdown is a table of GitHub Flavored Markdown.
	Markdown
	// CSV is comma-separated values (RFC 4180) with a header. Times are in seconds.
	CSV
)

// MostText is how many bytes of text a table has at most, but for its last row.
const MostText = 32 << 20

// Table is what to write of a profile.
type Table struct {
	Graph *callgraph.Graph
	// StripDirectories leaves the folders of files out.
	StripDirectories bool
	// Corrected adds the corrected times to Markdown and CSV.
	Corrected bool
}

// Text writes rows, each of a function of the graph. written is the number of those that it has: not all where that would be more than MostText.
func (t Table) Text(format Format, rows []view.Row) (text string, written int) {
	var out strings.Builder
	write := map[Format]writer{Pstats: pstatsWriter{}, Markdown: markdownWriter{}, CSV: csvWriter{}}[format]
	out.WriteString(write.head(t))
	var line []byte
	for _, row := range rows {
		if out.Len() >= MostText {
			break
		}
		line = write.row(line[:0], t, row)
		out.Write(line)
		written++
	}
	return out.String(), written
}

// writer writes tables in a format.
type writer interface {
	head(t Table) string
	row(line []byte, t Table, row view.Row) []byte
}

// file is the name of a file as the table has it.
func (t Table) file(name string) string {
	if !t.StripDirectories {
		return name
	}
	slashes := "/"
	if windows.MatchString(name) {
		slashes = `/\`
	}
	return name[strings.LastIndexAny(name, slashes)+1:]
}

// windows matches absolute names of files on Windows. Elsewhere a backslash may be part of a file's name.
var windows = regexp.MustCompile(`^([A-Za-z]:[/\\]|\\\\)`)

// mostName is how many characters of a name are written: only a name that is meant to do harm is longer.
const mostName = 4096

// Visible is a text that shows all its characters: those that cannot be seen, or would turn the text around them, are written as Python escapes them,
// such as \n or \u202e. A text of more than 4,096 characters is cut.
func Visible(text string) string {
	length := 0
	for i, r := range text {
		if length == mostName {
			return text[:i] + "…"
		}
		if length++; hidden(r, text[i:]) {
			return visible(text)
		}
	}
	return text
}

func visible(text string) string {
	var out strings.Builder
	length := 0
	for i, r := range text {
		if length == mostName {
			out.WriteString("…")
			break
		}
		length++
		if hidden(r, text[i:]) {
			out.WriteString(escape(r, text[i]))
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// hidden reports whether a character of a text cannot be seen, or is no character.
func hidden(r rune, rest string) bool {
	switch {
	case r < ' ', 0x7f <= r && r < 0xa0: // controls
		return true
	case r == 0x61c, 0x200b <= r && r <= 0x200f, 0x2028 <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f, r == 0xfeff: // without width, of direction, of lines
		return true
	case r == utf8.RuneError:
		_, size := utf8.DecodeRuneInString(rest)
		return size == 1
	}
	return false
}
