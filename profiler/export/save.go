package export

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/internal/replace"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/profiler/sidecar"
	"tottime/profiler/view"
)

// Saved is what has been written.
type Saved struct {
	// Paths are the files, the one that was asked for first.
	Paths []string
	// Notes are sentences on what these files do not say of the profile.
	Notes []string
}

// SavePstats writes a profile to a .stats file, which pstats and other tools read, in place of one that is there. What such a file cannot say of functions goes
// to the sidecar beside it: their qualified names and places, the figures of those that share their file, line and name, and costs, what it cost to record
// calls, where that is known. A sidecar that was there and has nothing to say any more is removed: it would be taken for the new file's.
//
// The error names the file that cannot be written.
func SavePstats(files afero.Fs, path string, graph *callgraph.Graph, costs overhead.Costs) (Saved, error) {
	plain, names := sidecar.Split(graph, costs)
	var out bytes.Buffer
	if err := pstats.New(plain).Write(&out); err != nil {
		return Saved{}, fmt.Errorf("cannot write %s: %w", path, err)
	}
	if err := write(files, path, out.Bytes()); err != nil {
		return Saved{}, err
	}
	saved := Saved{Paths: []string{path}, Notes: unsaid(graph, plain, names)}
	beside := sidecar.For(files, path)
	_, err := sidecar.Load(files, beside)
	missing, ours := errors.Is(err, fs.ErrNotExist), err == nil
	switch {
	case names == nil && ours:
		if err := files.Remove(beside); err != nil {
			return saved, fmt.Errorf("cannot remove %s, which does not belong to the new %s: %w", beside, filepath.Base(path), err)
		}
	case names == nil:
	case !missing && !ours:
		saved.Notes = append(saved.Notes, fmt.Sprintf("%s is in the way of what tells functions with the same name and line apart, and of qualified names: these are not saved.", beside))
	default:
		out.Reset()
		if err := names.Write(&out); err != nil {
			return saved, fmt.Errorf("cannot write %s: %w", beside, err)
		}
		if err := write(files, beside, out.Bytes()); err != nil {
			return saved, err
		}
		saved.Paths = append(saved.Paths, beside)
	}
	return saved, nil
}

// unsaid are notes on what of a profile is in neither file.
func unsaid(graph, plain *callgraph.Graph, names *sidecar.Sidecar) (notes []string) {
	if graph.Stacks() != nil {
		notes = append(notes, "A .stats file cannot hold call stacks: it has which function called which, and the icicle of it will be estimated further down.")
	}
	if graph.Basis() != callgraph.Traced {
		notes = append(notes, "A .stats file cannot say that it was made of samples: its times will look as if they were exact.")
	}
	if graph.Knowledge().Calls == callgraph.Unknown || graph.Knowledge().EdgeCalls == callgraph.Unknown {
		notes = append(notes, "Numbers of calls that are not known are -1 in the file, as other samplers write them.")
	}
	if names == nil && plain.Len() < graph.Len() {
		notes = append(notes, "Functions that share their file, line and name are added up.")
	}
	return notes
}

// SaveCSV writes rows of a table to a file as comma-separated values, in place of one that is there.
func SaveCSV(files afero.Fs, path string, table Table, rows []view.Row) (Saved, error) {
	var out bytes.Buffer
	out.WriteString(csvWriter{}.head(table))
	var line []byte
	for _, row := range rows {
		line = csvWriter{}.row(line[:0], table, row)
		out.Write(line)
	}
	return Saved{Paths: []string{path}}, write(files, path, out.Bytes())
}

// SaveJSON writes the report that pstats.Stats.PrintJSON prints to a file, in place of one that is there.
func SaveJSON(files afero.Fs, path string, stats *pstats.Stats) (Saved, error) {
	var out bytes.Buffer
	if err := stats.PrintJSON(&out, 0); err != nil {
		return Saved{}, fmt.Errorf("cannot write %s: %w", path, err)
	}
	return Saved{Paths: []string{path}}, write(files, path, out.Bytes())
}

func write(files afero.Fs, path string, text []byte) error {
	if info, err := files.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("cannot write %s: it is a folder", path)
	}
	return replace.File(files, path, text)
}
