package view

import (
	"math"

	"tottime/profiler/callgraph"
	"tottime/profiler/filter"
	"tottime/profiler/origin"
)

// The fields that a table's functions have, by their numbers in Fields.
const (
	FieldCalls = iota
	FieldPrimitiveCalls
	FieldSelf
	FieldCumulative
	FieldSelfPerCall
	FieldCumulativePerCall
	FieldShare
	FieldCumulativeShare
	FieldLine
	FieldCallers
	FieldCallees
	FieldName
	FieldFile
	FieldClass
	FieldPackage
	FieldOrigin
	fieldPerCall
)

// Fields returns what conditions of a filter can be of in a table of functions: its columns, by pstats' names, and what else is known of them.
func Fields() []filter.Field {
	return []filter.Field{
		FieldCalls:             {Name: "ncalls", Kind: filter.Number, Also: []string{"calls"}},
		FieldPrimitiveCalls:    {Name: "pcalls", Kind: filter.Number, Also: []string{"primitive"}},
		FieldSelf:              {Name: "tottime", Kind: filter.Seconds, Also: []string{"self"}, Part: "share"},
		FieldCumulative:        {Name: "cumtime", Kind: filter.Seconds, Also: []string{"cumulative"}, Part: "cumshare"},
		FieldSelfPerCall:       {Name: "tottime/call", Kind: filter.Seconds, Also: []string{"self/call"}},
		FieldCumulativePerCall: {Name: "cumtime/call", Kind: filter.Seconds, Also: []string{"cumulative/call"}},
		FieldShare:             {Name: "share", Kind: filter.Percent},
		FieldCumulativeShare:   {Name: "cumshare", Kind: filter.Percent},
		FieldLine:              {Name: "line", Kind: filter.Number},
		FieldCallers:           {Name: "callers", Kind: filter.Number},
		FieldCallees:           {Name: "callees", Kind: filter.Number},
		FieldName:              {Name: "name", Kind: filter.Name, Also: []string{"function"}},
		FieldFile:              {Name: "file", Kind: filter.Text, Also: []string{"filename", "path"}, Path: true},
		FieldClass:             {Name: "class", Kind: filter.Text},
		FieldPackage:           {Name: "package", Kind: filter.Text, Also: []string{"module"}},
		FieldOrigin:            {Name: "origin", Kind: filter.Text, Values: OriginNames()},
		fieldPerCall:           {Name: "percall", Instead: []string{"tottime/call", "cumtime/call"}},
	}
}

// OriginNames returns what the origins are called in a filter, in their order.
func OriginNames() []string {
	return []string{origin.Project: "project", origin.Package: "package", origin.StandardLibrary: "standardLibrary", origin.Builtin: "builtin"}
}

// tableRows are a table's functions as a filter sees them.
type tableRows struct {
	*Table
	times correctedGraph // that conditions on times are of
}

// Len is the number of functions that have a record.
func (t tableRows) Len() int { return t.graph.Recorded() }

// Index has their names.
func (t tableRows) Index() *filter.Index { return t.names() }

// Figure returns a field's figures by function.
func (t tableRows) Figure(field int) func(f int) float64 {
	switch field {
	case FieldCalls:
		return func(f int) float64 { return count(t.graph.Figures(f).Calls) }
	case FieldPrimitiveCalls:
		return func(f int) float64 { return count(t.graph.Figures(f).PrimitiveCalls) }
	case FieldSelf:
		return func(f int) float64 { return t.times.Figures(f).Self }
	case FieldCumulative:
		return func(f int) float64 { return t.times.Figures(f).Cumulative }
	case FieldSelfPerCall:
		return func(f int) float64 { return t.times.Figures(f).SelfPerCall() }
	case FieldCumulativePerCall:
		return func(f int) float64 { return t.times.Figures(f).CumulativePerCall() }
	case FieldShare:
		return func(f int) float64 { return share(t.times.Figures(f).Self, t.times.total) }
	case FieldCumulativeShare:
		return func(f int) float64 { return share(t.times.Figures(f).Cumulative, t.times.total) }
	case FieldLine:
		return func(f int) float64 { return line(t.graph.Line(f)) }
	case FieldCallers:
		return func(f int) float64 { return float64(t.graph.CallerCount(f)) }
	case FieldCallees:
		return func(f int) float64 { return float64(t.graph.CalleeCount(f)) }
	}
	panic("view: no such field")
}

// count is a number of calls as a figure, not a number where the profile does not say it.
func count(calls int64) float64 {
	if calls == callgraph.Uncounted {
		return math.NaN()
	}
	return float64(calls)
}

// line is a line as a figure, not a number where there is none.
func line(number int) float64 {
	if number == 0 {
		return math.NaN()
	}
	return float64(number)
}

// Texts returns the texts of a field, and the number of a function's among them.
func (t tableRows) Texts(field int) (texts []string, of func(f int) int) {
	switch field {
	case FieldFile:
		return t.fileTexts()
	case FieldClass:
		classes := t.classes()
		return classes.names(), func(f int) int { return int(classes.of[f]) }
	case FieldPackage:
		packages := t.packages()
		return packages.names(), func(f int) int { return int(packages.of[f]) }
	case FieldOrigin:
		return OriginNames(), func(f int) int { return int(t.origin(f)) }
	}
	panic("view: no such field")
}
