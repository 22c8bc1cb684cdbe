package protocol

// RunProcess is a Python process of a run. One that goes on as another program by exec makes two, with the same PID.
type RunProcess struct {
	//tsgen:as number
	PID    int `json:"pid"`
	Parent int `json:"parent"`
	// Command is the process's command line: its first 100 words.
	Command List[string] `json:"command"`
	// File is the absolute path of the process's profile, for ProfileOpenParams.Path. It is absent while the run goes on, and when the process called
	// nothing.
	File string `json:"file,omitempty"`
	// Ended says that what was measured is complete. Otherwise SnapshotAge is how many seconds before the end of the run, or before the profile was
	// opened, the process was measured last.
	Ended       bool            `json:"ended"`
	SnapshotAge float64         `json:"snapshotAge,omitempty"`
	Threads     List[RunThread] `json:"threads"`
}

// RunThread is a thread of a process that has called anything.
type RunThread struct {
	// ID tells the thread from the others of all processes with its PID.
	ID   string `json:"id"`
	Name string `json:"name"`
	// File is the absolute path of the thread's profile, for ProfileOpenParams.Path. It is absent while the run goes on, and for the least of very many
	// threads.
	File string `json:"file,omitempty"`
}

// RunPart is a process, or a thread, that has a profile of its own.
type RunPart struct {
	//tsgen:as number
	PID int `json:"pid"`
	// Thread is the thread's id and Name its name. They are absent for a process with several threads.
	Thread string `json:"thread,omitempty"`
	Name   string `json:"name,omitempty"`
}

// RunRepeat tells of a program that was run several times. The profile is all of them added up, and so is ProfileRun.Seconds.
type RunRepeat struct {
	Runs int `json:"runs"`
	// Wall is how long the program ran each time, Profiled the self time of all its functions together; both are in seconds.
	Wall     Spread `json:"wall"`
	Profiled Spread `json:"profiled"`
}

// Spread is what several numbers have between them.
type Spread struct {
	Min    float64 `json:"min"`
	Median float64 `json:"median"`
	Max    float64 `json:"max"`
}

// RunGit is the state of the repository when the run started.
type RunGit struct {
	Commit string `json:"commit"`
	// Dirty says that files which the repository knows had been changed since the commit.
	Dirty bool `json:"dirty"`
}

// RunOverhead is what measuring cost.
type RunOverhead struct {
	// PerCall is the seconds that it takes to record one call, as measured when the program started.
	PerCall float64 `json:"perCall"`
}
