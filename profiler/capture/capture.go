// Package capture runs a Python program under a profiler and keeps the run.
package capture

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

const (
	// DefaultGrace is how long a program that was asked to end has for it, and for saving its profile: with the time to notice that it was
	// asked for and to end what is left, it makes less than a second.
	DefaultGrace = 500 * time.Millisecond
	// settling is how long what the program left behind may take to end by itself.
	settling = 500 * time.Millisecond
	// controlInterval is how often the control file is looked for: a stat that takes microseconds.
	controlInterval = 100 * time.Millisecond
)

// Options say what to run and where to keep it.
type Options struct {
	Files afero.Fs
	// Folder is the run's folder; it must exist.
	Folder string
	// Version is our own release, for run.json.
	Version string
	// Cache is a folder where the driver is kept between runs, so that they start sooner; "" for none. It is made if it is missing.
	Cache string
	// Output is a file to save the profile at besides, "" for none.
	Output      string
	Interpreter python.Interpreter
	// Target is what to run, with its path as it is to be in sys.argv[0].
	Target runs.Target
	// WorkingDirectory is where the program is started, "" for the current folder.
	WorkingDirectory string
	// Env holds NAME=value, nil for our own environment.
	Env            []string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Grace is how long a program that was asked to end has for it; 0 is DefaultGrace.
	Grace time.Duration
	// TimeLimit is how long the program may run, each time, before it is asked to end; 0 is no limit.
	TimeLimit time.Duration
	// Repeat is how many times the program is run, one after the other; 0 is once. All of them make one profile.
	Repeat int
	Profiling
	// Workspace names folders besides the working directory and the script's whose files' text is kept with the run.
	Workspace []string
	// NoGit keeps the state of the repository out of the run, and git from being started.
	NoGit bool
	// Keeper is the command line of a process that calls process.Keep; with it the program ends also when we are killed.
	Keeper []string
}

// Supervise runs a program under the profiler, from its start to its end, and returns the run that it keeps in the folder. While it
// runs, Ctrl-C is left to the program. The program, and everything that it started, is ended when ctx is done, when the control file says so, when its time is
// over, and when we get SIGTERM or SIGHUP; what was measured is kept then. Whatever the program does is no error: the run tells it. An error means that
// the folder or the output cannot be written; it comes before the program is started wherever that can be known.
func Supervise(ctx context.Context, options Options) (runs.Run, error) {
	if err := errors.Join(options.Check(), options.checkInterpreter(ctx, options.Interpreter)); err != nil {
		return runs.Run{}, err
	}
	s, err := prepare(options)
	if err != nil {
		return runs.Run{}, err
	}
	defer s.uninstall(s.driver)
	signals := process.LeaveInterrupts()
	defer signals.Restore()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := s.runRepeatedly(ctx, signals); err != nil {
		return s.record, err
	}
	err = s.finish(time.Now())
	return s.record, err
}

// supervision is a run under way.
type supervision struct {
	Options
	files   afero.Fs
	driver  driver
	record  runs.Run
	program int // the number of the process that was started
	asked   request
	rounds  []round // those that have ended
	sources *sources
	facts   <-chan facts // nil once they are in the record
}

// request is what made us end the program.
type request int

const (
	nothing request = iota
	stop
	cancel
	late // nobody asked: the time was over
)

