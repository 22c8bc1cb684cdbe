package view

import (
	"tottime/profiler/filter"
	"tottime/profiler/origin"
)

// Filter chooses functions of a table. Filters are comparable.
type Filter struct {
	// Text is in the language of package filter.
	Text string
	// MatchCase says that case matters in Text, Regexp that what is left of it without its conditions is a regular expression.
	MatchCase, Regexp bool
	// Corrected says that conditions on times are of the corrected ones, where there are any.
	Corrected bool
	// Hidden are the origins whose functions are left out.
	Hidden origin.Set
}

// Keep reports by function which of them a filter keeps; nil stands for all. What is wrong with the filter's text is a *filter.Problem. The result must
// not be changed.
func (t *Table) Keep(f Filter) ([]bool, error) {
	kept := t.match(f.Text)
	if f.Hidden == 0 {
		return kept, nil
	}
	if kept == nil {
		kept = make([]bool, t.graph.Len())
		for i := range t.graph.Recorded() {
			kept[i] = true
		}
	}
	for i := range t.graph.Recorded() {
		kept[i] = kept[i] && !f.Hidden.Has(t.origin(i))
	}
	return kept, nil
}

var _ error = (*filter.Problem)(nil)

// origin is where a function comes from.
func (t *Table) origin(f int) origin.Origin {
	if Builtin(t.graph, f) {
		return origin.Builtin
	}
	return t.places(t.graph.File(f)).Origin
}
