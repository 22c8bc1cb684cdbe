package difference

import (
	"tottime/profiler/filter"
	"tottime/profiler/view"
)

// figureFields are the columns that conditions can be of, besides those of a table of one profile.
var figureFields = []struct {
	key Key
	filter.Field
}{
	{CallsBefore, filter.Field{Name: "ncalls-before", Kind: filter.Number}},
	{CallsAfter, filter.Field{Name: "ncalls-after", Kind: filter.Number}},
	{CallsDifference, filter.Field{Name: "ncalls-difference", Kind: filter.Number}},
	{CallsPercent, filter.Field{Name: "ncalls-percent", Kind: filter.Percent}},
	{SelfBefore, filter.Field{Name: "tottime-before", Kind: filter.Seconds}},
	{SelfAfter, filter.Field{Name: "tottime-after", Kind: filter.Seconds}},
	{SelfDifference, filter.Field{Name: "tottime-difference", Kind: filter.Seconds, Also: []string{"difference"}, Part: "tottime-percent"}},
	{SelfPercent, filter.Field{Name: "tottime-percent", Kind: filter.Percent, Also: []string{"percent"}}},
	{CumulativeBefore, filter.Field{Name: "cumtime-before", Kind: filter.Seconds}},
	{CumulativeAfter, filter.Field{Name: "cumtime-after", Kind: filter.Seconds}},
	{CumulativeDifference, filter.Field{Name: "cumtime-difference", Kind: filter.Seconds, Part: "cumtime-percent"}},
	{CumulativePercent, filter.Field{Name: "cumtime-percent", Kind: filter.Percent}},
}

// Fields returns what conditions of a filter can be of: those of a table of functions, and the columns of this one.
func Fields() []filter.Field {
	fields := view.Fields()
	for _, f := range figureFields {
		fields = append(fields, f.Field)
	}
	return append(fields, filter.Field{Name: "kind", Kind: filter.Text, Values: KindNames()})
}

// keep reports by row which a filter keeps; nil stands for all. Words, and conditions on what a table of one profile has, hold when they hold in either
// profile; what must not hold, in neither.
func (t *Table) keep(f view.Filter) ([]bool, error) {
	e, err := filter.Parse(f.Text, Fields(), filter.Options{MatchCase: f.MatchCase, Regexp: f.Regexp})
	if err != nil {
		return nil, err
	}
	if e.Empty() && f.Hidden == 0 {
		return nil, nil
	}
	kept := make([]bool, len(t.pairs))
	for i := range kept {
		kept[i] = true
	}
	if f.Hidden != 0 {
		if err := t.hide(f, kept); err != nil {
			return nil, err
		}
	}
	ofOne := len(view.Fields())
	for _, c := range e.Conditions {
		negated := c.Negated
		if c.Field >= ofOne {
			narrow(kept, (&filter.Expression{Conditions: []filter.Condition{c}}).Keep(rows{t, ofOne}))
			continue
		}
		c.Negated = false
		narrow(kept, t.inEither(&filter.Expression{Conditions: []filter.Condition{c}}, f.Corrected, negated))
	}
	for _, w := range e.Words {
		negated := w.Negated
		w.Negated = false
		narrow(kept, t.inEither(&filter.Expression{Words: []filter.Word{w}}, f.Corrected, negated))
	}
	return kept, nil
}

// inEither reports by row whether an expression holds in either profile, or in neither.
func (t *Table) inEither(e *filter.Expression, corrected, neither bool) []bool {
	inBase, inHead := t.base.Table.Choose(e, corrected), t.head.Table.Choose(e, corrected)
	found := make([]bool, len(t.pairs))
	for i, p := range t.pairs {
		found[i] = (p.Base >= 0 && inBase[p.Base] || p.Head >= 0 && inHead[p.Head]) != neither
	}
	return found
}

// hide takes away the functions of the origins that a filter hides. Where a function comes from is that of the profile after, if it is in it.
func (t *Table) hide(f view.Filter, kept []bool) error {
	inBase, err := t.base.Table.Keep(view.Filter{Hidden: f.Hidden})
	if err != nil {
		return err
	}
	inHead, err := t.head.Table.Keep(view.Filter{Hidden: f.Hidden})
	if err != nil {
		return err
	}
	for i, p := range t.pairs {
		if p.Head >= 0 {
			kept[i] = kept[i] && inHead[p.Head]
		} else {
			kept[i] = kept[i] && inBase[p.Base]
		}
	}
	return nil
}

// narrow takes away the rows that are not found.
func narrow(kept, found []bool) {
	for i := range kept {
		kept[i] = kept[i] && found[i]
	}
}

// rows are the table's rows as a filter sees them, with its own fields from a number on.
type rows struct {
	*Table
	first int
}

// Len is their number.
func (r rows) Len() int { return len(r.pairs) }

// Index is nil: none of the fields is a name, which is looked for in either profile.
func (r rows) Index() *filter.Index { return nil }

// Figure returns a field's figures by row.
func (r rows) Figure(field int) func(row int) float64 {
	figure := r.figure(figureFields[field-r.first].key)
	return func(row int) float64 { return figure(int32(row)) }
}

// Texts returns the names of the kinds.
func (r rows) Texts(int) (texts []string, of func(row int) int) {
	return KindNames(), func(row int) int { return int(r.kinds[row]) }
}
