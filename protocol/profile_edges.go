package protocol

// ProfileEdgesParams ask for the callers or the callees of a function.
type ProfileEdgesParams struct {
	Profile string `json:"profile"`
	// Path is ids of functions: one whose callers or callees are wanted is enough. Of more, each is a caller (a callee) of the one before it, those of the
	// last are wanted, and their figures are only what can be put down to this path.
	Path List[string] `json:"path"`
	// Sort is as in ProfileRowsParams, by the figures of the edges; without any the greatest cumulative time is first.
	Sort List[SortColumn] `json:"sort"`
	// Offset is the index of the first row wanted, Limit the number of rows, at most 1000.
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
}

// ProfileEdgesResult is callers or callees of a function.
type ProfileEdgesResult struct {
	// Function is the function, as in the table.
	Function Row           `json:"function"`
	Rows     List[EdgeRow] `json:"rows"`
	// Matching is the number of callers or callees in all.
	Matching int `json:"matching"`
}

// EdgeRow is a caller or a callee, with the figures of the calls between it and the function.
type EdgeRow struct {
	Function string `json:"function"`
	Name     string `json:"name"`
	Builtin  bool   `json:"builtin,omitempty"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Origin   Origin `json:"origin"`

	// Calls and PrimitiveCalls are of these calls alone; absent where the profile does not say them.
	Calls          *int `json:"calls,omitempty"`
	PrimitiveCalls *int `json:"primitiveCalls,omitempty"`
	// Self and Cumulative are the seconds that the callee took in these calls: of the callers' rows they are the function's own. They are absent where the
	// profile does not say them, as that of the module profile.
	Self              *float64 `json:"self,omitempty"`
	Cumulative        *float64 `json:"cumulative,omitempty"`
	SelfPerCall       *float64 `json:"selfPerCall,omitempty"`
	CumulativePerCall *float64 `json:"cumulativePerCall,omitempty"`
	// Part is Cumulative as a part of the function's cumulative time (of a path, of what can be put down to it), 0 to 1, or where there are no times Calls as
	// a part of the calls; it is what a bar shows. It is absent where neither is known.
	Part *float64 `json:"part,omitempty"`
	// Corrected is what Overhead leaves of the times.
	Corrected *CorrectedEdge `json:"corrected,omitempty"`

	// Estimated says that the figures are a guess: the profile does not say how the function's time divides among the paths to it.
	Estimated bool `json:"estimated,omitempty"`
	// Recursive says that the function is on the path already: it calls itself, directly or not.
	Recursive bool `json:"recursive,omitempty"`
	// Further is the number of its own callers or callees.
	Further int `json:"further"`
}

// CorrectedEdge are times of calls between two functions without the overhead of recording, in seconds.
type CorrectedEdge struct {
	Self              float64  `json:"self"`
	Cumulative        float64  `json:"cumulative"`
	SelfPerCall       *float64 `json:"selfPerCall,omitempty"`
	CumulativePerCall *float64 `json:"cumulativePerCall,omitempty"`
}
