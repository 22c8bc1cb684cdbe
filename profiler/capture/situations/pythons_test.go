package situations_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/sidecar"
)

// versions are those that the page tells of, in order.
var versions = []string{"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"}

// installed are this machine's interpreters by their versions, and the versions that it does not have.
func installed(t *testing.T) (found map[string]python.Interpreter, missing []string) {
	found = map[string]python.Interpreter{}
	all, _ := python.NewFinder(disk).Find(t.Context(), python.Query{})
	for _, version := range versions {
		for _, i := range all {
			if strings.HasPrefix(i.Version, version+".") && found[version].Path == "" {
				found[version] = i
			}
		}
		if found[version].Path == "" {
			missing = append(missing, version)
		}
	}
	return found, missing
}

// function is a row of a profile.
type function struct {
	File             string
	Line             int
	Name             string
	Calls, Primitive int
	Cumulative       float64
	Callers          map[string]int // calls by the caller's name
}

// dump prints the rows of each profile that it is given, or null for one that pstats cannot read.
const dump = `
import json, pstats, sys
def rows(path):
    try:
        stats = pstats.Stats(path).stats
    except Exception:
        return None
    return [{"File": f, "Line": l, "Name": n, "Calls": nc, "Primitive": cc, "Cumulative": ct, "Callers": {c[2]: v[0] for c, v in callers.items()}}
        for (f, l, n), (cc, nc, tt, ct, callers) in stats.items()]
print(json.dumps([rows(path) for path in sys.argv[1:]]))
`

// load reads the profiles, where there are any, with the Python's own pstats, and the companion files that Tottime writes.
func (w *workshop) load(t *testing.T, all []*seen) {
	t.Helper()
	args, kept := []string{"-c", dump}, []*seen{}
	for _, s := range all {
		if _, err := os.Stat(s.file); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		args, kept = append(args, s.file), append(kept, s)
		if s.by == tottime {
			var err error
			if s.names, err = sidecar.Load(disk, sidecar.For(disk, s.file)); err != nil {
				t.Error(err)
			}
		}
	}
	text, err := process.Output(t.Context(), process.Command{Path: w.python.Path, Args: args}, process.Limits{Time: patience, Bytes: 100 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var profiles [][]function
	if err := json.Unmarshal(text, &profiles); err != nil || len(profiles) != len(kept) {
		t.Fatalf("%d profiles of %d were read: %v", len(profiles), len(kept), err)
	}
	for n, s := range kept {
		s.profile = profiles[n]
	}
}

// patience bounds how long anything may take.
const patience = 2 * time.Minute
