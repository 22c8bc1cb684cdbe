package filter

import (
	"slices"
	"strings"
)

// Kind is what a field holds.
type Kind uint8

// The kinds of fields.
const (
	// Number: a count, such as 100, 10k or 2M.
	Number Kind = iota
	// Seconds: a time, such as 10ms or 1.5s; without a unit it is in seconds.
	Seconds
	// Percent: a part, such as 5%; the sign may be left out. Figures of such fields are parts: 0.05.
	Percent
	// Text: a text that rows may share, such as the name of a file.
	Text
	// Name: the second of the row's names in the Index.
	Name
)

// isText says whether conditions on the field are of what its text contains.
func (k Kind) isText() bool { return k == Text || k == Name }

// Field is something that conditions can be of.
type Field struct {
	Name string
	Kind Kind
	// Also are further names for it.
	Also []string
	// Values are all texts that a field of the kind Text can have, when these are few: a condition that none of them fulfils is a mistake. They are never
	// compared as regular expressions.
	Values []string
	// Path says that the texts are paths, in which / and \ are the same.
	Path bool
	// Part is the name of the field that has the same as a part of the whole, to be told to those who write 5%.
	Part string
	// Instead are the names of the fields of which one is meant, when the name stands for several: there are no conditions of it then.
	Instead []string
}

// fields finds fields by their names.
type fields []Field

// find returns the number of the field with a name, whatever its case.
func (all fields) find(name string) (int, bool) {
	for i, f := range all {
		if strings.EqualFold(name, f.Name) || slices.ContainsFunc(f.Also, func(also string) bool { return strings.EqualFold(name, also) }) {
			return i, true
		}
	}
	return 0, false
}

// nearest returns the name of the field that was most likely meant by a name that none has.
func (all fields) nearest(name string) (string, bool) {
	name = strings.ToLower(name)
	best, least := "", 3 // so many wrong letters are another word
	for _, f := range all {
		for _, known := range append([]string{f.Name}, f.Also...) {
			if wrong := distance(name, strings.ToLower(known)); wrong < least && wrong*2 < len(known) {
				best, least = f.Name, wrong
			}
		}
	}
	return best, best != ""
}

// names lists the names of the fields that there can be conditions of.
func (all fields) names() []string {
	var names []string
	for _, f := range all {
		if len(f.Instead) == 0 {
			names = append(names, f.Name)
		}
	}
	return names
}

// distance is the number of letters that must be inserted, left out or replaced to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// list is names as a sentence has them: "a, b and c".
func list(names []string, last string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}
