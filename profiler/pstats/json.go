package pstats

import (
	"encoding/json"
	"io"
	"math"
	"strings"
	"time"

	"tottime/profiler/callgraph"
)

// Which calls a report in JSON has besides the functions.
const (
	WithCallers = 1 << iota
	WithCallees
)

// The report in JSON. Times are in seconds; what the profile does not say, or is no number, is left out.
type (
	jsonReport struct {
		Files     []jsonFile     `json:"files"`
		Calls     *int64         `json:"calls,omitempty"`
		Primitive *int64         `json:"primitive,omitempty"`
		Self      *float64       `json:"self,omitempty"`
		Sampled   bool           `json:"sampled,omitempty"`  // made by Python 3.15's profiling.sampling
		Accuracy  *jsonAccuracy  `json:"accuracy,omitempty"` // in Accurate mode
		Messages  []string       `json:"messages"`           // what the printed report says about order and restrictions
		Notes     []string       `json:"notes,omitempty"`    // in Accurate mode
		Functions []jsonFunction `json:"functions"`
	}
	// jsonAccuracy says of each kind of figure whether it is "exact", "estimated", "atMost" (the truth may be less) or "unknown".
	jsonAccuracy struct {
		Calls      string `json:"calls"`
		Self       string `json:"self"`
		Cumulative string `json:"cumulative"`
		EdgeCalls  string `json:"edgeCalls"` // of the callers and callees
		EdgeTimes  string `json:"edgeTimes"`
	}
	jsonFile struct {
		Path     string    `json:"path"`
		Modified time.Time `json:"modified"`
	}
	jsonFunction struct {
		jsonKey
		jsonFigures
		Callers []jsonCalls `json:"callers,omitempty"`
		Callees []jsonCalls `json:"callees,omitempty"`
	}
	jsonCalls struct {
		jsonKey
		jsonFigures
	}
	jsonKey struct {
		File          string `json:"file"`
		Line          int    `json:"line"`
		Name          string `json:"name"`
		QualifiedName string `json:"qualifiedName,omitempty"`
		Ordinal       int    `json:"ordinal,omitempty"` // from 1 on, of functions that share file, line and name
	}
	jsonFigures struct {
		Calls      *int64   `json:"calls,omitempty"`
		Primitive  *int64   `json:"primitive,omitempty"`
		Self       *float64 `json:"self,omitempty"`
		Cumulative *float64 `json:"cumulative,omitempty"`
	}
)

// PrintJSON writes as JSON what Print prints, and on demand the callers and callees of each function.
func (s *Stats) PrintJSON(w io.Writer, with int, restrictions ...Restriction) error {
	report := jsonReport{
		Files: []jsonFile{}, Messages: []string{}, Functions: []jsonFunction{},
		Calls: known(s.total.Calls), Primitive: known(s.total.PrimitiveCalls), Self: number(s.total.Self), Sampled: s.sampled,
	}
	if s.mode == Accurate {
		report.Accuracy = accuracy(s.Graph().Knowledge())
		report.Notes = s.tableNotes()
		if with != 0 {
			report.Notes = s.Notes()
		}
	}
	for _, f := range s.files {
		report.Files = append(report.Files, jsonFile(f))
	}
	list, messages := s.list(restrictions)
	for _, line := range strings.Split(strings.TrimSpace(messages), "\n") {
		report.Messages = append(report.Messages, strings.TrimSpace(line))
	}
	for _, f := range list {
		function := jsonFunction{jsonKey: s.jsonKey(int(f)), jsonFigures: figures(s.Graph().Figures(int(f)))}
		if with&WithCallers != 0 {
			for e := range s.Graph().Callers(int(f)) {
				function.Callers = append(function.Callers, jsonCalls{s.jsonKey(e.Function), figures(e.Figures)})
			}
		}
		if with&WithCallees != 0 {
			for e := range s.Graph().Callees(int(f)) {
				function.Callees = append(function.Callees, jsonCalls{s.jsonKey(e.Function), figures(e.Figures)})
			}
		}
		report.Functions = append(report.Functions, function)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(report)
}

func (s *Stats) jsonKey(f int) jsonKey {
	_, ordinal := s.Graph().Variant(f)
	return jsonKey{s.Graph().File(f), s.Graph().Line(f), s.Graph().Name(f), s.Graph().Details(f).QualifiedName, ordinal}
}

func figures(f callgraph.Figures) jsonFigures {
	return jsonFigures{known(f.Calls), known(f.PrimitiveCalls), number(f.Self), number(f.Cumulative)}
}

func accuracy(k callgraph.Knowledge) *jsonAccuracy {
	word := map[callgraph.Grade]string{
		callgraph.Exact: "exact", callgraph.Estimated: "estimated", callgraph.AtMost: "atMost", callgraph.Unknown: "unknown",
	}
	return &jsonAccuracy{word[k.Calls], word[k.Self], word[k.Cumulative], word[k.EdgeCalls], word[k.EdgeTimes]}
}

// known returns a number of calls unless the profile does not say it.
func known(calls int64) *int64 {
	if calls == callgraph.Uncounted {
		return nil
	}
	return &calls
}

// number returns x unless JSON cannot say it.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
