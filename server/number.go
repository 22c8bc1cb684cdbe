package server

import (
	"math"

	"tottime/profiler/callgraph"
)

// whole is n as the wire can carry it: JavaScript counts up to 2^53.
func whole(n int64) int {
	const most = 1<<53 - 1
	return int(min(max(n, -most), most))
}

// wholeOrAbsent is a number of calls, where the profile says it.
func wholeOrAbsent(calls int64) *int {
	if calls == callgraph.Uncounted {
		return nil
	}
	return new(whole(calls))
}

// finite is x, or 0 for what JSON has no number for: a damaged profile holds such times.
func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// finiteOrAbsent is x where JSON has a number for it.
func finiteOrAbsent(x *float64) *float64 {
	if x == nil || *x != finite(*x) {
		return nil
	}
	return x
}
