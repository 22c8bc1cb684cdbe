package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/spf13/afero"

	"tottime/profiler/capture"
	"tottime/profiler/pstats"
	"tottime/profiler/python"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// runCommand is `tottime run`: the supervisor of a profiled program, in a terminal and in an editor alike.
type runCommand struct {
	Python   string   `placeholder:"PATH" help:"Run the program with this Python: a path, the folder of a virtual environment, or a name on PATH. Without it: .venv or venv of the current folder, then PATH, then pyenv. See tottime pythons."`
	Cwd      string   `placeholder:"DIR" help:"Run the program in this folder instead of the current one. The script and -o are found from the current one all the same."`
	Output   string   `short:"o" placeholder:"FILE" help:"Save the profile as FILE, a plain pstats file, and the names of its functions as FILE.json, instead of keeping the run in the user's data folder (XDG_DATA_HOME)."`
	Quiet    bool     `short:"q" help:"Print neither the table nor where the profile is."`
	Sort     []string `short:"s" placeholder:"KEY" default:"cumulative" help:"Order the table by these keys: see tottime stats. By default cumulative, as python -m cProfile."`
	Restrict []string `placeholder:"X" sep:"none" help:"Cut down the table: see tottime stats. May be repeated."`

	EnvFile   string   `placeholder:"FILE" help:"Run the program with the variables of FILE, lines NAME=value, as VS Code's Python extension does."`
	TimeLimit duration `placeholder:"DURATION" help:"Stop the program after this time, such as 90s, 5m or 0.5 (seconds), and keep what was measured."`
	Repeat    int      `placeholder:"N" help:"Run the program N times, one after the other, and add the profiles up. Each run may take the time limit."`
	NoGit     bool     `help:"Do not ask git for the commit that the run belongs to."`

	profilingFlags `group:"What is measured, and how:"`

	// For the server.
	RunFolder string `hidden:"" help:"Keep the run in this folder, which exists."`
	Hold      bool   `hidden:"" help:"Wait for Enter after the end, so that a terminal stays open."`

	targetFlags `group:"What to run; all that follows is the program's own:"`
}

// Help is the text below the summary in `tottime run --help`.
func (*runCommand) Help() string {
	return `Runs SCRIPT as python SCRIPT would, and measures every function call. The program has its own
input, output, Ctrl-C and exit code. When it ends, however it ends, a table of its functions is
printed and the profile is kept.

    tottime run shop.py --count 3           the hottest functions of shop.py --count 3
    tottime run -o shop.stats shop.py       keep the profile in a file of your own
    tottime run --restrict 10 shop.py       only the first ten rows
    tottime run --time-limit 30s shop.py    the first half minute of a program that runs on and on

Columns: ncalls counts calls (total/not recursive), tottime is the time in the function itself,
cumtime includes the functions that it called; percall is each by the number of calls.`
}

// Run runs the program to its end and returns its exit code.
func (c *runCommand) Run(env *environment) error {
	table := statsOptions{Sort: c.Sort, Restrict: c.Restrict}
	target, err := c.checkUsage(&table)
	if err != nil {
		return usageError(env, err)
	}
	interpreter, err := newFinder(env.fs).Choose(context.Background(), interpreterQuery(c.Python))
	if err != nil {
		return err
	}
	keeper, err := keeperCommand()
	if err != nil {
		return err
	}
	variables, err := c.variables(env)
	if err != nil {
		return err
	}
	folder, err := c.folder(env, target)
	if err != nil {
		return err
	}
	c.warn(env)
	run, err := capture.Supervise(context.Background(), capture.Options{
		Files: env.fs, Folder: folder, Version: version, Cache: cacheFolder(), Output: c.Output, Interpreter: interpreter,
		Target: target, WorkingDirectory: c.Cwd,
		Stdin: env.stdin, Stdout: env.stdout, Stderr: env.stderr,
		Env: variables, TimeLimit: time.Duration(c.TimeLimit), Repeat: c.Repeat, Profiling: c.profiling(), NoGit: c.NoGit, Keeper: keeper,
	})
	profile, measured := runs.Profile(env.fs, folder)
	recorded := err != nil && recording.Recorded(env.fs, folder)
	switch {
	case recorded:
		err = fmt.Errorf("%w. What was measured is kept in %s", err, folder)
	case err != nil && measured && c.Output != "":
		err = fmt.Errorf("%w. The profile is kept as %s", err, profile)
	case c.RunFolder == "" && (c.Output != "" || !measured):
		defer env.fs.RemoveAll(folder)
	}
	if run.Exit == nil {
		return err // the program did not run
	}
	if err != nil {
		fmt.Fprintf(env.stderr, "tottime: %v\n", err)
	}
	for _, problem := range run.Problems {
		if problem.Code != capture.NotSaved { // the error has just said so
			fmt.Fprintf(env.stderr, "tottime: %s\n", problem.Text)
		}
	}
	if err == nil && measured && !c.Quiet {
		if err = c.report(env, profile, table); err != nil {
			return err
		}
		if run.Repeat != nil {
			printRepeat(env, *run.Repeat)
		}
	}
	if c.Hold {
		hold(env, run, measured)
		// The person has read how the program ended; of an exit code the editor would make an error message of its own.
		return nil
	}
	return c.end(env, *run.Exit, err)
}

