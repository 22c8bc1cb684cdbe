package pstats

import (
	"math"

	"tottime/profiler/callgraph"
)

// A profile of Python 3.15's profiling.sampling (Lib/profiling/sampling/pstats_collector.py) has a row for each line that was on a stack:
//
//	{(file, sampled line, name): (samples with it on top, samples with it anywhere, both again in seconds, {line below: samples})}
//
// A stack counts once for a row, however often the line is on it, but for every pair of neighbours.

// inSeconds returns the graph of such rows with times only.
func inSeconds(rows *callgraph.Graph) *callgraph.Graph {
	b := callgraph.NewBuilder()
	b.SetBasis(callgraph.SampledLines)
	number := b.Functions(rows, func(file string) string { return file })
	interval := sampleInterval(rows)
	for f := range rows.Recorded() {
		figures := rows.Figures(f)
		b.Record(number[f], uncounted(figures.Self, figures.Cumulative))
		for e := range rows.Callers(f) {
			b.AddEdge(number[e.Function], number[f], callTimes(float64(e.Calls)*interval, limit(rows, e.Function), figures))
		}
	}
	return b.Graph()
}

// sampleInterval returns the seconds that a sample stands for.
func sampleInterval(rows *callgraph.Graph) float64 {
	for f := range rows.Recorded() {
		if figures := rows.Figures(f); figures.Calls > 0 && figures.Cumulative > 0 {
			return figures.Cumulative / float64(figures.Calls)
		}
	}
	return 0
}

// callTimes returns the figures of the calls of one function by another that it was above for so many seconds, which count recursion more than
// once. The calls took no longer than either function, caller being the seconds of the one, and in the callee alone no longer than it was on top.
func callTimes(seconds, caller float64, callee callgraph.Figures) callgraph.Figures {
	cumulative := min(seconds, caller, callee.Cumulative)
	return uncounted(min(callee.Self, cumulative), cumulative)
}

// limit returns the seconds that calls by f took at most.
func limit(g *callgraph.Graph, f int) float64 {
	if f >= g.Recorded() {
		return math.Inf(1)
	}
	return g.Figures(f).Cumulative
}

func uncounted(self, cumulative float64) callgraph.Figures {
	return callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Self: self, Cumulative: cumulative}
}

// Regroup makes functions of the sampled lines of a profile that is Sampled and read accurately; others it leaves alone. function returns the line
// where the function begins that a line belongs to, or false where that is not known: such lines of one file and name make one function, which
// begins at the lowest of them.
//
// The time in a function alone is the sum of its lines'. Its cumulative time and that of calls are at most their sums, because several of its lines
// may be on one stack; and they are at most that of the whole profile.
func (s *Stats) Regroup(function func(file string, line int, name string) (first int, ok bool)) {
	rows := s.Graph()
	if !s.sampled || rows.Basis() != callgraph.SampledLines {
		return
	}
	r := regrouping{rows: rows, out: callgraph.NewBuilder(), sums: make(map[int]callgraph.Figures)}
	r.out.SetBasis(callgraph.SampledLines)
	r.number(function)
	r.functions(s.total.Self)
	r.calls()
	s.Replace(r.out.Graph())
}

// regrouping feeds a builder with functions made of lines.
type regrouping struct {
	rows *callgraph.Graph
	out  *callgraph.Builder
	of   []int                     // by row: its function in out
	sums map[int]callgraph.Figures // by function
}

// number finds out which function each row belongs to.
func (r *regrouping) number(function func(file string, line int, name string) (first int, ok bool)) {
	type key struct{ file, name string }
	lowest := make(map[key]int)
	first := make([]int, r.rows.Len())
	for f := range first {
		line, ok := function(r.rows.File(f), r.rows.Line(f), r.rows.Name(f))
		if ok {
			first[f] = line
			continue
		}
		k := key{r.rows.File(f), r.rows.Name(f)}
		if known, ok := lowest[k]; !ok || r.rows.Line(f) < known {
			lowest[k] = r.rows.Line(f)
		}
		first[f] = -1
	}
	r.of = make([]int, r.rows.Len())
	for f := range first {
		file, name := r.rows.File(f), r.rows.Name(f)
		if first[f] < 0 {
			first[f] = lowest[key{file, name}]
		}
		r.of[f] = r.out.Function(r.out.Symbol([]byte(file)), first[f], r.out.Symbol([]byte(name)))
	}
}

// functions records the functions; total is the time of the profile in seconds.
func (r *regrouping) functions(total float64) {
	var order []int
	for f := range r.rows.Recorded() {
		sum, known := r.sums[r.of[f]]
		if !known {
			order = append(order, r.of[f])
			sum = uncounted(0, 0)
		}
		sum = sum.Plus(r.rows.Figures(f))
		sum.Cumulative = min(sum.Cumulative, total)
		r.sums[r.of[f]] = sum
	}
	for _, f := range order {
		r.out.Record(f, r.sums[f])
	}
}

// calls adds up the calls between functions.
func (r *regrouping) calls() {
	type pair struct{ caller, callee int }
	var order []pair
	seconds := make(map[pair]float64)
	for f := range r.rows.Recorded() {
		for e := range r.rows.Callers(f) {
			p := pair{r.of[e.Function], r.of[f]}
			if _, known := seconds[p]; !known {
				order = append(order, p)
			}
			seconds[p] += e.Cumulative
		}
	}
	for _, p := range order {
		caller := math.Inf(1)
		if sum, recorded := r.sums[p.caller]; recorded {
			caller = sum.Cumulative
		}
		r.out.AddEdge(p.caller, p.callee, callTimes(seconds[p], caller, r.sums[p.callee]))
	}
}
