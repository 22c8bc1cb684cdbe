package export

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

type csvWriter struct{}

func (csvWriter) head(t Table) string {
	head := "function,file,line,calls,primitive calls,self seconds,self seconds per call,cumulative seconds,cumulative seconds per call,self share,cumulative share"
	if t.Corrected {
		head += ",corrected self seconds,corrected cumulative seconds"
	}
	return head + "\r\n"
}

func (csvWriter) row(line []byte, t Table, row view.Row) []byte {
	line = appendText(line, row.Name)
	line = appendText(append(line, ','), t.file(row.File))
	line = append(line, ',')
	if row.Line > 0 {
		line = strconv.AppendInt(line, int64(row.Line), 10)
	}
	line = appendCount(append(line, ','), row.Calls)
	line = appendCount(append(line, ','), row.PrimitiveCalls)
	line = appendSeconds(append(line, ','), &row.Self)
	line = appendSeconds(append(line, ','), row.SelfPerCall)
	line = appendSeconds(append(line, ','), &row.Cumulative)
	line = appendSeconds(append(line, ','), row.CumulativePerCall)
	line = appendSeconds(append(line, ','), &row.Share)
	line = appendSeconds(append(line, ','), &row.CumulativeShare)
	if t.Corrected {
		var self, cumulative *float64
		if row.Corrected != nil {
			self, cumulative = &row.Corrected.Self, &row.Corrected.Cumulative
		}
		line = appendSeconds(append(line, ','), self)
		line = appendSeconds(append(line, ','), cumulative)
	}
	return append(line, "\r\n"...)
}

// appendText appends a field. Spreadsheets take what begins with one of a few signs for a formula and run it, which somebody may want who made a profile:
// such a field begins with an apostrophe.
func appendText(line []byte, text string) []byte {
	text = Visible(text)
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune("=+-@＝＋－＠", first) {
		text = "'" + text
	}
	if !strings.ContainsAny(text, `",`) && text == strings.TrimSpace(text) {
		return append(line, text...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(text, `"`, `""`)...)
	return append(line, '"')
}

func appendCount(line []byte, calls int64) []byte {
	if calls == callgraph.Uncounted {
		return line
	}
	return strconv.AppendInt(line, calls, 10)
}

// appendSeconds appends the shortest digits that stand for a number, nothing for what is none.
func appendSeconds(line []byte, seconds *float64) []byte {
	if seconds == nil || math.IsNaN(*seconds) || math.IsInf(*seconds, 0) {
		return line
	}
	return strconv.AppendFloat(line, *seconds, 'f', -1, 64)
}
