package main

import (
	"encoding/json"
	"io"
	"math"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
)

// The report in JSON. Times are in seconds; what a profile does not say, or is no number, is left out.
type (
	diffJSON struct {
		Base      diffSideJSON       `json:"base"`
		Head      diffSideJSON       `json:"head"`
		Total     diffChangeJSON     `json:"total"`
		Counts    map[string]int     `json:"counts"` // by kind
		Warnings  []diffWarningJSON  `json:"warnings"`
		FailOver  *diffFailJSON      `json:"failOver,omitempty"`
		Functions []diffFunctionJSON `json:"functions"`
	}
	diffSideJSON struct {
		Path      string `json:"path"`
		Functions int    `json:"functions"`
		diffFiguresJSON
	}
	diffFiguresJSON struct {
		Calls      *int64   `json:"calls,omitempty"`
		Primitive  *int64   `json:"primitive,omitempty"`
		Self       float64  `json:"self"`
		Cumulative *float64 `json:"cumulative,omitempty"`
	}
	// diffChangeJSON has differences, and these as a part of what was before.
	diffChangeJSON struct {
		Calls          *int64   `json:"calls,omitempty"`
		Self           float64  `json:"self"`
		Cumulative     float64  `json:"cumulative"`
		CallsPart      *float64 `json:"callsPart,omitempty"`
		SelfPart       *float64 `json:"selfPart,omitempty"`
		CumulativePart *float64 `json:"cumulativePart,omitempty"`
	}
	diffWarningJSON struct {
		Code string `json:"code"`
		Text string `json:"text"`
	}
	// diffFailJSON says whether the limit is passed: the self time of the functions that were chosen, and the most by which it may grow.
	diffFailJSON struct {
		Limit   string  `json:"limit"`
		Before  float64 `json:"before"`
		After   float64 `json:"after"`
		Allowed float64 `json:"allowed"`
		Failed  bool    `json:"failed"`
	}
	diffFunctionJSON struct {
		Kind          string           `json:"kind"`
		File          string           `json:"file"`
		Line          int              `json:"line"`
		Name          string           `json:"name"`
		QualifiedName string           `json:"qualifiedName,omitempty"`
		FileBefore    string           `json:"fileBefore,omitempty"` // where it was another
		LineBefore    int              `json:"lineBefore,omitempty"`
		NameBefore    string           `json:"nameBefore,omitempty"`
		Before        *diffFiguresJSON `json:"before,omitempty"`
		After         *diffFiguresJSON `json:"after,omitempty"`
		Difference    diffChangeJSON   `json:"difference"`
	}
)

// printJSON writes the report as JSON.
func (d *diffReport) printJSON(w io.Writer, l *limit) error {
	report := diffJSON{
		Base:  diffSideJSON{d.base.path, d.total.FunctionsBefore, diffFigures(d.total.Before)},
		Head:  diffSideJSON{d.head.path, d.total.FunctionsAfter, diffFigures(d.total.After)},
		Total: diffChange(d.total.Change), Counts: map[string]int{}, Warnings: []diffWarningJSON{}, Functions: []diffFunctionJSON{},
	}
	report.Base.Cumulative, report.Head.Cumulative = nil, nil
	for kind, name := range difference.KindNames() {
		report.Counts[name] = d.counts[kind]
	}
	for _, warning := range d.warnings() {
		report.Warnings = append(report.Warnings, diffWarningJSON(warning))
	}
	if l != nil {
		g := d.growth()
		report.FailOver = &diffFailJSON{l.text, g.before, g.after, l.seconds(g.before), g.over(l)}
	}
	for _, r := range d.rows {
		report.Functions = append(report.Functions, d.functionJSON(r))
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(report)
}

func (d *diffReport) functionJSON(r difference.Row) diffFunctionJSON {
	function := diffFunctionJSON{Kind: difference.KindNames()[r.Kind], Difference: diffChange(r.Change)}
	if r.Base >= 0 {
		g, f, figures := d.base.stats.Graph(), int(r.Base), diffFigures(r.Before)
		function.File, function.Line, function.Name, function.QualifiedName = g.File(f), g.Line(f), g.Name(f), g.Details(f).QualifiedName
		function.Before = &figures
	}
	if r.Head >= 0 {
		g, f, figures := d.head.stats.Graph(), int(r.Head), diffFigures(r.After)
		if r.Base >= 0 {
			function.FileBefore, function.LineBefore, function.NameBefore = function.File, function.Line, function.Name
		}
		function.File, function.Line, function.Name, function.QualifiedName = g.File(f), g.Line(f), g.Name(f), g.Details(f).QualifiedName
		function.After = &figures
		function.leaveOutSame()
	}
	return function
}

// leaveOutSame leaves out what was as it is.
func (f *diffFunctionJSON) leaveOutSame() {
	if f.FileBefore == f.File {
		f.FileBefore = ""
	}
	if f.LineBefore == f.Line {
		f.LineBefore = 0
	}
	if f.NameBefore == f.Name {
		f.NameBefore = ""
	}
}

func diffFigures(f callgraph.Figures) diffFiguresJSON {
	cumulative := number(f.Cumulative)
	return diffFiguresJSON{callsOrNone(f.Calls), callsOrNone(f.PrimitiveCalls), number(f.Self), &cumulative}
}

func diffChange(c difference.Change) diffChangeJSON {
	return diffChangeJSON{callsOrNone(c.Calls), c.Self, c.Cumulative, numberOrNone(c.CallsPart), numberOrNone(c.SelfPart), numberOrNone(c.CumulativePart)}
}

func callsOrNone(calls int64) *int64 {
	if calls == callgraph.Uncounted {
		return nil
	}
	return &calls
}

func numberOrNone(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
