package capture

import (
	"fmt"
	"slices"
	"time"

	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// mostListed is how many processes, and how many threads, a run.json lists.
const mostListed = 1000

// describe adds what the recordings tell to a run whose files are saved. program is the number of the process that was started, ended when all that
// belongs to the run had ended; both may be zero when they are not known.
func describe(run *runs.Run, p *recording.Profile, program int, ended time.Time) {
	main := p.Main(program)
	if main == nil {
		tellDamaged(run, p)
		return
	}
	run.Profiler = main.Profiler
	if main.Python != "" { // it knows better than what was remembered of the interpreter
		run.Python.Version = main.Python
	}
	if main.PerCall > 0 {
		run.Overhead = &runs.Overhead{PerCall: main.PerCall}
	}
	age := func(process *recording.Process) float64 {
		if process.Ended || ended.IsZero() {
			return 0
		}
		return max(0, ended.Sub(process.Taken).Seconds())
	}
	run.SnapshotAge = age(main)
	cut, unsaved := 0, 0
	for i := range p.Processes {
		process := &p.Processes[i]
		run.Processes = append(run.Processes, runs.Process{
			PID: process.PID, Parent: process.Parent, Command: append([]string{}, process.Command...), File: process.File,
			Ended: process.Ended, SnapshotAge: age(process),
		})
		if !process.Ended && process != main && len(process.Threads) > 0 {
			cut++
		}
		for _, thread := range process.Threads {
			run.Threads = append(run.Threads, runs.Thread{ID: thread.ID, Name: thread.Name, Process: process.PID, File: thread.File})
			if thread.File == "" {
				unsaved++
			}
		}
		for _, code := range process.Problems {
			tell(run, code)
		}
	}
	if !main.Ended && !ended.IsZero() && p.Functions() > 0 {
		run.Problems = append(run.Problems, runs.Problem{Code: "snapshot", Text: fmt.Sprintf(
			"The program was ended before it could save what it had measured: the profile is what was measured until %.1f s before the end.", run.SnapshotAge)})
	}
	if cut > 0 {
		run.Problems = append(run.Problems, runs.Problem{Code: "processes-cut-off", Text: fmt.Sprintf(
			"%s ended before what was measured could be saved: the profile holds what was measured shortly before.", count(cut, "process that the program had started was", "processes that the program had started were"))})
	}
	if p.Functions() > 0 && unsaved > 0 && run.Processes[0].File != "" {
		run.Problems = append(run.Problems, runs.Problem{Code: "threads-summed", Text: fmt.Sprintf(
			"Of very many threads, %d that took little time have no profile of their own. The profile of the whole run holds them.", unsaved)})
	}
	tellDamaged(run, p)
	run.Processes, run.Threads = run.Processes[:min(len(run.Processes), mostListed)], run.Threads[:min(len(run.Threads), mostListed)]
}

// tell adds the problem to a code of the driver's, once.
func tell(run *runs.Run, code string) {
	if code == notStarted || slices.ContainsFunc(run.Problems, func(p runs.Problem) bool { return p.Code == code }) {
		return
	}
	text, known := driverProblems[code]
	if !known {
		text = fmt.Sprintf("The profiler found something that this program does not know: %q.", code)
	}
	run.Problems = append(run.Problems, runs.Problem{Code: code, Text: text})
}

func tellDamaged(run *runs.Run, p *recording.Profile) {
	for i, err := range p.Damaged {
		if i == mostDamagedTold {
			run.Problems = append(run.Problems, runs.Problem{Code: "recording-damaged", Text: fmt.Sprintf("%d further recordings cannot be read.", len(p.Damaged)-i)})
			break
		}
		run.Problems = append(run.Problems, runs.Problem{Code: "recording-damaged", Text: fmt.Sprintf(
			"What one of the processes did is not in the profile: %v. Was the disk full?", err)})
	}
}

// mostDamagedTold is how many damaged recordings are named.
const mostDamagedTold = 5

func count(n int, one, several string) string {
	if n == 1 {
		return "A " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
