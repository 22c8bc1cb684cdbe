package view

import (
	"tottime/profiler/callgraph"
	"tottime/profiler/filter"
	"tottime/profiler/origin"
)

// Filter chooses functions of a table. Filters are comparable.
type Filter struct {
	// Text is in the language of package filter, with conditions of Fields.
	Text string
	// MatchCase says that case matters in Text, Regexp that what is left of it without its conditions is a regular expression.
	MatchCase, Regexp bool
	// Corrected says that conditions on times are of the corrected ones, where there are any.
	Corrected bool
	// Hidden are the origins whose functions are left out.
	Hidden origin.Set
}

// Keep reports by function which of them a filter keeps; nil stands for all. What is wrong with the filter's text is a *filter.Problem. The result must
// not be changed. Functions without a record are not kept.
func (t *Table) Keep(f Filter) ([]bool, error) {
	return t.kept.get(f, func() ([]bool, error) { return t.keep(f) })
}

func (t *Table) keep(f Filter) ([]bool, error) {
	expression, err := filter.Parse(f.Text, Fields(), filter.Options{MatchCase: f.MatchCase, Regexp: f.Regexp})
	if err != nil {
		return nil, err
	}
	kept := t.Choose(expression, f.Corrected)
	if f.Hidden != 0 {
		kept = t.hide(f.Hidden, kept)
	}
	if kept != nil && len(kept) < t.graph.Len() {
		kept = append(kept, make([]bool, t.graph.Len()-len(kept))...)
	}
	return kept, nil
}

// hide leaves out the functions of some origins. kept is nil for all.
func (t *Table) hide(hidden origin.Set, kept []bool) []bool {
	if kept == nil {
		kept = make([]bool, t.graph.Recorded())
		for f := range kept {
			kept[f] = true
		}
	}
	for f, o := range t.origins()[:len(kept)] {
		kept[f] = kept[f] && !hidden.Has(o)
	}
	return kept
}

// newNames makes the index that words are looked for in: of each function its standard name, "file:line(name)", and its name as its row has it.
func (t *Table) newNames() *filter.Index {
	return filter.NewIndex(t.graph.Recorded(), func(buffer []byte, f int) (text []byte, name string) {
		return callgraph.AppendStandardName(buffer, t.graph.File(f), t.graph.Line(f), t.graph.Name(f)), t.name(f)
	})
}

// name is a function's name as its row has it.
func (t *Table) name(f int) string {
	if name := t.qualified(f); name != "" {
		return name
	}
	return Name(t.graph, f)
}
