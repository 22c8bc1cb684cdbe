package protocol

// RunsListParams ask for the runs that are kept.
type RunsListParams struct {
	// Limit is the greatest number of runs; 0 is no limit.
	Limit int `json:"limit,omitempty"`
}

// RunsListResult lists runs, the newest first.
type RunsListResult struct {
	Runs List[SavedRun] `json:"runs"`
	// Matching is the number of runs that there are.
	Matching int `json:"matching"`
}

// SavedRun is a run that is kept.
type SavedRun struct {
	// Run is the name of its folder.
	Run string `json:"run"`
	// Profile is the absolute path of its profile, for ProfileOpenParams.Path; absent where there is none (yet).
	Profile string `json:"profile,omitempty"`
	// Name is the target in few words, Python the interpreter, such as "CPython 3.13.0".
	Name   string `json:"name"`
	Python string `json:"python,omitempty"`
	// Started is in seconds since 1970, Seconds how long the program ran, 0 where that is not known.
	Started float64   `json:"started"`
	Seconds float64   `json:"seconds"`
	Ending  RunEnding `json:"ending,omitempty"`
	Label   string    `json:"label,omitempty"`
	// Problem says that the folder is damaged, and how.
	Problem *Problem `json:"problem,omitempty"`
}
