package recording

import (
	"time"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// Profile is what the recordings of a run make together, as of the time they were written.
type Profile struct {
	// Graph holds all processes and threads added up. Functions that share file, line and name are variants.
	Graph     *callgraph.Graph
	Processes []Process
	// Damaged says which recordings could not be read and why. The others make the profile.
	Damaged []error
}

// Process is what a recording tells of a process. One that went on as another program by exec makes two.
type Process struct {
	PID, Parent int
	Command     []string
	Python      string // the version, such as "3.13.0"
	Profiler    string // such as "cprofile"
	Started     time.Time
	Taken       time.Time // when it was written
	Ended       bool      // the process wrote it when it ended; else it is a snapshot
	How         string    // what ended the process, such as "exit"; "" when that is not known
	PerCall     float64   // seconds that it costs to record a call, in recordings of earlier versions; 0 in others, where the threads know more
	Problems    []string  // codes
	Threads     []Thread  // those that called anything
	// File is the profile of the process within the run's folder, in slashes; "" until Save has written it.
	File string

	name string // of the recording
}

// Thread is what a recording tells of a thread.
type Thread struct {
	ID        int // tells it from the other threads of all processes that have had this PID, from 1 on
	Name      string
	Functions int
	Self      float64 // seconds in all functions together
	// Costs are what it cost to record calls in this thread, zero when that is not known; Calls are how many there were.
	Costs overhead.Costs
	Calls overhead.Counts
	// File is the profile of the thread within the run's folder, in slashes; "" until Save has written it.
	File string

	index int // among the threads of the recording
}

// Seconds is how long the run had been going on when the recordings were written.
func (p *Profile) Seconds() float64 {
	var first time.Time
	for _, process := range p.Processes {
		if first.IsZero() || process.Started.Before(first) {
			first = process.Started
		}
	}
	return max(0, p.Taken().Sub(first).Seconds())
}

// Taken is when the newest of the recordings was written, the zero time when there is none.
func (p *Profile) Taken() (newest time.Time) {
	for _, process := range p.Processes {
		if process.Taken.After(newest) {
			newest = process.Taken
		}
	}
	return newest
}

// Calls is how many calls were recorded.
func (p *Profile) Calls() int64 { return p.Graph.Totals().Calls }

// Functions is how many functions were seen.
func (p *Profile) Functions() int { return p.Graph.Recorded() }

// Main is the run's own process, given the number of the process that was started: that process or, where an interpreter starts another one to
// do the work, its first child; the first of all when neither has a recording. It is nil when there are no processes.
func (p *Profile) Main(pid int) *Process {
	var best *Process
	for i := range p.Processes {
		process := &p.Processes[i]
		if best == nil || process.rank(pid) < best.rank(pid) || process.rank(pid) == best.rank(pid) && process.Started.Before(best.Started) {
			best = process
		}
	}
	return best
}

// Costs are what it cost to record a call, as a mean of all processes and threads: what all calls together cost is right, while the functions of a
// thread whose calls cost more than those of others have more of it than the mean says. They are zero when they are not known.
func (p *Profile) Costs() overhead.Costs {
	var mean overhead.Mean
	for i := range p.Processes {
		p.Processes[i].addCosts(&mean)
	}
	return mean.Costs()
}

// Costs are the same for one process.
func (p *Process) Costs() overhead.Costs {
	var mean overhead.Mean
	p.addCosts(&mean)
	return mean.Costs()
}

func (p *Process) addCosts(mean *overhead.Mean) {
	for _, t := range p.Threads {
		mean.Add(t.Costs, t.Calls)
	}
}

func (f function) kind() overhead.Kind { return overhead.KindOf(f.name, f.line == 0) }

func (p *Process) rank(pid int) int {
	switch pid {
	case p.PID:
		return 0
	case p.Parent:
		return 1
	}
	return 2
}

// process makes what is told of the recording's process. The numbers of its threads begin after those that are taken.
func (r *recording) process(name string, taken int) Process {
	p := r.Process
	p.name = name
	for i, t := range r.threads {
		if len(t.entries) == 0 {
			continue
		}
		described := Thread{ID: taken + len(p.Threads) + 1, Name: t.name, Functions: len(t.entries), index: i}
		if i < len(r.costs) {
			described.Costs = r.costs[i]
		}
		for _, e := range t.entries {
			described.Self += e.Self
			described.Calls[r.functions[e.function].kind()] += e.Calls
		}
		p.Threads = append(p.Threads, described)
	}
	return p
}
