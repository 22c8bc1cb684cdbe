package view

import (
	"cmp"
	"slices"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// HotspotThreshold is the share of self or of cumulative time from which on a function deserves a mark.
const HotspotThreshold = 0.01

// Hotspot is a mark on a line of a source file.
type Hotspot struct {
	// Function is the one that the line defines; the figures may hold others on the line too.
	Function int
	// Name is its qualified name.
	Name string
	// Line is that of def, class or lambda, after the decorators.
	Line int
	// Heat is 1 (cool) to 5 (hottest).
	Heat int
	callgraph.Figures
	// SelfPerCall is the seconds of Self for each call, CumulativePerCall those of Cumulative for each primitive call; nil where there
	// is no such call.
	SelfPerCall, CumulativePerCall *float64
	// Share is Self, CumulativeShare is Cumulative, as a part of all functions' self time, 0 to 1. The shares of several hotspots
	// add up, the cumulative ones do not.
	Share, CumulativeShare float64
	// Corrected is nil where nothing is known of what recording cost. Heat, and whether there is a mark, are by the times as they were recorded.
	Corrected *Corrected
}

// Heat is the step, 1 to 5, of a share of self time. Each step is twice the one below: 5, 10, 20 and 40 %. As shares add up to at most
// 1, a profile has no more than two functions of the hottest step, five of the two hottest, ten of the three hottest and twenty of the
// four: hot marks stay rare, however long the program. And a step says what there is to win: at 40 %, a function that took no time at
// all would let the program run in 1/1.7 of its time, at 5 % in 1/1.05.
func Heat(share float64) int {
	heat := 1
	for bound := 0.05; heat < 5 && share >= bound; bound *= 2 {
		heat++
	}
	return heat
}

// Hotspots returns the marks of a source file, by line. functions are those of the graph that the file holds. outline is the file's, or
// nil where there is no source, or none in Python: the marks are then on the lines that the profile names. corrected is as in NewTable.
//
// Figures of several functions on one line, such as those of a def and of a lambda beside it, are added up. The module itself, whose
// cumulative time is that of the whole program, is marked for its self time alone, on line 1 where no function is. A function that
// cannot be found in the source, because that was changed, gets no mark rather than one on a wrong line.
func Hotspots(graph, corrected *callgraph.Graph, functions []int, outline *source.Outline) []Hotspot {
	lines := make(map[int]*group)
	var module *group
	for f, definition := range define(graph, functions, outline) {
		if definition.Kind == source.Module {
			module = module.with(graph, f, definition)
		} else {
			lines[definition.Def] = lines[definition.Def].with(graph, f, definition)
		}
	}
	if module != nil && lines[module.definition.Def] == nil {
		lines[module.definition.Def] = module
	}
	total, without := graph.Totals().Self, newCorrectedGraph(corrected)
	hotspots := make([]Hotspot, 0, len(lines))
	for _, g := range lines {
		if h := g.hotspot(graph, total, without); h.Share >= HotspotThreshold || g != module && h.CumulativeShare >= HotspotThreshold {
			hotspots = append(hotspots, h)
		}
	}
	slices.SortFunc(hotspots, func(a, b Hotspot) int { return cmp.Compare(a.Line, b.Line) })
	return hotspots
}
