// Package recording reads what the driver in each Python process of a run records, and makes the run's profile of it.
//
// A recording is a file parts/<pid>-<n>.rec in the run's folder: a marshalled dict with all that is known of one process, replaced again and
// again while the process runs. Its keys are:
//
//	"version": 1
//	"pid", "parent": ints; "command": [str…]; "python": str; "profiler": "cprofile", "profile", …
//	"started", "now": seconds of Unix time, of the process's start and of this writing
//	"ended": bool, False for a snapshot; "how": str, what made the process end, such as "exit" or "signal"
//	"costs": [(inner, outer of a function in Python, of one in C, of a method in C)…] by thread, six floats: the seconds that it costs to record a call,
//		see overhead.Cost; () when that is not known
//	"per_call": float, instead of it in recordings of earlier versions: the seconds that it costs to record a call of a function in Python
//	"problems": [str…], codes of what the user should know
//	"functions": [(file, first line, name, qualified name or "", last line or 0, fingerprint or 0)…], each code object once;
//		("~", 0, name, "", 0, 0) is one in C. A fingerprint is an int that differs where code does and is the same in every process; it may be left out.
//	"threads": [(name, ident, [(function, calls, recursive calls, cumulative, self, callees)…])…]
//	"subcalls": bool, False when it is not to be told who called whom
//	"driver", "wrappers": [function…], see cut
//
// A function in an entry is its place among the functions. Calls include the recursive ones, as in _lsprof's getstats(); the callees are
// [(function, calls, recursive calls, cumulative, self)…], or [(function, calls)…] where the profiler does not time them. Sequences
// may be tuples or lists, and keys that are not known are skipped.
package recording

import (
	"errors"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// FormatVersion is the version of recordings that this package reads.
const FormatVersion = 1

// Folder is the name of the folder with the recordings within a run's folder. The profiles of single threads are kept there too.
const Folder = "parts"

// ErrNotRecording is wrapped by errors that say that a file cannot be understood.
var ErrNotRecording = errors.New("not a readable recording")

// recording is the content of a file.
type recording struct {
	Process
	functions []function
	threads   []thread
	costs     []overhead.Costs // by thread; it may end before the threads do
	driver    []int32
	wrappers  []int32
	flat      bool
}

// function is a code object, or a function written in C.
type function struct {
	file      string
	line      int
	name      string
	qualified string
	end       int
	print     int64 // the fingerprint
}

// thread is what one profiler recorded.
type thread struct {
	name    string
	entries []entry
}

// entry is a function with what was recorded of it and of its calls of others.
type entry struct {
	function int32
	callgraph.Figures
	callees []call
}

// call is how often a function called another, and for how long.
type call struct {
	function int32
	callgraph.Figures
}
