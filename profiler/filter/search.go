package filter

import (
	"bytes"
	"runtime"
	"sync"
)

// Find reports which rows a matcher is for: in one of their texts, or in their names only.
func (x *Index) Find(m Matcher, nameOnly bool) []bool {
	found := make([]bool, len(x.exact.ends))
	mark := func(row int) { found[row] = true }
	switch {
	case m.pattern != nil:
		x.match(m, nameOnly, found)
	case m.whole:
		n := x.in(m.fold)
		n.find(append([]byte(m.needle), separator), nameOnly, func(row int) { found[row] = x.has(m, nameOnly, row) })
	default:
		x.in(m.fold).find([]byte(m.needle), nameOnly, mark)
	}
	return found
}

// narrow takes away the rows that a matcher is not for, or those that it is for. Where few are left, these are looked at one by one.
func (x *Index) narrow(kept []bool, m Matcher, nameOnly, negated bool) {
	left := 0
	for _, is := range kept {
		if is {
			left++
		}
	}
	if left <= len(kept)/few {
		for row, is := range kept {
			kept[row] = is && x.has(m, nameOnly, row) != negated
		}
		return
	}
	found := x.Find(m, nameOnly)
	for row := range kept {
		kept[row] = kept[row] && found[row] != negated
	}
}

// few is how many times as long it takes to look at a row by itself as in a search through all.
const few = 20

// has says whether a matcher is for one row.
func (x *Index) has(m Matcher, nameOnly bool, row int) bool {
	if m.pattern != nil {
		return x.matches(m, nameOnly, row)
	}
	text, name := x.in(m.fold).row(row)
	if m.whole {
		return string(name) == m.needle || !nameOnly && string(text) == m.needle
	}
	return bytes.Contains(name, []byte(m.needle)) || !nameOnly && bytes.Contains(text, []byte(m.needle))
}

// matchAtOnce is the number of rows that a regular expression is tried on at a time, by as many goroutines as there are processors.
const matchAtOnce = 1024

// match marks the rows that a regular expression matches. Most expressions have a text in them without which nothing matches: looking for that first was
// measured to save 95 % of the time.
func (x *Index) match(m Matcher, nameOnly bool, found []bool) {
	for _, literal := range m.literals {
		x.in(true).find([]byte(literal), nameOnly, func(row int) { found[row] = true })
	}
	var all sync.WaitGroup
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	for start := 0; start < len(found); start += matchAtOnce {
		limit <- struct{}{}
		all.Go(func() {
			for row := start; row < min(start+matchAtOnce, len(found)); row++ {
				if len(m.literals) == 0 || found[row] {
					found[row] = x.matches(m, nameOnly, row)
				}
			}
			<-limit
		})
	}
	all.Wait()
}

func (x *Index) matches(m Matcher, nameOnly bool, row int) bool {
	in, pattern := &x.exact, m.pattern
	if m.folded != nil {
		in, pattern = x.in(true), m.folded
	}
	text, name := in.row(row)
	return pattern.Match(name) || !nameOnly && !bytes.Equal(text, name) && pattern.Match(text)
}
