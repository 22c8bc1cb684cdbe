package capture

import (
	"context"
	"strings"
	"time"

	"tottime/profiler/runs"
)

// factsPatience is how long the end of a short run waits for facts that are still being found.
const factsPatience = 100 * time.Millisecond

// facts are what is found out about the run's surroundings while the program starts already.
type facts struct {
	git     *runs.Git
	machine *runs.Machine
}

// findFacts begins to find facts. They are to be as they were when the program started, so it does not wait for that.
func (s *supervision) findFacts(ctx context.Context, env []string) {
	found := make(chan facts, 1)
	s.facts = found
	go func() {
		f := facts{machine: machine(s.files)}
		if !s.NoGit {
			f.git = git(ctx, s.files, s.WorkingDirectory, variable(env, "PATH"))
		}
		found <- f
	}()
}

// addFacts adds the facts to run.json's contents, if they are there within so much time.
func (s *supervision) addFacts(patience time.Duration) {
	if s.facts == nil {
		return
	}
	select {
	case f := <-s.facts:
		s.record.Git, s.record.Machine = f.git, f.machine
		s.facts = nil
	case <-time.After(patience):
	}
}

// variable is the value of an environment variable, "" when there is none.
func variable(env []string, name string) string {
	for i := len(env) - 1; i >= 0; i-- {
		if value, ok := strings.CutPrefix(env[i], name+"="); ok {
			return value
		}
	}
	return ""
}
