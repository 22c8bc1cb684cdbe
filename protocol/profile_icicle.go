package protocol

// ProfileIcicleParams ask for the boxes of an icicle: who called whom from the roots down, as wide as it took.
type ProfileIcicleParams struct {
	Profile string `json:"profile"`
	// Path is ids of functions, each called by the one before it and none twice: the last one fills the width, with what it took along this path. The first may
	// be any function, with all that it did; one of the roots stands for what it took as a root. Without any the roots, which nothing is known to have called, stand side by side.
	Path List[string] `json:"path"`
	// Least is the width of the narrowest box wanted as a part of the whole, 0 to 1: that of a pixel.
	Least float64 `json:"least"`
	// Levels is the number of levels wanted, at most 256.
	Levels int `json:"levels"`
	// Exact leaves out what would be an estimate, but for the end of Path.
	Exact bool `json:"exact,omitempty"`
	// Corrected takes the corrected times, where the profile has them.
	Corrected bool `json:"corrected,omitempty"`
	// Find marks the boxes of the functions that it keeps; an empty text marks none.
	Find Filter `json:"find"`
}

// ProfileIcicleResult is the boxes of an icicle.
type ProfileIcicleResult struct {
	// Seconds is what the whole width stands for.
	Seconds float64 `json:"seconds"`
	// Functions are those of the boxes, as in the table. Matches are those of all functions that Find keeps.
	Functions List[Row] `json:"functions"`
	Matches   int       `json:"matches"`
	// Boxes are by level, in a level from left to right. There are at most 20,000, and at the last level that is there for that reason boxes are Cut.
	Boxes List[IcicleBox] `json:"boxes"`
	// Ancestors are the functions of ProfileIcicleParams.Path, as in the table.
	Ancestors List[Row] `json:"ancestors"`
	// Roots are the roots, the longest first, at most 100, whatever the path.
	Roots List[IcicleRoot] `json:"roots"`
	// Estimated says that some of the boxes are estimates.
	Estimated bool `json:"estimated,omitempty"`
	// Problem says what is wrong with Find. No box is marked then.
	Problem *FilterProblem `json:"problem,omitempty"`
}

// IcicleBox is a function, called along one path.
type IcicleBox struct {
	// Function is the index in ProfileIcicleResult.Functions, Parent that in Boxes of the box above, -1 for none.
	Function int `json:"function"`
	Parent   int `json:"parent"`
	// Level is 0 for those on top. Start and Width are parts of the whole width, 0 to 1.
	Level int     `json:"level"`
	Start float64 `json:"start"`
	Width float64 `json:"width"`
	// Self and Cumulative are the seconds of this path alone.
	Self       float64 `json:"self"`
	Cumulative float64 `json:"cumulative"`
	// Estimated says that the figures are a guess: the profile does not say how the function's time divides among the paths to it.
	Estimated bool `json:"estimated,omitempty"`
	// Recursive says that the function calls itself, directly or not, and that these calls are within this box.
	Recursive bool `json:"recursive,omitempty"`
	// Match says that ProfileIcicleParams.Find keeps the function.
	Match bool `json:"match,omitempty"`
	// Cut says that callees are left out: they would be estimates, or too deep. Those that are too narrow do not count.
	Cut bool `json:"cut,omitempty"`
}

// IcicleRoot is a function that nothing is known to have called.
type IcicleRoot struct {
	Function   string  `json:"function"`
	Name       string  `json:"name"`
	File       string  `json:"file"`
	Line       int     `json:"line"`
	Cumulative float64 `json:"cumulative"`
	// Share is Cumulative as a part of that of all roots, 0 to 1.
	Share float64 `json:"share"`
}
