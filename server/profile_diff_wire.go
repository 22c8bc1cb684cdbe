package server

import (
	"math"
	"path/filepath"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
	"tottime/protocol"
)

// diffWarnings are why two profiles may not be comparable.
func diffWarnings(base, head *profile) (warnings protocol.List[protocol.Problem]) {
	a, b := base.made, head.made
	a.Name, b.Name = base.title(), head.title()
	if a.Name == b.Name {
		a.Name, b.Name = distinct(base.path, head.path)
	}
	for _, w := range difference.Unlike(a, b) {
		warnings = append(warnings, protocol.Problem{Code: w.Code, Text: w.Text})
	}
	return warnings
}

// title is the name of a profile as the user knows it: that of the program that was run, else of the file.
func (p *profile) title() string {
	if p.made.Target != "" {
		return "Profile of " + p.made.Target
	}
	return filepath.Base(p.path)
}

func wireDiffRow(base, head *profile, r difference.Row) protocol.DiffRow {
	row := protocol.DiffRow{Kind: diffKinds[r.Kind], Difference: wireDiffChange(r.Change)}
	if r.Base >= 0 {
		of := wireRow(base.table.Row(int(r.Base)))
		row.BaseFunction, row.Before = of.Function, wireDiffFigures(r.Before)
		row.Name, row.Builtin, row.File, row.Line, row.Origin = of.Name, of.Builtin, of.File, of.Line, of.Origin
	}
	if r.Head >= 0 {
		of := wireRow(head.table.Row(int(r.Head)))
		if r.Base >= 0 && of.Line != row.Line {
			row.LineBefore = row.Line
		}
		row.HeadFunction, row.After = of.Function, wireDiffFigures(r.After)
		row.Name, row.Builtin, row.File, row.Line, row.Origin = of.Name, of.Builtin, of.File, of.Line, of.Origin
	}
	return row
}

func wireDiffFigures(f callgraph.Figures) *protocol.DiffFigures {
	return &protocol.DiffFigures{Calls: wholeOrAbsent(f.Calls), PrimitiveCalls: wholeOrAbsent(f.PrimitiveCalls), Self: finite(f.Self), Cumulative: finite(f.Cumulative)}
}

func wireDiffChange(c difference.Change) protocol.DiffChange {
	return protocol.DiffChange{
		Calls: wholeOrAbsent(c.Calls), Self: finite(c.Self), Cumulative: finite(c.Cumulative),
		CallsPart: numberOrAbsent(c.CallsPart), SelfPart: numberOrAbsent(c.SelfPart), CumulativePart: numberOrAbsent(c.CumulativePart),
	}
}

// numberOrAbsent is a figure where there is one.
func numberOrAbsent(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

func wireDiffTotal(t difference.Total) protocol.DiffTotal {
	return protocol.DiffTotal{
		Before: *wireDiffFigures(t.Before), After: *wireDiffFigures(t.After), Difference: wireDiffChange(t.Change),
		FunctionsBefore: t.FunctionsBefore, FunctionsAfter: t.FunctionsAfter,
	}
}

func wireDiffCounts(counts [difference.KindCount]int) protocol.DiffKindCount {
	return protocol.DiffKindCount{
		New: counts[difference.New], Gone: counts[difference.Gone], Slower: counts[difference.Slower],
		Faster: counts[difference.Faster], Same: counts[difference.Same],
	}
}
