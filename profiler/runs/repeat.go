package runs

// Repeat tells of a program that was run several times. The profile is all of them added up, and so is Run.Seconds.
type Repeat struct {
	Runs int `json:"runs"`
	// Wall is how long the program ran, Profiled the self time of all its functions together; both are seconds.
	Wall     Spread `json:"wall"`
	Profiled Spread `json:"profiled"`
}

// Spread is what several numbers have between them.
type Spread struct {
	Min    float64 `json:"min"`
	Median float64 `json:"median"`
	Max    float64 `json:"max"`
}
