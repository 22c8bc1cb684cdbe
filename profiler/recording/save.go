package recording

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/internal/replace"
	"tottime/profiler/pstats"
	"tottime/profiler/runs"
)

// mostParts is how many threads and processes get a profile of their own: a server may start a thread for each request.
const mostParts = 256

// Save makes the files of a run that has ended, of which p was read: the profile, one for each process and thread where there are several, and the
// names of functions. It notes the names of these files in p. Nothing is written when nothing was recorded.
//
// source returns the text of a source file as it was when it ran, false when that is not known: it tells where definitions begin.
//
// The recordings stay; Discard removes them. The error names the file that cannot be written; the recordings still hold all there is then.
func (p *Profile) Save(files afero.Fs, folder string, source func(file string) ([]byte, bool)) error {
	if p.Functions() == 0 {
		return nil
	}
	if err := writeStats(files, filepath.Join(folder, runs.ProfileFile), together(p.Graph)); err != nil {
		return err
	}
	if err := p.saveParts(files, folder); err != nil {
		return err
	}
	text, err := names(p.Graph, p.Costs(), source)
	if err != nil {
		return err
	}
	return replace.File(files, filepath.Join(folder, runs.NamesFile), text)
}

// Discard removes the recordings of a run, once they are saved or nobody wants them.
func Discard(files afero.Fs, folder string) error {
	found, err := list(files, folder)
	if err != nil {
		return err
	}
	for _, f := range found {
		if err := files.Remove(filepath.Join(folder, Folder, f.name)); err != nil {
			return err
		}
	}
	left, err := afero.ReadDir(files, filepath.Join(folder, Folder))
	if err != nil {
		return nil
	}
	kept := 0
	for _, entry := range left {
		// What a process was writing when it was killed.
		if !unfinished.MatchString(entry.Name()) || files.Remove(filepath.Join(folder, Folder, entry.Name())) != nil {
			kept++
		}
	}
	if kept > 0 {
		return nil
	}
	return files.Remove(filepath.Join(folder, Folder))
}

// Recorded tells whether a run has recordings.
func Recorded(files afero.Fs, folder string) bool {
	found, _ := list(files, folder)
	return len(found) > 0
}

func writeStats(files afero.Fs, path string, g *callgraph.Graph) error {
	var out bytes.Buffer
	if err := pstats.New(g).Write(&out); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return replace.File(files, path, out.Bytes())
}

// part is a thread to be saved.
type part struct{ process, thread int }

// saveParts writes the profiles of single processes and threads and notes their names. Where there is but one thread, or one process, its profile is
// the run's or the process's own. Of very many threads, those that took the most time get files.
func (p *Profile) saveParts(files afero.Fs, folder string) error {
	var parts []part
	for i := range p.Processes {
		for j := range p.Processes[i].Threads {
			parts = append(parts, part{i, j})
		}
	}
	if len(p.Processes) == 1 {
		p.Processes[0].File = runs.ProfileFile
	}
	if len(parts) == 1 {
		only := &p.Processes[parts[0].process]
		only.File, only.Threads[0].File = runs.ProfileFile, runs.ProfileFile
		return nil
	}
	self := func(x part) float64 { return p.Processes[x.process].Threads[x.thread].Self }
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(self(b), self(a)) })
	chosen := map[int][]int{} // threads by process
	for _, x := range parts[:min(len(parts), mostParts)] {
		chosen[x.process] = append(chosen[x.process], x.thread)
	}
	for i := range p.Processes {
		if len(chosen[i]) > 0 {
			if err := p.Processes[i].save(files, folder, chosen[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// save writes the files of a process: of these of its threads and, unless it has a name already, of the whole.
func (p *Process) save(files afero.Fs, folder string, threads []int) error {
	content, err := read(files, folder, file{name: p.name, pid: p.PID})
	if err != nil {
		return err
	}
	write := func(name string, threads ...thread) (string, error) {
		t := newTally()
		t.add(&recording{functions: content.functions, threads: threads})
		inRun := path.Join(Folder, name+".stats")
		return inRun, writeStats(files, filepath.Join(folder, filepath.FromSlash(inRun)), together(t.close().graph))
	}
	for _, i := range threads {
		t := &p.Threads[i]
		if t.index >= len(content.threads) {
			continue // the process has written its recording anew since it was read, with other threads
		}
		if t.File, err = write(fmt.Sprintf("%d-%d", p.PID, t.ID), content.threads[t.index]); err != nil {
			return err
		}
	}
	switch {
	case p.File != "":
	case len(p.Threads) == 1:
		p.File = p.Threads[0].File
	case p.Threads[0].ID == 1:
		p.File, err = write(strconv.Itoa(p.PID), content.threads...)
	default: // after exec
		p.File, err = write(strings.Replace(strings.TrimSuffix(p.name, ".rec"), "-", ".", 1), content.threads...)
	}
	return err
}
