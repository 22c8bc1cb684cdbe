package protocol

// ProfileDiffParams compare two open profiles and ask for a page of the table of differences.
type ProfileDiffParams struct {
	// Base is the profile before, Head the one after.
	Base string           `json:"base"`
	Head string           `json:"head"`
	Sort List[DiffColumn] `json:"sort"`
	// Filter is as in ProfileRowsParams; its conditions on figures hold for either profile, and there are further ones on differences, such as
	// "tottime-difference > 10ms".
	Filter Filter `json:"filter"`
	// Kinds are those that are kept; without any, all are.
	Kinds     List[DiffKind] `json:"kinds,omitempty"`
	Tolerance DiffTolerance  `json:"tolerance"`
	// Offset is the index of the first row wanted, Limit the number of rows, at most 1000.
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
}

// DiffTolerance is how much of a difference counts as none: one of self time that is not above Seconds, or not above Share of the time before.
type DiffTolerance struct {
	Seconds float64 `json:"seconds"`
	// Share is a part, such as 0.05.
	Share float64 `json:"share"`
}

// DiffKind is what became of a function.
type DiffKind string

// The kinds. Slower and faster are by self time.
const (
	DiffNew    DiffKind = "new"
	DiffGone   DiffKind = "gone"
	DiffSlower DiffKind = "slower"
	DiffFaster DiffKind = "faster"
	DiffSame   DiffKind = "same"
)

// DiffKey is a column of the table of differences.
type DiffKey string

// The columns.
const (
	DiffByName DiffKey = "name"
	DiffByFile DiffKey = "filename"
	DiffByKind DiffKey = "kind"

	DiffCallsBefore          DiffKey = "ncalls-before"
	DiffCallsAfter           DiffKey = "ncalls-after"
	DiffCallsDifference      DiffKey = "ncalls-difference"
	DiffCallsPercent         DiffKey = "ncalls-percent"
	DiffSelfBefore           DiffKey = "tottime-before"
	DiffSelfAfter            DiffKey = "tottime-after"
	DiffSelfDifference       DiffKey = "tottime-difference"
	DiffSelfPercent          DiffKey = "tottime-percent"
	DiffCumulativeBefore     DiffKey = "cumtime-before"
	DiffCumulativeAfter      DiffKey = "cumtime-after"
	DiffCumulativeDifference DiffKey = "cumtime-difference"
	DiffCumulativePercent    DiffKey = "cumtime-percent"
)

// DiffColumn is a key with its direction. Rows that have no such figure come last in either direction, equal ones keep the order of the next column. Differences
// are compared with their signs: descending, what got slowest is first.
type DiffColumn struct {
	Key        DiffKey `json:"key"`
	Descending bool    `json:"descending"`
}

// ProfileDiffResult is a page of the table of differences.
type ProfileDiffResult struct {
	Rows List[DiffRow] `json:"rows"`
	// Matching is the number of rows that the filter and the kinds keep.
	Matching int           `json:"matching"`
	Total    DiffTotal     `json:"total"`
	Counts   DiffKindCount `json:"counts"`
	// Warnings are why the two may not be comparable.
	Warnings List[Problem] `json:"warnings"`
	// Problem says what is wrong with the filter. There are no rows then.
	Problem *FilterProblem `json:"problem,omitempty"`
}

// DiffTotal is the difference of all functions together. Its Cumulative is that of Self.
type DiffTotal struct {
	Before     DiffFigures `json:"before"`
	After      DiffFigures `json:"after"`
	Difference DiffChange  `json:"difference"`
	// FunctionsBefore and FunctionsAfter are the numbers of functions.
	FunctionsBefore int `json:"functionsBefore"`
	FunctionsAfter  int `json:"functionsAfter"`
}

// DiffKindCount is the number of functions of each kind, whatever the filter.
type DiffKindCount struct {
	New    int `json:"new"`
	Gone   int `json:"gone"`
	Slower int `json:"slower"`
	Faster int `json:"faster"`
	Same   int `json:"same"`
}

// DiffRow is a function in two profiles. They are the same function when their files and qualified names are, wherever its lines have moved.
type DiffRow struct {
	Kind DiffKind `json:"kind"`
	// BaseFunction and HeadFunction are the ids in the two profiles; one is absent where the function is new or gone.
	BaseFunction string `json:"baseFunction,omitempty"`
	HeadFunction string `json:"headFunction,omitempty"`
	// Name to Origin are those after, or before where the function is gone.
	Name    string `json:"name"`
	Builtin bool   `json:"builtin,omitempty"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Origin  Origin `json:"origin"`
	// LineBefore is the line before where it was another.
	LineBefore int `json:"lineBefore,omitempty"`

	Before     *DiffFigures `json:"before,omitempty"`
	After      *DiffFigures `json:"after,omitempty"`
	Difference DiffChange   `json:"difference"`
}

// DiffFigures are the figures of a function in one profile; times are in seconds.
type DiffFigures struct {
	// Calls and PrimitiveCalls are absent where the profile does not say them.
	Calls          *int    `json:"calls,omitempty"`
	PrimitiveCalls *int    `json:"primitiveCalls,omitempty"`
	Self           float64 `json:"self"`
	Cumulative     float64 `json:"cumulative"`
}

// DiffChange is figures after less those before; what is new or gone counts as 0 where it is not.
type DiffChange struct {
	// Calls is absent where a profile does not say them.
	Calls      *int    `json:"calls,omitempty"`
	Self       float64 `json:"self"`
	Cumulative float64 `json:"cumulative"`
	// CallsPart to CumulativePart are the differences as a part of what was before: 0.5 for half as much again, -1 for gone. They are absent where that was 0.
	CallsPart      *float64 `json:"callsPart,omitempty"`
	SelfPart       *float64 `json:"selfPart,omitempty"`
	CumulativePart *float64 `json:"cumulativePart,omitempty"`
}
