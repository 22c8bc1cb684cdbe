// Package runs keeps profiled runs, each in a folder of its own.
//
// A run's folder holds run.json (Run), profile.stats with its sidecar names.json, profiles of single processes and threads in parts, the text of
// profiled files in sources and, from when somebody wants the run to end until it has ended, a control file. The folder is written as the
// run goes: run.json exists from the moment the program is started, and its state says when it is complete.
package runs

import "time"

// FormatVersion is the version of run.json that this package writes and reads.
const FormatVersion = 1

// The names of the files in a run's folder.
const (
	// ManifestFile holds the Run as JSON.
	ManifestFile = "run.json"
	// ProfileFile is the profile of the whole run as a plain pstats file; it is absent when nothing was measured.
	ProfileFile = "profile.stats"
	// NamesFile is the sidecar of ProfileFile: what a plain pstats file cannot hold of its functions.
	NamesFile = "names.json"
	// ControlFile holds a Control for the run's supervisor.
	ControlFile = "control"
)

// State says how far a run is.
type State string

// The states of a run.
const (
	// Running: the supervisor has started and run.json is not complete. When the supervisor is gone, the run was lost.
	Running State = "running"
	// Ended: the program has ended, run.json and the profile are complete.
	Ended State = "ended"
)

// Run is what run.json says. It is the file format: its tags are the names in the file.
type Run struct {
	Version int `json:"version"`
	// Tottime is the release that made the run, such as "0.1.0"; it is empty when that is not known.
	Tottime    string     `json:"tottime,omitempty"`
	State      State      `json:"state"`
	Supervisor Supervisor `json:"supervisor"`
	Target     Target     `json:"target"`
	// WorkingDirectory is the absolute path of the folder that the program was started in.
	WorkingDirectory string `json:"workingDirectory"`
	Python           Python `json:"python"`
	// Profiler is the name of the profiler, such as "cprofile".
	Profiler string `json:"profiler"`
	// Started is when the program was started.
	Started time.Time `json:"started"`
	// Seconds is how long the program ran, in wall time; it is 0 until the run has ended.
	Seconds float64 `json:"seconds"`
	// Exit is how the program ended; it is nil until then.
	Exit *Exit `json:"exit,omitempty"`
	// SnapshotAge is how many seconds before its end the program was measured last, when it was ended without being able to save what it
	// had measured; it is 0 when nothing is missing.
	SnapshotAge float64   `json:"snapshotAge,omitempty"`
	Processes   []Process `json:"processes"`
	Threads     []Thread  `json:"threads"`
	// Git is nil when the working directory is in no repository.
	Git     *Git     `json:"git,omitempty"`
	Machine *Machine `json:"machine,omitempty"`
	// Overhead is nil when it is not known. Of several processes and threads it is the mean.
	Overhead *Overhead `json:"overhead,omitempty"`
	// Repeat is nil when the program was run once.
	Repeat   *Repeat   `json:"repeat,omitempty"`
	Problems []Problem `json:"problems"`
	// Label is the name that the user gave the run, Note what the user wrote about it; both are empty at first.
	Label string `json:"label,omitempty"`
	Note  string `json:"note,omitempty"`
}

// Supervisor is the process that looks after the program.
type Supervisor struct {
	PID int `json:"pid"`
	// Identity tells the process from a later one with the same number: see process.Identity.
	Identity string `json:"identity,omitempty"`
	// Tree is the ID of the program's process tree, once it is started. When the supervisor was killed, process.KillTree ends
	// what is left of the program.
	Tree string `json:"tree,omitempty"`
}

// Works tells whether the process still lives, where identity is process.Identity. One whose identity is not known counts as gone: it is that of
// every number that no process has.
func (s Supervisor) Works(identity func(pid int) string) bool {
	return s.Identity != "" && identity(s.PID) == s.Identity
}

// Python is the interpreter that ran the program.
type Python struct {
	Path           string `json:"path"`
	Version        string `json:"version"`
	Implementation string `json:"implementation"`
}

// Process is a Python process of the program. One that went on as another program by exec is there twice.
type Process struct {
	PID int `json:"pid"`
	// Program is 0 for the first program that ran in the process, 1 for the one that took its place by exec, and so on.
	Program int      `json:"program,omitempty"`
	Parent  int      `json:"parent"`
	Command []string `json:"command"`
	// File is the process's profile within the run's folder, in slashes; it is empty when the process called nothing.
	File string `json:"file,omitempty"`
	// Ended: what was measured is complete. Otherwise the process was killed, and SnapshotAge is how many seconds before the end of the run
	// it was measured last, which is more than what is missing when the process was killed long before.
	Ended       bool    `json:"ended"`
	SnapshotAge float64 `json:"snapshotAge,omitempty"`
	// Overhead is that of the process's calls; it is nil where it is not known, and where that of the run is the same.
	Overhead *Overhead `json:"overhead,omitempty"`
}

// Thread is a thread of one of the processes.
type Thread struct {
	// ID tells the thread from the others of its process.
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Process int    `json:"process"` // its PID
	Program int    `json:"program,omitempty"`
	// File is the thread's profile within the run's folder, in slashes; it is empty for the least of very many threads.
	File string `json:"file,omitempty"`
	// Overhead is that of the thread's calls; it is nil where it is not known, and where that of the run is the same.
	Overhead *Overhead `json:"overhead,omitempty"`
}

// Git is the state of the repository when the run started.
type Git struct {
	Commit string `json:"commit"`
	// Dirty: files that the repository knows had been changed since.
	Dirty bool `json:"dirty"`
}

// Machine is what the program ran on.
type Machine struct {
	System string `json:"system"` // such as "linux/amd64"
	CPU    string `json:"cpu,omitempty"`
	Cores  int    `json:"cores"`
	// Load is the number of processes that wanted to run in the minute before the start; it is nil where the system does not tell.
	Load *float64 `json:"load,omitempty"`
}

// Ending says how a run ended.
type Ending string

// The endings.
const (
	// Exited: the program ended by itself with an exit code.
	Exited Ending = "exited"
	// Signalled: the program was ended by a signal that the supervisor did not send.
	Signalled Ending = "signal"
	// Stopped: the user stopped it, by a Control, with Ctrl-C, or by ending the supervisor.
	Stopped Ending = "stopped"
	// TimeLimit: the program ran for as long as it was allowed to and was stopped.
	TimeLimit Ending = "time-limit"
	// Lost: the supervisor was killed, so that nobody knows how the program ended.
	Lost Ending = "lost"
	// Failed: the program could not be started.
	Failed Ending = "failed"
)

// Exit is how a program ended.
type Exit struct {
	// Code is the exit code, 128 and the signal's number for a program that a signal ended.
	Code int `json:"code"`
	// Signal is the name of the signal that ended the program, such as "SIGTERM"; it is empty otherwise.
	Signal string `json:"signal,omitempty"`
	How    Ending `json:"how"`
}

// Problem is something that the user should know of a run and its profile.
type Problem struct {
	// Code is stable and made for programs, such as "nothing-measured".
	Code string `json:"code"`
	// Text is a sentence for the user.
	Text string `json:"text"`
}
