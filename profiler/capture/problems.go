package capture

import (
	"fmt"
	"slices"

	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// driverProblems are the sentences to the codes that the driver leaves.
var driverProblems = map[string]string{
	"bare-threads": "Threads that the program started with the _thread module are not in the profile; those of the threading module are.",
	diskFull:       "There was no room on the disk for what a process measured: the profile may be older than its end, or lack the process. Make room and run it again.",
	"lost-count": "Ctrl-C, or another signal that raises an exception, came just as a function was about to begin, where this Python's profiler takes the end of one call " +
		"for that of another: do not trust times and callers of the functions that were running then, nor callers of what they called from then on. " +
		"The script's own row is missing. Run it again, or with Python 3.10 or 3.12, which do not have this fault.",
	"not-recorded": "What a process measured could not be written at times, because of a mistake in the profiler: the profile may be older than its end.",
	"profiler-replaced": "The program started a profiler of its own, which on this Python takes the place of ours: what it did from then on is not in the profile. " +
		"Python 3.12 and newer can run both.",
	profilerUnusable: "The class or the function that the profiler was to use cannot be used, so the program was not run. The reason is among its messages.",
	"trace-replaced": "The program set a trace function of its own, as debuggers and coverage do, which on this Python takes the place of what watches for the function " +
		"that is to be measured: its later calls are not in the profile. Python 3.12 and newer can do both.",
	"threads-mixed": "The program started threads, and this Python's profiler mixes their calls up: do not trust times and callers of functions that ran in several threads.",
}

// problem adds a problem, once.
func (s *supervision) problem(code, text string) {
	if slices.ContainsFunc(s.record.Problems, func(p runs.Problem) bool { return p.Code == code }) {
		return
	}
	s.record.Problems = append(s.record.Problems, runs.Problem{Code: code, Text: text})
}

// profilerUnusable is the driver's code for a program that was not run, as its profiler cannot be made.
const profilerUnusable = "profiler-unusable"

// diskFull is the driver's code for a process that found no room for what it measured.
const diskFull = "disk-full"

// notStarted is the driver's code for a program whose first line was not reached.
const notStarted = "not-started"

// tellProblems tells why there is no profile when there is none. p is nil when the recordings could not be read.
func (s *supervision) tellProblems(p *recording.Profile, measured bool) {
	if measured || p == nil || p.Functions() > 0 || s.record.Seconds == 0 {
		return
	}
	main := p.Main(s.program)
	if main != nil && (slices.Contains(main.Problems, profilerUnusable) || slices.Contains(main.Problems, diskFull)) {
		return
	}
	loaded := len(p.Processes)+len(p.Damaged) > 0
	s.problem("nothing-measured", s.whyNothing(loaded, main == nil || !slices.Contains(main.Problems, notStarted)))
}

// whyNothing explains why there is no profile: whether the driver was loaded, and whether the target's first line was reached.
func (s *supervision) whyNothing(loaded, started bool) string {
	switch {
	case s.asked == stop, s.asked == late:
		return "Nothing was measured: the program did not react when it was asked to end, so it was killed before it could save anything."
	case !loaded:
		return fmt.Sprintf("Nothing was measured: %s did not load the profiler, as it ignores PYTHONPATH or starts without its site module. Choose another interpreter.",
			s.Interpreter.Path)
	case !started:
		return "Nothing was measured: " + s.whyNotStarted()
	case s.Only != "":
		return fmt.Sprintf("Nothing was measured: no function %s was called. Write its qualified name as Python does, such as Basket.total.", s.Only)
	case s.record.Exit.Signal != "":
		return fmt.Sprintf("Nothing was measured: %s ended the program before it could save anything.", s.record.Exit.Signal)
	default:
		return "Nothing was measured: the program ended without Python's usual way out, before anything could be saved."
	}
}

func leftBehind(count int) string {
	if count == 1 {
		return "A process that the program had started was still running when the program ended. It was ended as well."
	}
	return fmt.Sprintf("%d processes that the program had started were still running when the program ended. They were ended as well.", count)
}
