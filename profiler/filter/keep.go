package filter

// Rows are what an expression chooses from.
type Rows interface {
	// Len is their number.
	Len() int
	// Index has their names.
	Index() *Index
	// Figure returns a field's figures by row: seconds, or parts of fields of the kind Percent, and NaN where it is not known.
	Figure(field int) func(row int) float64
	// Texts returns the texts that a field of the kind Text has, and the number of a row's among them. Of a field with Field.Values they are those.
	Texts(field int) (texts []string, of func(row int) int)
}

// Keep reports by row whether all parts of the expression hold; nil stands for all rows.
func (e *Expression) Keep(rows Rows) []bool {
	if e.Empty() {
		return nil
	}
	kept := make([]bool, rows.Len())
	for row := range kept {
		kept[row] = true
	}
	for _, c := range e.Conditions {
		c.keep(rows, kept)
	}
	for _, w := range e.Words {
		rows.Index().narrow(kept, w.Matcher, false, w.Negated)
	}
	return kept
}

// keep takes away the rows that do not fulfil the condition.
func (c Condition) keep(rows Rows, kept []bool) {
	switch c.kind {
	case Name:
		rows.Index().narrow(kept, c.Matcher, true, c.Negated)
	case Text:
		texts, of := rows.Texts(c.Field)
		fulfil := make([]bool, len(texts))
		for i, text := range texts {
			fulfil[i] = c.Matcher.Match(text) != c.Negated
		}
		for row := range kept {
			kept[row] = kept[row] && fulfil[of(row)]
		}
	default:
		figure := rows.Figure(c.Field)
		for row := range kept {
			kept[row] = kept[row] && c.Holds(figure(row))
		}
	}
}
