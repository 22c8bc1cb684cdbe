package protocol

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
	Filter  Filter           `json:"filter"`
	// Group makes one row of all functions that have something in common.
	Group Grouping `json:"group,omitempty"`
	// Within is the id of a group (Row.Group) whose functions are wanted instead of the groups.
	Within string `json:"within,omitempty"`
	// Offset is the index of the first row wanted, Limit the number of rows, at most 1000.
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
}

// ProfileRowsResult is a page of the table.
type ProfileRowsResult struct {
	Rows List[Row] `json:"rows"`
	// Matching is the number of rows that the filter keeps, Functions that of the functions in them: it differs where they are groups.
	Matching  int `json:"matching"`
	Functions int `json:"functions"`
	// Self is the seconds of self time of these functions, Share its part of that of all functions, 0 to 1.
	Self  float64 `json:"self"`
	Share float64 `json:"share"`
	// Problem says what is wrong with the filter. There are no rows then.
	Problem *FilterProblem `json:"problem,omitempty"`
}

// Row is a function in the table, or a group of functions.
type Row struct {
	// Function is the function's id within the profile; it is empty for a group.
	Function string `json:"function"`
	// Group is the group's id within the profile, Functions the number of its functions that the filter keeps; they are absent for a function.
	Group     string `json:"group,omitempty"`
	Functions int    `json:"functions,omitempty"`
	// Name is the name in the profile, with its class where that or the source tells it. A built-in's is as pstats prints it, such as
	// "{built-in method time.sleep}". That of a group is its class, its file without the folder, or its package.
	Name string `json:"name"`
	// Builtin says that the function is written in C, in a profile of Python: it has neither File nor Line.
	Builtin bool `json:"builtin,omitempty"`
	// File and Line are as in the profile; File is empty and Line is 0 where it does not say them. That of a group is the file of the class, or the folder
	// of the package.
	File string `json:"file"`
	Line int    `json:"line"`
	// Origin is where the function comes from, or most of the group's self time.
	Origin Origin `json:"origin"`
	// Callers and Callees are the numbers of functions that called this one, and that it called: 0 for a group.
	Callers int `json:"callers"`
	Callees int `json:"callees"`

	// Calls and PrimitiveCalls are absent where the profile does not say them.
	Calls          *int    `json:"calls,omitempty"`
	PrimitiveCalls *int    `json:"primitiveCalls,omitempty"`
	Self           float64 `json:"self"`
	Cumulative     float64 `json:"cumulative"`
	// SelfPerCall is Self by Calls, CumulativePerCall is Cumulative by PrimitiveCalls; absent where there are none to divide by.
	SelfPerCall       *float64 `json:"selfPerCall,omitempty"`
	CumulativePerCall *float64 `json:"cumulativePerCall,omitempty"`
	// CumulativeAtMost says that the true cumulative time of the group may be less, because its functions and others call each other in turn.
	CumulativeAtMost bool `json:"cumulativeAtMost,omitempty"`
	// Share is Self, CumulativeShare is Cumulative, as a part of the profile's summed self time, 0 to 1.
	Share           float64 `json:"share"`
	CumulativeShare float64 `json:"cumulativeShare"`
	// Corrected is present in every row of a profile that has an Overhead.
	Corrected *Corrected `json:"corrected,omitempty"`
}