// end ends us as the program ended. Only when it ended well and the file that was asked for is missing there is a failure of ours to tell.
func (c *runCommand) end(env *environment, exit runs.Exit, failure error) error {
	if exit.How != runs.TimeLimit {
		env.signal = exit.Signal
	}
	switch {
	case exit.Code != 0:
		return exitCode(exit.Code)
	case failure != nil && c.Output != "":
		return exitFailure
	default:
		return nil
	}
}

// checkUsage finds mistakes in the flags before the program runs, and returns what to run, its path independent of --cwd.
func (c *runCommand) checkUsage(table *statsOptions) (runs.Target, error) {
	target, err := c.target()
	if err != nil {
		return target, err
	}
	if _, err := table.restrictions(); err != nil {
		return target, err
	}
	if _, err := pstats.ParseSortKeys(table.Sort...); err != nil {
		return target, fmt.Errorf("--sort: %w", err)
	}
	if err := c.profiling().Check(); err != nil {
		return target, err
	}
	if c.Repeat < 0 || c.Repeat > mostRepeats {
		return target, fmt.Errorf("--repeat: %d is not a number from 1 to %d", c.Repeat, mostRepeats)
	}
	if c.TimeLimit < 0 {
		return target, fmt.Errorf("--time-limit: %v is in the past", time.Duration(c.TimeLimit))
	}
	if c.Cwd != "" && target.Path != "" {
		target.Path, err = filepath.Abs(target.Path)
	}
	return target, err
}

// variables are the program's environment: ours, the file's, and what the server has left in the run's folder, of which each goes before the former.
func (c *runCommand) variables(env *environment) (variables []string, err error) {
	variables = os.Environ()
	if c.EnvFile != "" {
		if variables, err = capture.WithEnvFile(env.fs, c.EnvFile, variables); err != nil {
			return nil, err
		}
	}
	if c.RunFolder == "" {
		return variables, nil
	}
	passed, err := runs.TakeVariables(env.fs, c.RunFolder)
	variables = slices.DeleteFunc(variables, func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		_, replaced := passed[name]
		return replaced
	})
	for _, name := range slices.Sorted(maps.Keys(passed)) {
		variables = append(variables, name+"="+passed[name])
	}
	return variables, err
}

// folder is where the run is kept: for good, or until the profile has been copied. In either case what was measured can be found there when we are killed.
func (c *runCommand) folder(env *environment, target runs.Target) (string, error) {
	if c.RunFolder != "" {
		return c.RunFolder, nil
	}
	folder, err := runs.Create(env.fs, runsFolder(), time.Now(), target.FolderName())
	switch {
	case err == nil:
		return folder, nil
	case c.Output != "":
		return afero.TempDir(env.fs, "", "tottime-")
	default:
		return "", fmt.Errorf("%w: XDG_DATA_HOME says where it is. Or save the profile as a file with -o FILE", err)
	}
}

// report prints the table, and where the profile is.
func (c *runCommand) report(env *environment, profile string, table statsOptions) error {
	place := profile
	if c.Output != "" {
		place = c.Output
		// What was written into a pipe or a device cannot be read again.
		if info, err := env.fs.Stat(c.Output); err == nil && info.Mode().IsRegular() {
			profile = c.Output
		}
	}
	if err := printStats(env, env.stdout, []string{profile}, table); err != nil {
		return err
	}
	fmt.Fprintf(env.stderr, "tottime: the profile is in %s\n", place)
	return nil
}

// runsFolder is where runs are kept unless the user says otherwise.
func runsFolder() string { return filepath.Join(xdg.DataHome, "tottime", "runs") }

// cacheFolder is where that is kept which only saves time.
func cacheFolder() string { return filepath.Join(xdg.CacheHome, "tottime") }

// newFinder looks for interpreters on this machine.
func newFinder(files afero.Fs) *python.Finder {
	finder := python.NewFinder(files)
	finder.Cache = filepath.Join(cacheFolder(), "pythons.json")
	return finder
}

// interpreterQuery says where to look for the interpreter: what the user does in a terminal is trusted. An activated environment, which
// leads PATH, goes before one that lies in the current folder.
func interpreterQuery(chosen string) python.Query {
	query := python.Query{Chosen: chosen, Trusted: true}
	if folder, err := os.Getwd(); err == nil && os.Getenv("VIRTUAL_ENV") == "" {
		query.Folders = []string{folder}
	}
	return query
}
