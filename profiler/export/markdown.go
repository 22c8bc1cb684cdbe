package export

import (
	"fmt"
	"math"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

type markdownWriter struct{}

func (markdownWriter) head(t Table) string {
	names, rule := []string{"ncalls", "tottime", "percall", "cumtime", "percall"}, "|"
	if t.Corrected {
		names = append(names, "corrected tottime", "corrected cumtime")
	}
	for range names {
		rule += " ---: |"
	}
	return "| " + strings.Join(append(names, "function", "location"), " | ") + " |\n" + rule + " --- | --- |\n"
}

func (markdownWriter) row(line []byte, t Table, row view.Row) []byte {
	cells := []string{
		calls(row.Figures), fixed(row.Self), fixedOrBlank(row.SelfPerCall), fixed(row.Cumulative), fixedOrBlank(row.CumulativePerCall),
	}
	if t.Corrected {
		self, cumulative := "", ""
		if row.Corrected != nil {
			self, cumulative = fixed(row.Corrected.Self), fixed(row.Corrected.Cumulative)
		}
		cells = append(cells, self, cumulative)
	}
	place := t.file(row.File)
	if place != "" && row.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, row.Line)
	}
	for _, cell := range append(cells, code(row.Name), code(place)) {
		line = append(line, "| "...)
		if line = append(line, cell...); cell != "" {
			line = append(line, ' ')
		}
	}
	return append(line, "|\n"...)
}

// calls is a number of calls as pstats prints it, with that of primitive calls where they differ.
func calls(f callgraph.Figures) string {
	switch {
	case !f.Counted():
		return ""
	case f.PrimitiveCalls == f.Calls || f.PrimitiveCalls == callgraph.Uncounted:
		return fmt.Sprint(f.Calls)
	}
	return fmt.Sprintf("%d/%d", f.Calls, f.PrimitiveCalls)
}

func fixed(seconds float64) string {
	if math.IsNaN(seconds) {
		return ""
	}
	return fmt.Sprintf("%.3f", seconds)
}

func fixedOrBlank(seconds *float64) string {
	if seconds == nil {
		return ""
	}
	return fixed(*seconds)
}

// code is a text as a code span in a table's cell: nothing in it is markup, a link or a mention. Only a bar must be escaped there, and after a backslash even
// that cannot be: it is written in hexadecimal then.
func code(text string) string {
	text = strings.ReplaceAll(Visible(text), `\|`, `\x7c`)
	if text = strings.ReplaceAll(text, "|", `\|`); text == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}
