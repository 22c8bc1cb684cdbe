package recording

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
	"tottime/profiler/overhead"
)

// encode writes a recording as the driver does.
func encode(r *recording) []byte {
	var out bytes.Buffer
	e := marshal.NewEncoder(&out)
	seconds := func(t time.Time) float64 { return float64(t.UnixNano()) / 1e9 }
	key := func(name string) *marshal.Encoder { e.Text(name); return e }
	e.Dict()
	key("version").Int(FormatVersion)
	key("pid").Int(int64(r.PID))
	key("parent").Int(int64(r.Parent))
	texts(key("command"), r.Command)
	key("python").Text(r.Python)
	key("profiler").Text(r.Profiler)
	key("started").Float(seconds(r.Started))
	key("now").Float(seconds(r.Taken))
	key("ended").Bool(r.Ended)
	key("how").Text(r.How)
	key("per_call").Float(r.PerCall)
	key("costs").List(len(r.costs))
	for _, costs := range r.costs {
		if !costs.Known() {
			e.Tuple(0)
			continue
		}
		e.Tuple(2 * len(costs))
		for _, cost := range costs {
			e.Float(cost.Inner)
			e.Float(cost.Outer)
		}
	}
	key("from a later version").Dict()
	e.End()
	texts(key("problems"), r.Problems)
	key("threads").List(len(r.threads))
	for _, t := range r.threads {
		encodeThread(e, t)
	}
	key("functions").List(len(r.functions))
	for _, f := range r.functions {
		e.Tuple(map[bool]int{true: 6, false: 5}[f.print != 0])
		e.Text(f.file)
		e.Int(int64(f.line))
		e.Text(f.name)
		e.Text(f.qualified)
		e.Int(int64(f.end))
		if f.print != 0 {
			e.Int(f.print)
		}
	}
	indexes(key("driver"), r.driver)
	indexes(key("wrappers"), r.wrappers)
	e.End()
	e.Flush()
	return out.Bytes()
}

func texts(e *marshal.Encoder, list []string) {
	e.List(len(list))
	for _, text := range list {
		e.Text(text)
	}
}

func indexes(e *marshal.Encoder, list []int32) {
	e.List(len(list))
	for _, i := range list {
		e.Int(int64(i))
	}
}

func encodeThread(e *marshal.Encoder, t thread) {
	e.Tuple(3)
	e.Text(t.name)
	e.Int(0x7f0000000000)
	e.List(len(t.entries))
	for _, entry := range t.entries {
		e.Tuple(6)
		encodeFigures(e, entry.function, entry.Figures)
		e.List(len(entry.callees))
		for _, c := range entry.callees {
			if !c.Timed() {
				e.Tuple(2)
				e.Int(int64(c.function))
				e.Int(c.Calls)
				continue
			}
			e.Tuple(5)
			encodeFigures(e, c.function, c.Figures)
		}
	}
}

func encodeFigures(e *marshal.Encoder, function int32, f callgraph.Figures) {
	e.Int(int64(function))
	e.Int(f.Calls)
	e.Int(f.Calls - f.PrimitiveCalls)
	e.Float(f.Cumulative)
	e.Float(f.Self)
}

var start = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

var madeCosts = overhead.Costs{overhead.Function: {Inner: 1e-8, Outer: 2e-8}, overhead.Builtin: {Inner: 3e-8, Outer: 4e-8}, overhead.Method: {Inner: 5e-8, Outer: 6e-8}}

// made is a recording of process pid: main calls len twice and two lambdas on one line, one once and the other twice.
func made(pid int, ended bool) *recording {
	count := func(calls int64, self float64) callgraph.Figures {
		return callgraph.Figures{Calls: calls, PrimitiveCalls: calls, Self: self, Cumulative: self}
	}
	return &recording{
		Process: Process{
			PID: pid, Parent: 1, Command: []string{"python", "shop.py"}, Python: "3.13.0", Profiler: "cprofile",
			Started: start, Taken: start.Add(2 * time.Second), Ended: ended, How: map[bool]string{true: "exit"}[ended], PerCall: 1e-7, Problems: []string{},
		},
		functions: []function{
			{"/src/shop.py", 1, "main", "main", 4, 0},
			{"~", 0, "<built-in method builtins.len>", "", 0, 0},
			{"/src/shop.py", 3, "<lambda>", "main.<locals>.<lambda>", 3, 0},
			{"/src/shop.py", 3, "<lambda>", "main.<locals>.<lambda>", 3, 0},
		},
		threads: []thread{{"MainThread", []entry{
			{0, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: .25, Cumulative: 2.5}, []call{{1, count(2, .5)}, {2, count(1, .75)}, {3, count(2, 1)}}},
			{1, count(2, .5), nil},
			{2, count(1, .75), nil},
			{3, count(2, 1), nil},
		}}},
		costs: []overhead.Costs{madeCosts},
	}
}

// folder is a run's folder in memory with these recordings.
func folder(t testing.TB, recordings ...*recording) afero.Fs {
	t.Helper()
	files := afero.NewMemMapFs()
	for _, r := range recordings {
		put(t, files, fmt.Sprintf("%d-0.rec", r.PID), encode(r))
	}
	return files
}

func put(t testing.TB, files afero.Fs, name string, content []byte) {
	t.Helper()
	if err := afero.WriteFile(files, "/run/parts/"+name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// calls lists who called whom how often.
func calls(g *callgraph.Graph) (list []string) {
	for f := range g.Len() {
		list = append(list, fmt.Sprintf("%s %d", g.Name(f), g.Figures(f).Calls))
		for e := range g.Callers(f) {
			list = append(list, fmt.Sprintf("  by %s %d", g.Name(e.Function), e.Calls))
		}
	}
	return list
}
