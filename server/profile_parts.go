package server

import (
	"path/filepath"
	"strconv"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// What is listed of a run at most.
const (
	maxProcesses = 256
	maxThreads   = 256 // of all processes together
	maxWords     = 100 // of a command line
)

// wireProcesses lists the processes of a run in a folder, with their threads.
func wireProcesses(saved runs.Run, folder string) (processes protocol.List[protocol.RunProcess]) {
	type program struct{ pid, number int }
	place := map[program]int{}
	for _, p := range atMost(maxProcesses, saved.Processes, func(p runs.Process) bool { return p.File != "" }) {
		place[program{p.PID, p.Program}] = len(processes)
		processes = append(processes, protocol.RunProcess{
			PID: p.PID, Parent: p.Parent, Command: p.Command[:min(len(p.Command), maxWords)], File: partPath(folder, p.File),
			Ended: p.Ended, SnapshotAge: finite(p.SnapshotAge),
		})
	}
	for _, t := range atMost(maxThreads, saved.Threads, func(t runs.Thread) bool { return t.File != "" }) {
		if i, listed := place[program{t.Process, t.Program}]; listed {
			processes[i].Threads = append(processes[i].Threads, protocol.RunThread{ID: strconv.Itoa(t.ID), Name: t.Name, File: partPath(folder, t.File)})
		}
	}
	return processes
}

// atMost returns list when it has at most so many elements; else so many of it, those first for which better is true.
func atMost[T any](most int, list []T, better func(T) bool) []T {
	if len(list) <= most {
		return list
	}
	var chosen, others []T
	for _, element := range list {
		if better(element) {
			chosen = append(chosen, element)
		} else {
			others = append(others, element)
		}
	}
	return append(chosen, others...)[:most]
}

// partPath is the path of a file that a run.json names: one within the run's folder, else "".
func partPath(folder, file string) string {
	local := filepath.FromSlash(file)
	if file == "" || !filepath.IsLocal(local) {
		return ""
	}
	return filepath.Join(folder, local)
}
