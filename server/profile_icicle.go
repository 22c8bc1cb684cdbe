package server

import (
	"context"
	"fmt"
	"math"

	"tottime/profiler/view/icicle"
	"tottime/protocol"
)

const (
	// maxLevels is how many levels of an icicle can be asked for, maxRoots how many roots are listed.
	maxLevels = 256
	maxRoots  = 100
)

// profileIcicle answers the boxes of an icicle.
func (s *session) profileIcicle(_ context.Context, p protocol.ProfileIcicleParams) (result protocol.ProfileIcicleResult, err error) {
	opened, err := s.profiles.get(p.Profile)
	if err != nil {
		return result, err
	}
	if !(p.Least >= 0 && p.Least <= 1) || p.Levels < 1 || p.Levels > maxLevels {
		return result, fmt.Errorf("%w: %d levels of boxes that are at least %v wide; ask for 1 to %d levels and a part of the width, 0 to 1",
			errInvalidParams, p.Levels, p.Least, maxLevels)
	}
	query := icicle.Query{Least: p.Least, Levels: p.Levels, Exact: p.Exact}
	if query.Path, err = opened.functionsOf(p.Path); err != nil {
		return result, err
	}
	model := opened.callPaths.Model(p.Corrected)
	laid, err := icicle.New(model, query)
	if err != nil {
		return result, err
	}
	kept, matches, problem, err := opened.find(p.Find)
	if err != nil {
		return result, err
	}
	result.Seconds, result.Estimated, result.Matches, result.Problem = finite(laid.Seconds), laid.Estimated, matches, problem
	place := map[int]int{}
	result.Boxes = make(protocol.List[protocol.IcicleBox], len(laid.Boxes))
	for i, box := range laid.Boxes {
		at, known := place[box.Function]
		if !known {
			at = len(result.Functions)
			place[box.Function] = at
			result.Functions = append(result.Functions, wireRow(opened.table.Row(box.Function)))
		}
		result.Boxes[i] = wireBox(box, at)
		result.Boxes[i].Match = kept != nil && kept[box.Function]
	}
	for _, f := range query.Path {
		result.Ancestors = append(result.Ancestors, wireRow(opened.table.Row(f)))
	}
	result.Roots = opened.wireRoots(icicle.Roots(model))
	return result, nil
}

// find says by function whether a filter keeps it, and how many it keeps: none when its text is empty.
func (p *profile) find(wire protocol.Filter) (kept []bool, matches int, problem *protocol.FilterProblem, err error) {
	if wire.Text == "" {
		return nil, 0, nil, nil
	}
	filter, err := coreFilter(wire)
	if err != nil {
		return nil, 0, nil, err
	}
	kept, err = p.table.Keep(filter)
	if err != nil {
		problem, err = filterProblem(err)
		return nil, 0, problem, err
	}
	if kept == nil { // it keeps all
		kept = make([]bool, p.graph.Len())
		for f := range p.graph.Recorded() {
			kept[f] = true
		}
	}
	for _, is := range kept {
		if is {
			matches++
		}
	}
	return kept, matches, nil, nil
}

func wireBox(b icicle.Box, function int) protocol.IcicleBox {
	return protocol.IcicleBox{
		Function: function, Parent: b.Parent, Level: b.Level, Start: finite(b.Start), Width: finite(b.Width),
		Self: finite(b.Self), Cumulative: finite(b.Seconds), Estimated: !b.Exact, Recursive: b.Recursive, Cut: b.Cut,
	}
}

// wireRoots are the first of the roots. The times of very many may have no sum.
func (p *profile) wireRoots(roots []icicle.Root) (wire protocol.List[protocol.IcicleRoot]) {
	sum := 0.0
	for _, r := range roots {
		sum += r.Seconds
	}
	for _, r := range roots[:min(len(roots), maxRoots)] {
		row := p.table.Row(r.Function)
		root := protocol.IcicleRoot{Function: functionID(r.Function), Name: shortened(row.Name), File: shortened(row.File), Line: row.Line, Cumulative: finite(r.Seconds)}
		if sum > 0 && !math.IsInf(sum, 0) {
			root.Share = r.Seconds / sum
		}
		wire = append(wire, root)
	}
	return wire
}
