package main

import (
	"errors"
	"fmt"
	"io"

	"tottime/profiler/pstats"
)

// statsCommand is `tottime stats`: what CPython 3.13 prints for
// pstats.Stats(FILE1), add(FILE2), …, strip_dirs(), sort_stats(…), reverse_order(), print_stats(…); or, accurately, what is true.
type statsCommand struct {
	Files []string `arg:"" name:"file" help:"Profiles as cProfile and profile save them, of any Python from 2.7 on, samples of Python 3.15, or pprof profiles; the last two are always read accurately. The folder of a run stands for its profile, also while it goes on or after it was killed. Several are added up."`
	statsOptions
}

// statsOptions say how a report is to look.
type statsOptions struct {
	Sort         []string `short:"s" placeholder:"KEY" help:"Order by these keys, the first being the most significant: calls, cumulative, filename, line, name, nfl, pcalls, stdname, time, or what pstats takes for them."`
	Reverse      bool     `short:"r" help:"Reverse the order."`
	StripDirs    bool     `help:"Take the folders off file names."`
	Callers      bool     `xor:"report" help:"List for each function those that called it."`
	Callees      bool     `xor:"report" help:"List for each function those that it called."`
	StatsProfile bool     `xor:"report" help:"Print as JSON what pstats' get_stats_profile returns: all functions by their bare names."`
	JSON         bool     `name:"json" help:"Print the same as JSON, for programs."`
	Accurate     bool     `short:"a" help:"Mend what pstats gets wrong, and say in the report where that makes a difference: callers that only their folders set apart are kept by --strip-dirs, functions that share file, line and name are told apart if FILE.json, the sidecar, lies beside FILE, and what was not counted or timed is blank."`
	Corrected    bool     `help:"Take off the times what it cost to record the calls, which is an estimate: see the README. It implies --accurate. Profiles that tottime run has kept tell what that was, by their sidecars."`
	Restrict     []string `placeholder:"X" sep:"none" help:"Cut down the list: to the first X functions (an integer), to this part of them (a fraction from 0 to 1), or to those in whose name the regular expression X is found. May be repeated; each cuts down what the one before has left."`
}

// Run prints the report.
func (c *statsCommand) Run(env *environment) error {
	return printStats(env, env.stdout, c.Files, c.statsOptions)
}

// printStats prints the report on one or more profiles to w. An option that makes no sense is a usage error, said on stderr.
func printStats(env *environment, w io.Writer, paths []string, options statsOptions) error {
	restrictions, err := options.restrictions()
	if err != nil {
		return usageError(env, err)
	}
	if _, err := pstats.ParseSortKeys(options.Sort...); err != nil {
		return usageError(env, fmt.Errorf("--sort: %w", err))
	}
	stats, err := loadStats(env, paths, options.mode(), options.Corrected)
	if err != nil {
		return err
	}
	if options.StripDirs {
		stats.StripDirs()
	}
	if err := stats.Sort(options.Sort...); err != nil {
		return err
	}
	if options.Reverse {
		stats.Reverse()
	}
	switch {
	case options.StatsProfile:
		return stats.StatsProfile().WriteJSON(w)
	case options.JSON:
		return stats.PrintJSON(w, options.with(), restrictions...)
	case options.Callers:
		return stats.PrintCallers(w, restrictions...)
	case options.Callees:
		return stats.PrintCallees(w, restrictions...)
	}
	return stats.Print(w, restrictions...)
}

func (o *statsOptions) mode() pstats.Mode {
	if o.Accurate || o.Corrected {
		return pstats.Accurate
	}
	return pstats.Compatible
}

// restrictions reads the restrictions that were given.
func (o *statsOptions) restrictions() ([]pstats.Restriction, error) {
	if o.StatsProfile && len(o.Restrict) > 0 {
		return nil, errors.New("--stats-profile is of all functions: leave out --restrict")
	}
	var all []pstats.Restriction
	for _, text := range o.Restrict {
		r, err := pstats.ParseRestriction(text)
		if err != nil {
			return nil, fmt.Errorf("--restrict: %w", err)
		}
		all = append(all, r)
	}
	return all, nil
}

// with returns which calls a report in JSON has.
func (o *statsOptions) with() (with int) {
	if o.Callers {
		with |= pstats.WithCallers
	}
	if o.Callees {
		with |= pstats.WithCallees
	}
	return with
}

// loadStats loads profiles, corrects them if that is wanted, and adds them up: all of them accurately when one of them has no other meaning, because pstats
// does not know its format.
func loadStats(env *environment, paths []string, mode pstats.Mode, corrected bool) (*pstats.Stats, error) {
	var sum *pstats.Stats
	for _, path := range paths {
		stats, err := loadProfile(env, path, mode)
		if err != nil {
			return nil, err
		}
		if mode == pstats.Compatible && (stats.Sampled() || stats.Mode() == pstats.Accurate) {
			return loadStats(env, paths, pstats.Accurate, corrected)
		}
		if corrected && !stats.Correct() {
			return nil, fmt.Errorf("%s: it is not known what it cost to record this profile. Leave out --corrected, or record one with tottime run -o FILE", path)
		}
		if sum == nil {
			sum = stats
		} else {
			sum.Add(stats)
		}
	}
	return sum, nil
}

// usageError says what is wrong with the command line.
func usageError(env *environment, err error) error {
	fmt.Fprintf(env.stderr, "tottime: %v. See tottime --help.\n", err)
	return exitUsage
}
