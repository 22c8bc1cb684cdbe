package protocol

// Overhead is what it cost to record a profile, by the cost of a call that was measured before the program began. It is an estimate.
type Overhead struct {
	// PerCall is the seconds that it cost to record a call of a function in Python.
	PerCall float64 `json:"perCall"`
	// Seconds is what the overhead makes of the profile's summed self time, Share the part of that time, 0 to 1.
	Seconds float64 `json:"seconds"`
	Share   float64 `json:"share"`
}

// Corrected are times without the overhead of recording, in seconds. They are estimates, and never more than the times that were recorded.
type Corrected struct {
	Self       float64 `json:"self"`
	Cumulative float64 `json:"cumulative"`
	// SelfPerCall is Self by the number of calls, CumulativePerCall is Cumulative by that of primitive calls; absent where there are none.
	SelfPerCall       *float64 `json:"selfPerCall,omitempty"`
	CumulativePerCall *float64 `json:"cumulativePerCall,omitempty"`
	// Share is Self, CumulativeShare is Cumulative, as a part of the profile's summed corrected self time, 0 to 1.
	Share           float64 `json:"share"`
	CumulativeShare float64 `json:"cumulativeShare"`
}
