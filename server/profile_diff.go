package server

import (
	"context"
	"fmt"

	"tottime/profiler/difference"
	"tottime/protocol"
)

// diffKeys says what each column of the table of differences is called in the core.
var diffKeys = map[protocol.DiffKey]difference.Key{
	protocol.DiffByName: difference.ByName, protocol.DiffByFile: difference.ByFile, protocol.DiffByKind: difference.ByKind,
	protocol.DiffCallsBefore: difference.CallsBefore, protocol.DiffCallsAfter: difference.CallsAfter,
	protocol.DiffCallsDifference: difference.CallsDifference, protocol.DiffCallsPercent: difference.CallsPercent,
	protocol.DiffSelfBefore: difference.SelfBefore, protocol.DiffSelfAfter: difference.SelfAfter,
	protocol.DiffSelfDifference: difference.SelfDifference, protocol.DiffSelfPercent: difference.SelfPercent,
	protocol.DiffCumulativeBefore: difference.CumulativeBefore, protocol.DiffCumulativeAfter: difference.CumulativeAfter,
	protocol.DiffCumulativeDifference: difference.CumulativeDifference, protocol.DiffCumulativePercent: difference.CumulativePercent,
}

// diffKinds says what each kind of difference is called on the wire.
var diffKinds = [difference.KindCount]protocol.DiffKind{
	difference.New: protocol.DiffNew, difference.Gone: protocol.DiffGone, difference.Slower: protocol.DiffSlower,
	difference.Faster: protocol.DiffFaster, difference.Same: protocol.DiffSame,
}

// profileDiff answers one page of the differences between two profiles.
func (s *session) profileDiff(_ context.Context, p protocol.ProfileDiffParams) (result protocol.ProfileDiffResult, err error) {
	query, err := diffQuery(p)
	if err != nil {
		return result, err
	}
	base, err := s.profiles.get(p.Base)
	if err != nil {
		return result, err
	}
	head, err := s.profiles.get(p.Head)
	if err != nil {
		return result, err
	}
	table := s.profiles.compare(base, head)
	result.Total, result.Counts, result.Warnings = wireDiffTotal(table.Total()), wireDiffCounts(table.Counts(query.Tolerance)), diffWarnings(base, head)
	page, err := table.Page(query)
	if err != nil {
		result.Problem, err = filterProblem(err)
		return result, err
	}
	result.Matching = page.Matching
	result.Rows = make(protocol.List[protocol.DiffRow], len(page.Rows))
	for i, row := range page.Rows {
		result.Rows[i] = wireDiffRow(base, head, row)
	}
	return result, nil
}

func diffQuery(p protocol.ProfileDiffParams) (query difference.Query, err error) {
	if p.Offset < 0 || p.Limit < 0 || p.Limit > maxRows {
		return query, fmt.Errorf("%w: %d rows from row %d; ask for 0 to %d rows from row 0 on", errInvalidParams, p.Limit, p.Offset, maxRows)
	}
	if t := p.Tolerance; !(t.Seconds >= 0 && t.Share >= 0) {
		return query, fmt.Errorf("%w: a tolerance of %v s or %v of the time; neither can be below 0", errInvalidParams, t.Seconds, t.Share)
	}
	filter, err := coreFilter(p.Filter)
	if err != nil {
		return query, err
	}
	query = difference.Query{Filter: filter, Top: p.Filter.Top, Tolerance: difference.Tolerance(p.Tolerance), Offset: p.Offset, Limit: p.Limit}
	for _, column := range p.Sort {
		key, ok := diffKeys[column.Key]
		if !ok {
			return query, fmt.Errorf("%w: there is no sort key %q", errInvalidParams, column.Key)
		}
		query.Columns = append(query.Columns, difference.Column{Key: key, Descending: column.Descending})
	}
	for _, kind := range p.Kinds {
		if k, ok := coreDiffKind(kind); ok {
			query.Kinds |= difference.KindsOf(k)
		} else {
			return query, fmt.Errorf("%w: there is no kind %q", errInvalidParams, kind)
		}
	}
	return query, nil
}

func coreDiffKind(wire protocol.DiffKind) (difference.Kind, bool) {
	for k, name := range diffKinds {
		if name == wire {
			return difference.Kind(k), true
		}
	}
	return 0, false
}
