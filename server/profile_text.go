package server

import (
	"context"
	"fmt"
	"math"

	"tottime/profiler/export"
	"tottime/profiler/view"
	"tottime/protocol"
)

// textFormats says what each format of text is called in the core.
var textFormats = map[protocol.TextFormat]export.Format{
	protocol.TextPstats: export.Pstats, protocol.TextMarkdown: export.Markdown, protocol.TextCSV: export.CSV,
}

// profileText answers rows of the table as text.
func (s *session) profileText(_ context.Context, p protocol.ProfileTextParams) (result protocol.ProfileTextResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	format, known := textFormats[p.Format]
	switch {
	case !known:
		return result, fmt.Errorf("%w: there is no format of text %q", errInvalidParams, p.Format)
	case p.Limit < 0:
		return result, fmt.Errorf("%w: at most %d rows; ask for 1 or more, or 0 for all", errInvalidParams, p.Limit)
	case p.Limit == 0:
		p.Limit = math.MaxInt
	}
	var rows []view.Row
	if len(p.Functions) > 0 {
		result.Matching = len(p.Functions)
		for _, id := range p.Functions[:min(len(p.Functions), p.Limit)] {
			f, err := opened.function(id)
			if err != nil {
				return result, err
			}
			rows = append(rows, opened.table.Row(f))
		}
	} else {
		page, err := opened.allRows(p.Sort, p.Filter, p.Limit)
		if err != nil {
			return result, err
		}
		rows, result.Matching = page.Rows, page.Matching
	}
	result.Text, result.Rows = opened.textTable(p.StripDirectories, p.Corrected).Text(format, rows)
	return result, nil
}

// allRows are the first rows of the table, up to a limit.
func (p *profile) allRows(sort protocol.List[protocol.SortColumn], filter protocol.Filter, limit int) (page view.Page, err error) {
	query := view.Query{Top: filter.Top, Limit: limit}
	if query.Filter, err = coreFilter(filter); err != nil {
		return page, err
	}
	if query.Columns, err = sortColumns(sort, p.corrected); err != nil {
		return page, err
	}
	page, err = p.table.Page(query)
	if problem, other := filterProblem(err); problem != nil {
		return page, fmt.Errorf("%w: the filter: %s", errInvalidParams, problem.Text)
	} else if other != nil {
		return page, other
	}
	return page, nil
}

// textTable is how the profile's table is written.
func (p *profile) textTable(stripDirectories, corrected bool) export.Table {
	return export.Table{Graph: p.graph, StripDirectories: stripDirectories, Corrected: corrected && p.corrected != nil}
}
