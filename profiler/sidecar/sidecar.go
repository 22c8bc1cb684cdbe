// Package sidecar reads and writes the file beside a profile that says what pstats' format cannot: qualified names, where functions end, the figures of
// functions that share a file, line and name, what it cost to record calls.
package sidecar

import (
	"errors"
	"path/filepath"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// Version is that of the format which this package reads and writes.
const Version = 1

// A Sidecar tells the code objects of a profile apart.
type Sidecar struct {
	// Costs are what it cost to record calls, as a mean of all processes and threads; they are zero where that is not known.
	Costs overhead.Costs
	// Functions are one for each code object, and one for each function written in C that an edge names.
	Functions []Function
	// Edges are all those with an end that shares its file, line and name with others, and maybe more.
	Edges []Edge
}

// Function is a code object and its figures. The line is that of its first decorator where it has any, as pstats has it.
type Function struct {
	File string
	Line int
	Name string
	callgraph.Details
	callgraph.Figures
}

// Edge is the calls of a function by another; both are indices into Functions.
type Edge struct {
	Caller, Callee int
	callgraph.Figures
}

// ErrNotSidecar is wrapped by the errors on files that are no sidecars, or damaged ones.
var ErrNotSidecar = errors.New("not a usable sidecar")

// For returns where the sidecar of a profile lies: names.json in the folder of a run, FILE.json beside any other FILE.
func For(files afero.Fs, profile string) string {
	folder, name := filepath.Split(profile)
	if name == "profile.stats" {
		if _, err := files.Stat(filepath.Join(folder, "run.json")); err == nil {
			return filepath.Join(folder, "names.json")
		}
	}
	return profile + ".json"
}
