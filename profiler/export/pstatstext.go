package export

import (
	"unicode/utf8"

	"tottime/profiler/callgraph"
	"tottime/profiler/pstats"
	"tottime/profiler/view"
)

type pstatsWriter struct{}

func (pstatsWriter) head(Table) string { return pstats.TableHead }

func (pstatsWriter) row(line []byte, t Table, row view.Row) []byte {
	line = pstats.AppendFigures(line, row.Figures)
	line = append(line, Visible(t.standardName(row.Function))...)
	return append(line, '\n')
}

// standardName is a function's name as pstats prints it. Of one that is too long to be written no more is copied than can be seen of it.
func (t Table) standardName(f int) string {
	const most = mostName * utf8.UTFMax
	file, name := t.file(t.Graph.File(f)), t.Graph.Name(f)
	if len(file) > most || len(name) > most {
		return callgraph.StandardName(file[:min(len(file), most)], t.Graph.Line(f), name[:min(len(name), most)])
	}
	return string(pstats.AppendName(nil, t.Graph, f, file))
}
