package callgraph

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// ranks are the places of texts in sorted order, found when they are first needed, so that ordering by a text is ordering by a number.
type ranks struct {
	symbolsOnce, standardOnce sync.Once
	symbols, standard         []uint32
}

// symbolRanks returns for each symbol its place among all in the order of code points, which is that of UTF-8's bytes.
func (g *Graph) symbolRanks() []uint32 {
	g.ranks.symbolsOnce.Do(func() {
		g.ranks.symbols = rank(len(g.symbols), func(a, b int32) int { return strings.Compare(g.symbols[a], g.symbols[b]) })
	})
	return g.ranks.symbols
}

// standardNameRanks returns for each function its standard name's place among all; equal names have equal ranks.
func (g *Graph) standardNameRanks() []uint32 {
	g.ranks.standardOnce.Do(func() {
		var text []byte
		end := make([]int, g.Len()+1)
		for f := range g.Len() {
			text = AppendStandardName(text, g.File(f), g.Line(f), g.Name(f))
			end[f+1] = len(text)
		}
		g.ranks.standard = rank(g.Len(), func(a, b int32) int {
			return bytes.Compare(text[end[a]:end[a+1]], text[end[b]:end[b+1]])
		})
	})
	return g.ranks.standard
}

// rank returns the place of each of n things; those that compare equal have the same.
func rank(n int, compare func(a, b int32) int) []uint32 {
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, compare)
	place := make([]uint32, n)
	for i, x := range order {
		place[x] = uint32(i)
		if i > 0 && compare(order[i-1], x) == 0 {
			place[x] = place[order[i-1]]
		}
	}
	return place
}
