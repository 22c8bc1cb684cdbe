package protocol

// ProfileOpenParams name a profile: either Path or Run is given.
type ProfileOpenParams struct {
	// Path is that of a file; it is absolute.
	Path string `json:"path,omitempty"`
	// Run is the id of a run that this server has started or followed. While it goes on, the profile is what was measured up to its newest snapshots and
	// does not change; opening it again gives the figures of then. Of a run that has ended it is the saved profile. CodeUnknownRun is answered to any
	// other id, CodeNothingMeasured when there is nothing to open, or not yet.
	Run string `json:"run,omitempty"`
	// Folders are the workspace's folders. Sources with relative names are looked for in them, so that names can be shown with their
	// classes.
	Folders       List[string]   `json:"folders,omitempty"`
	WorkDoneToken *ProgressToken `json:"workDoneToken,omitempty"`
}

// ProfileOpenResult describes an open profile.
type ProfileOpenResult struct {
	Profile string `json:"profile"`
	// Path is the profile's file. That of a run that goes on is not there yet: it is written when the run ends.
	Path string `json:"path"`
	// Modified is when the file was written, or the newest snapshot taken, in seconds since 1970.
	Modified float64 `json:"modified"`
	// Functions is the number of functions, Calls and PrimitiveCalls are the sums over them; absent where the profile does not say how
	// often every one of them was called.
	Functions      int  `json:"functions"`
	Calls          *int `json:"calls,omitempty"`
	PrimitiveCalls *int `json:"primitiveCalls,omitempty"`
	// Seconds is the sum of all functions' self time.
	Seconds float64 `json:"seconds"`
	// Overhead is what it cost to record the profile. It is absent where that is not known; rows and hotspots have no corrected times then.
	Overhead *Overhead `json:"overhead,omitempty"`
	Accuracy Accuracy  `json:"accuracy"`
	// Notes are sentences on what is estimated or not known, and on what differs from that which Python's pstats would show.
	Notes List[string] `json:"notes"`
	// Problems are what is wrong with the profile.
	Problems List[Problem] `json:"problems"`
	// Run is the run that the profile was measured in, absent for a file that is not one of a run's.
	Run *ProfileRun `json:"run,omitempty"`
}

// Grade says how far a kind of figure can be relied on.
type Grade string

// The grades, from the strongest on.
const (
	// GradeExact: as it was counted and measured.
	GradeExact Grade = "exact"
	// GradeEstimated: from samples; the truth may be more or less.
	GradeEstimated Grade = "estimated"
	// GradeAtMost: the truth may be less.
	GradeAtMost Grade = "atMost"
	// GradeUnknown: the profile does not say.
	GradeUnknown Grade = "unknown"
)

// Accuracy says how far the figures of a profile can be relied on, by their kind. A kind is as good as the weakest of its figures.
type Accuracy struct {
	// Calls is how often functions were called.
	Calls      Grade `json:"calls"`
	Self       Grade `json:"self"`
	Cumulative Grade `json:"cumulative"`
	// EdgeCalls is how often one function called another, EdgeTimes how long these calls took.
	EdgeCalls Grade `json:"edgeCalls"`
	EdgeTimes Grade `json:"edgeTimes"`
	// Paths is which functions were on the stack above a function's direct caller.
	Paths Grade `json:"paths"`
}

// ProfileRun is what is known of a profile's run.
type ProfileRun struct {
	// Part is the process or thread that the profile is of; it is absent for the profile of the whole run.
	Part   *RunPart `json:"part,omitempty"`
	Target Target   `json:"target"`
	// Name is the target in few words, without its arguments, such as "shop.py" or "-m shop".
	Name string `json:"name"`
	// Python is the interpreter's implementation and version, such as "CPython 3.13.0".
	Python string `json:"python"`
	// Started is when the program was started, in seconds since 1970.
	Started float64 `json:"started"`
	// Running says that the program went on when the profile was opened.
	Running bool `json:"running,omitempty"`
	// Ending says how the program ended; it is absent while the program goes on and when that is not known. Seconds is how long the program ran, or had
	// been running when the profile was opened; it is 0 when neither is known.
	Ending   RunEnding `json:"ending,omitempty"`
	ExitCode int       `json:"exitCode"`
	Signal   string    `json:"signal,omitempty"`
	Seconds  float64   `json:"seconds"`
	// SnapshotAge is how many seconds before the end of the program, or before the profile was opened, it was measured last. It is absent when
	// nothing is missing.
	SnapshotAge float64 `json:"snapshotAge,omitempty"`
	// Profiler is the name of what measured, such as "cprofile", "profile" or, for a class of the user's, "clocks:Profile".
	Profiler string `json:"profiler"`
	// Repeat is absent when the program was run once.
	Repeat *RunRepeat `json:"repeat,omitempty"`
	// Git is absent when the working directory is in no repository.
	Git *RunGit `json:"git,omitempty"`
	// Overhead is absent when it was not measured.
	Overhead *RunOverhead `json:"overhead,omitempty"`
	// Processes are the Python processes of the program: at most 256 of them with at most 256 threads in all. Of more, those with a File are there.
	Processes List[RunProcess] `json:"processes"`
}

// ProfileCloseParams name an open profile.
type ProfileCloseParams struct {
	Profile string `json:"profile"`
}

// SortKey is a column to sort by.
type SortKey string

