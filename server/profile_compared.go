package server

import (
	"slices"
	"sync"

	"tottime/profiler/difference"
)

// maxCompared is how many comparisons are kept: one of 100,000 functions takes some MB.
const maxCompared = 4

// compared is a comparison of two open profiles.
type compared struct {
	base, head *profile
	table      func() *difference.Table
}

// compare returns the differences between two open profiles. Those that were asked for last are kept, so that pages are fast.
func (l *profiles) compare(base, head *profile) *difference.Table {
	return l.comparison(base, head).table()
}

// comparison finds or makes a comparison, without doing its work: other requests need not wait for it.
func (l *profiles) comparison(base, head *profile) compared {
	l.mu.Lock()
	defer l.mu.Unlock()
	found := slices.IndexFunc(l.compared, func(c compared) bool { return c.base == base && c.head == head })
	if found < 0 {
		l.compared = append(l.compared, compared{base, head, sync.OnceValue(func() *difference.Table {
			return difference.NewTable(base.side(), head.side())
		})})
		found = len(l.compared) - 1
	}
	c := l.compared[found]
	l.compared = append(slices.Delete(l.compared, found, found+1), c)
	if len(l.compared) > maxCompared {
		l.compared = slices.Delete(l.compared, 0, 1)
	}
	return c
}

// side is a profile as one of two that are compared.
func (p *profile) side() difference.Profile {
	return difference.Profile{Graph: p.graph, Table: p.table}
}

// forget forgets the comparisons of a profile. l.mu is held.
func (l *profiles) forget(p *profile) {
	l.compared = slices.DeleteFunc(l.compared, func(c compared) bool { return c.base == p || c.head == p })
}
