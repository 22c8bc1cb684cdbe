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

// The report in JSON. Times are in seconds; those that the profile does not say, or that are no numbers, are left out.
type (
	jsonReport struct {
		Files     []jsonFile     `json:"files"`
		Calls     int64          `json:"calls"`
		Primitive int64          `json:"primitive"`
		Self      *float64       `json:"self,omitempty"`
		Sampled   bool           `json:"sampled,omitempty"` // calls count samples
		Messages  []string       `json:"messages"`          // what the printed report says about order and restrictions
		Functions []jsonFunction `json:"functions"`
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
		File string `json:"file"`
		Line int    `json:"line"`
		Name string `json:"name"`
	}
	jsonFigures struct {
		Calls      int64    `json:"calls"`
		Primitive  int64    `json:"primitive"`
		Self       *float64 `json:"self,omitempty"`
		Cumulative *float64 `json:"cumulative,omitempty"`
	}
)

// PrintJSON writes as JSON what Print prints, and on demand the callers and callees of each function.
func (s *Stats) PrintJSON(w io.Writer, with int, restrictions ...Restriction) error {
	report := jsonReport{
		Files: []jsonFile{}, Messages: []string{}, Functions: []jsonFunction{},
		Calls: s.calls, Primitive: s.primitive, Self: number(s.seconds), Sampled: s.sampled,
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
	return jsonKey{s.Graph().File(f), s.Graph().Line(f), s.Graph().Name(f)}
}

func figures(f callgraph.Figures) jsonFigures {
	return jsonFigures{f.Calls, f.PrimitiveCalls, number(f.Self), number(f.Cumulative)}
}

// number returns x unless JSON cannot say it.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
