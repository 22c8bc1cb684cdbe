package protocol

// ProfileOpenParams name a profile: either Path or Run is given.
type ProfileOpenParams struct {
	// Path is that of a file; it is absolute.
	Path string `json:"path,omitempty"`
	// Run is the id of a run that this server has started or followed. While it goes on, the profile is what was measured up to its newest snapshots and
	// does not change; opening it again gives the figures of then. Of a run that has ended it is the saved profile. CodeUnknownRun is answered to any
	// other id, CodeNothingMeasured when there is nothing to open, or not yet.
	Run string `json:"run,omitempty"`
	// Add are the absolute paths of further files: the profile is all of them added up. A file that is named twice is counted twice. One that cannot be read, or
	// not be added, is an error that names it.
	Add List[string] `json:"add,omitempty"`
	// Folders are the workspace's folders. Sources with relative names are looked for in them, so that names can be shown with their
	// classes, and functions in them are those of the project.
	Folders List[string] `json:"folders,omitempty"`
	// Mappings say where sources are that were elsewhere when the program was run, the first that fits first.
	Mappings      List[PathMapping] `json:"mappings,omitempty"`
	WorkDoneToken *ProgressToken    `json:"workDoneToken,omitempty"`
}

// PathMapping says that the files of one folder are now in another.
type PathMapping struct {
	// From is a folder as the profile names it, on any system. To is its absolute path on this one.
	From string `json:"from"`
	To   string `json:"to"`
}

// ProfileFile is one of the files that make up a profile.
type ProfileFile struct {
	Path string `json:"path"`
	// Modified is when it was written, in seconds since 1970.
	Modified float64 `json:"modified"`
}

// OriginTotal is what the functions of one origin have together.
type OriginTotal struct {
	Origin    Origin `json:"origin"`
	Functions int    `json:"functions"`
	// Self is the seconds of their self time, Share its part of that of all functions, 0 to 1.
	Self  float64 `json:"self"`
	Share float64 `json:"share"`
}

// Concentration is the least number of functions that take a share of the self time.
type Concentration struct {
	Functions int `json:"functions"`
	// Share is what is asked for, 0.8, and Taken what these functions take, at least as much.
	Share float64 `json:"share"`
	Taken float64 `json:"taken"`
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
	// Run is the run that the profile was measured in, absent for a file that is not one of a run's, and for several files.
	Run *ProfileRun `json:"run,omitempty"`
	// Files are those that were added up, ProfileOpenParams.Path first; there are none when it is only one.
	Files List[ProfileFile] `json:"files"`
	// Origins has an entry for each origin that functions are of, in the order project, package, standard library, built-in.
	Origins List[OriginTotal] `json:"origins"`
	// Concentration is absent where the profile has no time.
	Concentration *Concentration `json:"concentration,omitempty"`
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
