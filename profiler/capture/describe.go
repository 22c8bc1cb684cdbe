package capture

import (
	"fmt"
	"slices"
	"time"

	"tottime/profiler/overhead"
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
	enumerate(run, p, main, ended)
	cut, unsaved := 0, 0
	for i := range p.Processes {
		process := &p.Processes[i]
		if !process.Ended && process != main && len(process.Threads) > 0 {
			cut++
		}
		for _, thread := range process.Threads {
			if thread.File == "" {
				unsaved++
			}
		}
	}
	if !main.Ended && !ended.IsZero() && p.Functions() > 0 {
		run.Problems = append(run.Problems, runs.Problem{Code: "snapshot", Text: fmt.Sprintf(
			"The program was ended before it could save what it had measured: the profile is what was measured until %.1f s before the end, "+
				"without the calls that had not returned by then.", run.SnapshotAge)})
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
	shorten(run)
}

// Snapshot adds what the recordings of a run that goes on tell by now to what its run.json says. Python's profilers tell of a call when it has returned, and
// neither when it began nor what of it has gone by: what is still open is only there in the end. That is true of every snapshot, so it is no problem of the run.
func Snapshot(run *runs.Run, p *recording.Profile, now time.Time) {
	if main := p.Main(0); main != nil {
		enumerate(run, p, main, now)
		run.SnapshotAge = max(0, now.Sub(p.Taken()).Seconds())
	}
	tellDamaged(run, p)
	shorten(run)
}

// enumerate lists the processes and threads, and tells what they and the main process know of themselves. Ages are those at a time, 0 when that is not
// known.
func enumerate(run *runs.Run, p *recording.Profile, main *recording.Process, at time.Time) {
	run.Profiler = main.Profiler
	run.Overhead = runs.NewOverhead(p.Costs())
	if run.Overhead == nil && main.PerCall > 0 {
		run.Overhead = &runs.Overhead{PerCall: main.PerCall}
	}
	age := func(process *recording.Process) float64 {
		if process.Ended || at.IsZero() {
			return 0
		}
		return max(0, at.Sub(process.Taken).Seconds())
	}
	run.SnapshotAge = age(main)
	programs := map[int]int{} // by PID
	for i := range p.Processes {
		process := &p.Processes[i]
		program := programs[process.PID]
		programs[process.PID]++
		run.Processes = append(run.Processes, runs.Process{
			PID: process.PID, Program: program, Parent: process.Parent, Command: append([]string{}, process.Command...), File: process.File,
			Ended: process.Ended, SnapshotAge: age(process), Overhead: partOverhead(run, process.File, process.Costs()),
		})
		for _, thread := range process.Threads {
			run.Threads = append(run.Threads, runs.Thread{
				ID: thread.ID, Name: thread.Name, Process: process.PID, Program: program, File: thread.File, Overhead: partOverhead(run, thread.File, thread.Costs),
			})
		}
		for _, code := range process.Problems {
			tell(run, code)
		}
	}
}

// partOverhead is what is told of the costs in a process or a thread with a profile of its own: nothing where they are those of the run.
func partOverhead(run *runs.Run, file string, costs overhead.Costs) *runs.Overhead {
	part := runs.NewOverhead(costs)
	if file == "" || file == runs.ProfileFile || part.Costs() == run.Overhead.Costs() {
		return nil
	}
	return part
}

// shorten keeps the lists of a run within bounds. What has a profile of its own stays.
func shorten(run *runs.Run) {
	if len(run.Processes) > mostListed {
		slices.SortStableFunc(run.Processes, func(a, b runs.Process) int { return filesFirst(a.File, b.File) })
		run.Processes = run.Processes[:mostListed]
	}
	if len(run.Threads) > mostListed {
		slices.SortStableFunc(run.Threads, func(a, b runs.Thread) int { return filesFirst(a.File, b.File) })
		run.Threads = run.Threads[:mostListed]
	}
}

// filesFirst orders what has a file before what has none.
func filesFirst(a, b string) int {
	switch {
	case (a == "") == (b == ""):
		return 0
	case a == "":
		return 1
	default:
		return -1
	}
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