// prepare makes sure that everything can be written before the program runs.
func prepare(options Options) (*supervision, error) {
	s := &supervision{Options: options, files: options.Files}
	var err error
	if s.Folder, err = filepath.Abs(s.Folder); err != nil {
		return nil, err
	}
	if s.WorkingDirectory, err = filepath.Abs(s.WorkingDirectory); err != nil {
		return nil, err
	}
	if folder, err := afero.IsDir(s.files, s.WorkingDirectory); err != nil || !folder {
		return nil, fmt.Errorf("%s: there is no such folder to run the program in. Check its name", s.WorkingDirectory)
	}
	if s.Output != "" {
		if err := checkOutput(s.files, s.Output); err != nil {
			return nil, err
		}
	}
	if err := s.files.Mkdir(filepath.Join(s.Folder, recording.Folder), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if s.driver, err = s.install(); err != nil {
		return nil, err
	}
	s.record = runs.Run{
		Tottime:          s.Version,
		State:            runs.Running,
		Supervisor:       runs.Supervisor{PID: os.Getpid(), Identity: process.Identity(os.Getpid())},
		Target:           absolute(s.Target, s.WorkingDirectory),
		WorkingDirectory: s.WorkingDirectory,
		Python:           runs.Python{Path: s.Interpreter.Path, Version: s.Interpreter.Version, Implementation: s.Interpreter.Implementation},
		Profiler:         s.profiler(),
		Started:          time.Now(),
	}
	if err := s.write(); err != nil {
		return nil, errors.Join(err, s.uninstall(s.driver))
	}
	s.sources = newSources(s.files, s.Folder, s.record.Started, append(sourceRoots(s.record), s.Workspace...)...)
	return s, nil
}

// run starts the program and waits for the end of everything that it started.
func (s *supervision) run(ctx context.Context, signals *process.Signals) error {
	env := s.Env
	if env == nil {
		env = os.Environ()
	}
	if s.askedFor(); s.asked != nothing {
		s.record.Exit = &runs.Exit{Code: 1, How: runs.Stopped}
		return nil
	}
	if len(s.rounds) == 0 {
		s.findFacts(ctx, env)
	}
	if script := s.record.Target.Path; script != "" {
		s.sources.keep(script) // before the program can change it
	}
	started := time.Now()
	tree, err := process.Start(process.Command{
		Path: s.Interpreter.Path, Args: arguments(s.Target), Dir: s.WorkingDirectory,
		Env: s.withDriver(env), Stdin: s.Stdin, Stdout: s.Stdout, Stderr: s.Stderr,
		Keeper: s.Keeper, StandIn: true,
	})
	if err != nil && signals.Interrupted() {
		s.record.Exit = &runs.Exit{Code: 130, Signal: "SIGINT", How: runs.Stopped}
		return nil
	}
	if err != nil {
		s.record.Exit = &runs.Exit{Code: 1, How: runs.Failed}
		s.problem("not-run", fmt.Sprintf("%v. Choose another interpreter", err))
		return nil
	}
	s.record.Supervisor.Tree = tree.ID()
	s.program = tree.PID()
	if err := s.write(); err != nil {
		tree.Kill()
		return err
	}
	ended := make(chan struct{})
	var looking sync.WaitGroup
	looking.Go(func() { s.sources.follow(ended) })
	s.watch(ctx, tree, signals)
	close(ended)
	left := s.end(tree, started)
	looking.Wait()
	exit := tree.Wait()
	s.record.Exit = &runs.Exit{Code: exit.Code, Signal: exit.Signal, How: s.how(exit, signals.Interrupted())}
	switch {
	case s.asked == late:
		s.problem("time-limit", fmt.Sprintf("The program was stopped when it had run for %v, its time limit.", s.TimeLimit))
	case left > 0 && s.asked == nothing:
		s.problem("processes-ended", leftBehind(left))
	}
	return nil
}

// watch waits for the program's end, or for somebody to ask for it.
func (s *supervision) watch(ctx context.Context, tree *process.Tree, signals *process.Signals) {
	tick := time.NewTicker(controlInterval)
	defer tick.Stop()
	var over <-chan time.Time
	if s.TimeLimit > 0 {
		over = time.After(s.TimeLimit)
	}
	for s.asked == nothing {
		select {
		case <-tree.Done():
			return
		case <-ctx.Done():
			s.asked = stop
		case <-signals.End:
			s.asked = stop
		case <-over:
			s.asked = late
		case f := <-s.facts:
			s.record.Git, s.record.Machine, s.facts = f.git, f.machine, nil
			s.write() // an error shows in the end, when it is written again
		case <-tick.C:
			s.askedFor()
		}
	}
}

// end ends all that still runs, as it was asked for, and returns how many processes had to be killed besides the program's own.
func (s *supervision) end(tree *process.Tree, started time.Time) (left int) {
	if s.asked == stop || s.asked == late {
		left = tree.Stop(cmp.Or(s.Grace, DefaultGrace))
		s.record.Seconds = time.Since(started).Seconds()
		return left
	}
	s.record.Seconds = time.Since(started).Seconds()
	if s.asked == nothing {
		tree.Settle(settling)
	}
	return tree.Kill()
}

// askedFor looks for what the control file asks for.
func (s *supervision) askedFor() {
	// A control file that cannot be read is being written: it is looked at again.
	switch what, _ := runs.Requested(s.files, s.Folder); what {
	case runs.Stop:
		s.asked = stop
	case runs.Cancel:
		s.asked = cancel
	}
}

// how tells what ended the program.
func (s *supervision) how(exit process.Exit, interrupted bool) runs.Ending {
	switch {
	case s.asked == late:
		return runs.TimeLimit
	case s.asked != nothing, interrupted && exit.Code != 0:
		return runs.Stopped
	case exit.Signal != "":
		return runs.Signalled
	default:
		return runs.Exited
	}
}
