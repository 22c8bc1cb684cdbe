package server

import (
	"context"
	"errors"
	"fmt"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
	"tottime/protocol"
)

// maxRows is how many rows a page has at most.
const maxRows = 1000

// sortKeys says what each key on the wire is called in the core.
var sortKeys = map[protocol.SortKey]callgraph.Key{
	protocol.SortCalls:             callgraph.Calls,
	protocol.SortPrimitiveCalls:    callgraph.PrimitiveCalls,
	protocol.SortSelf:              callgraph.Self,
	protocol.SortSelfPerCall:       callgraph.SelfPerCall,
	protocol.SortCumulative:        callgraph.Cumulative,
	protocol.SortCumulativePerCall: callgraph.CumulativePerCall,
	protocol.SortName:              callgraph.Name,
	protocol.SortFile:              callgraph.File,
	protocol.SortLine:              callgraph.Line,
	protocol.SortNameFileLine:      callgraph.NameFileLine,
	protocol.SortStandardName:      callgraph.StandardNameKey,
}

// correctedKeys are those of sortKeys of which the corrected times are sorted by.
var correctedKeys = map[protocol.SortKey]protocol.SortKey{
	protocol.SortCorrectedSelf:              protocol.SortSelf,
	protocol.SortCorrectedSelfPerCall:       protocol.SortSelfPerCall,
	protocol.SortCorrectedCumulative:        protocol.SortCumulative,
	protocol.SortCorrectedCumulativePerCall: protocol.SortCumulativePerCall,
}

// groupings says what each grouping on the wire is called in the core.
var groupings = map[protocol.Grouping]view.Grouping{
	"":                    view.Ungrouped,
	protocol.GroupClass:   view.ByClass,
	protocol.GroupFile:    view.ByFile,
	protocol.GroupPackage: view.ByPackage,
}

// profileRows answers one page of the table.
func (s *session) profileRows(_ context.Context, p protocol.ProfileRowsParams) (result protocol.ProfileRowsResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	query, err := rowsQuery(p, opened.corrected)
	if err != nil {
		return result, err
	}
	page, err := opened.table.Page(query)
	switch {
	case errors.Is(err, view.ErrNoGroup):
		return result, fmt.Errorf("%w: %w", errInvalidParams, err)
	case err != nil:
		result.Problem, err = filterProblem(err)
		return result, err
	}
	result.Matching, result.Functions, result.Self, result.Share = page.Matching, page.Functions, finite(page.Self), finite(page.Share)
	result.Rows = make(protocol.List[protocol.Row], len(page.Rows))
	for i, row := range page.Rows {
		result.Rows[i] = wireRow(row)
	}
	return result, nil
}

func rowsQuery(p protocol.ProfileRowsParams, corrected *callgraph.Graph) (view.Query, error) {
	if p.Offset < 0 || p.Limit < 0 || p.Limit > maxRows {
		return view.Query{}, fmt.Errorf("%w: %d rows from row %d; ask for 0 to %d rows from row 0 on", errInvalidParams, p.Limit, p.Offset, maxRows)
	}
	chosen, err := coreFilter(p.Filter)
	if err != nil {
		return view.Query{}, err
	}
	group, known := groupings[p.Group]
	if !known {
		return view.Query{}, fmt.Errorf("%w: there is no grouping %q", errInvalidParams, p.Group)
	}
	query := view.Query{Filter: chosen, Top: p.Filter.Top, Group: group, Within: p.Within, Offset: p.Offset, Limit: p.Limit}
	query.Columns, err = sortColumns(p.Sort, corrected)
	return query, err
}

// sortColumns are columns to sort by as the core has them. corrected is the graph without what recording cost, or nil.
func sortColumns(sort protocol.List[protocol.SortColumn], corrected *callgraph.Graph) (columns []callgraph.Column, err error) {
	for _, column := range sort {
		name, of := column.Key, (*callgraph.Graph)(nil)
		if recorded, ok := correctedKeys[name]; ok {
			name, of = recorded, corrected
		}
		key, ok := sortKeys[name]
		if !ok {
			return nil, fmt.Errorf("%w: there is no sort key %q", errInvalidParams, column.Key)
		}
		columns = append(columns, callgraph.Column{Key: key, Descending: column.Descending, Of: of})
	}
	return columns, nil
}

func wireRow(r view.Row) protocol.Row {
	row := protocol.Row{
		Group: r.Group, Functions: r.Functions, Name: shortened(r.Name), Builtin: r.Builtin, File: shortened(r.File), Line: r.Line,
		Origin: origins[r.Origin], Callers: r.Callers, Callees: r.Callees,
		Calls: wholeOrAbsent(r.Calls), PrimitiveCalls: wholeOrAbsent(r.PrimitiveCalls), Self: finite(r.Self), Cumulative: finite(r.Cumulative),
		SelfPerCall: finiteOrAbsent(r.SelfPerCall), CumulativePerCall: finiteOrAbsent(r.CumulativePerCall), CumulativeAtMost: r.CumulativeAtMost,
		Share: finite(r.Share), CumulativeShare: finite(r.CumulativeShare), Corrected: wireCorrected(r.Corrected),
	}
	if r.Group == "" {
		row.Function = functionID(r.Function)
	}
	return row
}
