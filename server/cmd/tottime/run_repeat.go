package main

import (
	"fmt"

	"tottime/profiler/runs"
)

// mostRepeats is how often a program can be run by one command.
const mostRepeats = 1000

// printRepeat prints how much the runs of a program differ.
func printRepeat(env *environment, r runs.Repeat) {
	fmt.Fprintf(env.stdout, "%d runs             min     median        max\n", r.Runs)
	for _, row := range []struct {
		name string
		of   runs.Spread
	}{{"seconds in all", r.Wall}, {"seconds profiled", r.Profiled}} {
		fmt.Fprintf(env.stdout, "%-16s %10.3f %10.3f %10.3f\n", row.name, row.of.Min, row.of.Median, row.of.Max)
	}
}
