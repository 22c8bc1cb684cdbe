package capture

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// round is one of several times that the program was run.
type round struct {
	begun   time.Time
	seconds float64
}

// runRepeatedly runs the program as often as it is to be run. A program that does not end well, or that somebody ended, is not run again.
func (s *supervision) runRepeatedly(ctx context.Context, signals *process.Signals) error {
	wanted := max(1, s.Repeat)
	for {
		begun := time.Now()
		s.record.Exit, s.record.Seconds = nil, 0
		if err := s.run(ctx, signals); err != nil {
			return err
		}
		s.rounds = append(s.rounds, round{begun, s.record.Seconds})
		exit := s.record.Exit
		if len(s.rounds) == wanted || s.asked != nothing || exit.How != runs.Exited || exit.Code != 0 {
			break
		}
	}
	s.record.Seconds = 0
	for _, round := range s.rounds {
		s.record.Seconds += round.seconds
	}
	if len(s.rounds) < wanted {
		s.problem("repeat-ended", fmt.Sprintf("The program was run %d of %d times, because it did not end well the last time.", len(s.rounds), wanted))
	}
	return nil
}

// repeat tells how long the rounds took, nil when the program was run once.
func (s *supervision) repeat(p *recording.Profile) *runs.Repeat {
	if len(s.rounds) < 2 {
		return nil
	}
	var wall, profiled []float64
	for i, round := range s.rounds {
		wall = append(wall, round.seconds)
		sum := 0.0
		for _, process := range p.Processes {
			if process.Started.Before(round.begun) || i+1 < len(s.rounds) && !process.Started.Before(s.rounds[i+1].begun) {
				continue
			}
			for _, thread := range process.Threads {
				sum += thread.Self
			}
		}
		profiled = append(profiled, sum)
	}
	return &runs.Repeat{Runs: len(s.rounds), Wall: spread(wall), Profiled: spread(profiled)}
}

// spread is that of at least one number.
func spread(numbers []float64) runs.Spread {
	slices.Sort(numbers)
	n := len(numbers)
	return runs.Spread{Min: numbers[0], Median: (numbers[(n-1)/2] + numbers[n/2]) / 2, Max: numbers[n-1]}
}