// The sort keys: pstats' own, the two per-call columns, and the corrected times, in place of which those that were recorded are taken where a profile has
// none.
const (
	SortCalls             SortKey = "ncalls"
	SortPrimitiveCalls    SortKey = "pcalls"
	SortSelf              SortKey = "tottime"
	SortSelfPerCall       SortKey = "tottime/call"
	SortCumulative        SortKey = "cumtime"
	SortCumulativePerCall SortKey = "cumtime/call"
	SortName              SortKey = "name"
	SortFile              SortKey = "filename"
	SortLine              SortKey = "line"
	SortNameFileLine      SortKey = "nfl"
	SortStandardName      SortKey = "stdname"

	SortCorrectedSelf              SortKey = "corrected-tottime"
	SortCorrectedSelfPerCall       SortKey = "corrected-tottime/call"
	SortCorrectedCumulative        SortKey = "corrected-cumtime"
	SortCorrectedCumulativePerCall SortKey = "corrected-cumtime/call"
)

// SortColumn is a key with its direction. Equal rows keep the order of the next column, at last that of the file, as in pstats. Rows that
// have no figure in the first column come last in either direction.
type SortColumn struct {
	Key        SortKey `json:"key"`
	Descending bool    `json:"descending"`
}

// ProfileRowsParams ask for one page of the table.
type ProfileRowsParams struct {
	Profile string           `json:"profile"`
	Sort    List[SortColumn] `json:"sort"`
	// Filter keeps the functions whose name or location contains it, whatever the case; empty keeps all.
	Filter string `json:"filter"`
	// Offset is the index of the first row wanted, Limit the number of rows, at most 1000.
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
}

// ProfileRowsResult is a page of the table.
type ProfileRowsResult struct {
	Rows List[Row] `json:"rows"`
	// Matching is the number of functions that the filter keeps.
	Matching int `json:"matching"`
}

// Row is a function in the table.
type Row struct {
	// Function is the function's id within the profile.
	Function string `json:"function"`
	// Name is the name in the profile, with its class where that or the source tells it. A built-in's is as pstats prints it, such as
	// "{built-in method time.sleep}".
	Name string `json:"name"`
	// Builtin says that the function is written in C, in a profile of Python: it has neither File nor Line.
	Builtin bool `json:"builtin,omitempty"`
	// File and Line are as in the profile; File is empty and Line is 0 where it does not say them.
	File string `json:"file"`
	Line int    `json:"line"`

	// Calls and PrimitiveCalls are absent where the profile does not say them.
	Calls          *int    `json:"calls,omitempty"`
	PrimitiveCalls *int    `json:"primitiveCalls,omitempty"`
	Self           float64 `json:"self"`
	Cumulative     float64 `json:"cumulative"`
	// SelfPerCall is Self by Calls, CumulativePerCall is Cumulative by PrimitiveCalls; absent where there are none to divide by.
	SelfPerCall       *float64 `json:"selfPerCall,omitempty"`
	CumulativePerCall *float64 `json:"cumulativePerCall,omitempty"`
	// Share is Self as a part of the profile's summed self time, 0 to 1.
	Share float64 `json:"share"`
	// Corrected is present in every row of a profile that has an Overhead.
	Corrected *Corrected `json:"corrected,omitempty"`
}

// ProfileHotspotsParams name a source file.
type ProfileHotspotsParams struct {
	Profile string `json:"profile"`
	// Path is the absolute path of the source file.
	Path string `json:"path"`
	// Folders are the workspace's folders, against which relative names in the profile are tried.
	Folders List[string] `json:"folders"`
}

// ProfileHotspotsResult holds a source file's marks, by line.
type ProfileHotspotsResult struct {
	Hotspots List[Hotspot] `json:"hotspots"`
}

// Hotspot is a function that deserves a mark in its source file.
type Hotspot struct {
	Function string `json:"function"`
	// Name is the qualified name, such as "Basket.total".
	Name string `json:"name"`
	// Line is that of def, after the decorators.
	Line int `json:"line"`
	// Heat is 1 (cool) to 5 (hottest), by Share.
	Heat int `json:"heat"`

	// Calls and PrimitiveCalls are absent where the profile does not say them.
	Calls             *int     `json:"calls,omitempty"`
	PrimitiveCalls    *int     `json:"primitiveCalls,omitempty"`
	Self              float64  `json:"self"`
	Cumulative        float64  `json:"cumulative"`
	SelfPerCall       *float64 `json:"selfPerCall,omitempty"`
	CumulativePerCall *float64 `json:"cumulativePerCall,omitempty"`
	// Share is Self, CumulativeShare is Cumulative, as a part of the profile's summed self time, 0 to 1.
	Share           float64 `json:"share"`
	CumulativeShare float64 `json:"cumulativeShare"`
	// Corrected is present where the profile has an Overhead. Heat is by the Share that was recorded.
	Corrected *Corrected `json:"corrected,omitempty"`
}

// ProfileLocationParams name a function of an open profile.
type ProfileLocationParams struct {
	Profile  string       `json:"profile"`
	Function string       `json:"function"`
	Folders  List[string] `json:"folders"`
}

// ProfileLocationResult is where a function's source is. Path is absent when there is none; Problem says why, or that Path has changed
// so much that Line is only the profile's.
type ProfileLocationResult struct {
	Path string `json:"path,omitempty"`
	// Line is that of def, after the decorators.
	Line    int      `json:"line,omitempty"`
	Problem *Problem `json:"problem,omitempty"`
}
