package view

import "tottime/profiler/filter"

// Choose reports by function which of those that have a record an expression with conditions of Fields keeps; nil stands for all. corrected says that
// conditions on times are of the corrected ones, where there are any.
func (t *Table) Choose(e *filter.Expression, corrected bool) []bool {
	rows := tableRows{t, correctedGraph{t.graph, t.total}}
	if corrected && t.corrected.Graph != nil {
		rows.times = t.corrected
	}
	return e.Keep(rows)
}
