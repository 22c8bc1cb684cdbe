package view

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"tottime/profiler/callgraph"
	"tottime/profiler/origin"
)

// ErrNoGroup is returned for the id of a group that a table does not have.
var ErrNoGroup = errors.New("there is no such group")

// prefixes begin the ids of groups.
var prefixes = map[Grouping]string{ByClass: "class", ByFile: "file", ByPackage: "package"}

func groupID(grouping Grouping, number int) string {
	return prefixes[grouping] + ":" + strconv.Itoa(number)
}

// group reads the id of a group.
func (t *Table) group(id string) (of *parts, number int32, err error) {
	prefix, text, _ := strings.Cut(id, ":")
	for grouping, known := range prefixes {
		if prefix != known {
			continue
		}
		of := t.partsBy(grouping)
		if n, err := strconv.Atoi(text); err == nil && 0 <= n && n < len(of.parts) {
			return of, int32(n), nil
		}
	}
	return nil, 0, fmt.Errorf("%w: %q", ErrNoGroup, id)
}

// groups are the groups of the functions that a filter keeps, with their figures by part. Parts of which nothing is kept are no groups.
type groups struct {
	*parts
	grouping  Grouping
	functions []int32 // by part: the number of those that are kept
	figures   []callgraph.Figures
	atMost    []bool // by part: the cumulative time may be less
	corrected []callgraph.Figures
	origins   []origin.Origin
}

// grouped makes groups of the functions that are kept; nil stands for all.
func (t *Table) grouped(grouping Grouping, kept []bool) *groups {
	g := &groups{parts: t.partsBy(grouping), grouping: grouping}
	member := make([]int32, t.graph.Len()) // by function: its part, or -1
	for f := range member {
		member[f] = -1
		if f < len(g.of) && (kept == nil || kept[f]) {
			member[f] = g.of[f]
		}
	}
	g.functions = make([]int32, len(g.parts.parts))
	for _, p := range member {
		if p >= 0 {
			g.functions[p]++
		}
	}
	g.figures, g.atMost = sums(t.roots(), g.functions, member)
	if t.corrected.Graph != nil {
		g.corrected, _ = sums(t.correctedRoots(), g.functions, member)
	}
	g.origins = t.mostOrigins(member, len(g.functions))
	return g
}

// mostOrigins returns for each part the origin of most of its self time, of the first of several that are equal.
func (t *Table) mostOrigins(member []int32, parts int) []origin.Origin {
	self := make([][origin.Count]float64, parts)
	for f, p := range member {
		if p >= 0 {
			self[p][t.origin(f)] += max(t.graph.Figures(f).Self, 0) + 1e-300 // what took no time counts too when nothing did
		}
	}
	origins := make([]origin.Origin, parts)
	for p := range origins {
		for o := range origin.Count {
			if self[p][o] > self[p][origins[p]] {
				origins[p] = o
			}
		}
	}
	return origins
}

// present lists the parts that are groups.
func (g *groups) present() []int32 {
	var present []int32
	for p, functions := range g.functions {
		if functions > 0 {
			present = append(present, int32(p))
		}
	}
	return present
}

// groupRow is the row of a group.
func (t *Table) groupRow(g *groups, p int32) Row {
	of, figures := g.parts.parts[p], g.figures[p]
	row := Row{
		Function: -1, Group: groupID(g.grouping, int(p)), Functions: int(g.functions[p]),
		Name: of.title, Builtin: of.builtin, File: of.file, Origin: g.origins[p], Figures: figures, CumulativeAtMost: g.atMost[p],
		SelfPerCall: present(figures.SelfPerCall()), CumulativePerCall: present(figures.CumulativePerCall()),
		Share: share(figures.Self, t.total), CumulativeShare: share(figures.Cumulative, t.total),
	}
	if g.corrected != nil {
		row.Corrected = t.corrected.of(g.corrected[p])
	}
	return row
}
