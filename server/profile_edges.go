package server

import (
	"fmt"
	"math"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
	"tottime/profiler/view/callpath"
	"tottime/protocol"
)

// maxPath is how many functions a path has at most.
const maxPath = 1000

// profileEdges answers one page of the callers or callees at the end of a path.
func (s *session) profileEdges(direction callpath.Direction, p protocol.ProfileEdgesParams) (result protocol.ProfileEdgesResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	if p.Offset < 0 || p.Limit < 0 || p.Limit > maxRows {
		return result, fmt.Errorf("%w: %d rows from row %d; ask for 0 to %d rows from row 0 on", errInvalidParams, p.Limit, p.Offset, maxRows)
	}
	query := callpath.Query{Direction: direction, Offset: p.Offset, Limit: p.Limit}
	if query.Path, err = opened.functionsOf(p.Path); err != nil {
		return result, err
	}
	if len(query.Path) == 0 {
		return result, fmt.Errorf("%w: the path is empty; name a function", errInvalidParams)
	}
	if query.Columns, err = sortColumns(p.Sort, opened.corrected); err != nil {
		return result, err
	}
	page, err := opened.callPaths.Page(query)
	if err != nil {
		return result, err
	}
	result.Function, result.Matching = wireRow(opened.table.Row(query.Path[len(query.Path)-1])), page.Matching
	result.Rows = make(protocol.List[protocol.EdgeRow], len(page.Calls))
	for i, call := range page.Calls {
		row := opened.table.Row(call.Function)
		result.Rows[i] = wireCall(call, row)
		if result.Rows[i].Further = row.Callees; direction == callpath.Callers {
			result.Rows[i].Further = row.Callers
		}
		if page.Corrected != nil {
			result.Rows[i].Corrected = wireCorrectedEdge(page.Corrected[i])
		}
	}
	return result, nil
}

// functionsOf are the numbers of the functions of a path with these ids.
func (p *profile) functionsOf(ids []string) ([]int, error) {
	if len(ids) > maxPath {
		return nil, fmt.Errorf("%w: the path has %d functions; %d are the most", errInvalidParams, len(ids), maxPath)
	}
	path := make([]int, len(ids))
	for i, id := range ids {
		f, err := p.function(id)
		if err != nil {
			return nil, err
		}
		path[i] = f
	}
	return path, nil
}

func wireCall(c callpath.Call, row view.Row) protocol.EdgeRow {
	return protocol.EdgeRow{
		Function: functionID(c.Function), Name: shortened(row.Name), Builtin: row.Builtin, File: shortened(row.File), Line: row.Line, Origin: origins[row.Origin],
		Calls: wholeOrAbsent(c.Calls), PrimitiveCalls: wholeOrAbsent(c.PrimitiveCalls), Self: known(c.Self), Cumulative: known(c.Cumulative),
		SelfPerCall: known(c.SelfPerCall()), CumulativePerCall: known(c.CumulativePerCall()), Part: known(c.Part),
		Estimated: c.Estimated, Recursive: c.Recursive,
	}
}

func wireCorrectedEdge(f callgraph.Figures) *protocol.CorrectedEdge {
	return &protocol.CorrectedEdge{
		Self: finite(f.Self), Cumulative: finite(f.Cumulative), SelfPerCall: known(f.SelfPerCall()), CumulativePerCall: known(f.CumulativePerCall()),
	}
}

// known is x, absent where it is not known or JSON has no number for it.
func known(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return finiteOrAbsent(&x)
}
