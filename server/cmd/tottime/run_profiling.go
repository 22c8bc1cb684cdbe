package main

import (
	"fmt"

	"tottime/profiler/capture"
)

// profilingFlags are the flags of tottime run that say what is measured, and how.
type profilingFlags struct {
	Profiler      string  `placeholder:"NAME" default:"cprofile" help:"cprofile, or profile: the profiler in pure Python, which is about 20 times slower and not in Python 3.17."`
	NoBuiltins    bool    `help:"Do not measure functions in C: their time is that of their callers."`
	NoSubcalls    bool    `help:"Do not measure who called whom."`
	NoChildren    bool    `help:"Do not measure the Python processes that the program starts."`
	Only          string  `placeholder:"FUNCTION" help:"Measure only while the function of this qualified name runs, such as Basket.total."`
	WithImports   bool    `help:"For --call and --selection: measure the import of the module, too."`
	ProfilerClass string  `placeholder:"MODULE:CLASS" help:"For --profiler profile: a subclass of profile.Profile to use."`
	Timer         string  `placeholder:"MODULE:FUNCTION" help:"For --profiler profile: the function that tells the time, such as time:perf_counter. Without it: the processor's time."`
	Bias          float64 `placeholder:"SECONDS" help:"For --profiler profile: what each event costs, as profile.Profile().calibrate(100000) finds it."`
}

// profiling is what the flags say.
func (f *profilingFlags) profiling() capture.Profiling {
	return capture.Profiling{
		Profiler: f.Profiler, NoBuiltins: f.NoBuiltins, NoSubcalls: f.NoSubcalls, NoChildren: f.NoChildren, Only: f.Only, Imports: f.WithImports,
		Class: f.ProfilerClass, Timer: f.Timer, Bias: f.Bias,
	}
}

// warn says what the user may not expect of the profiler.
func (f *profilingFlags) warn(env *environment) {
	if f.Profiler == capture.PureProfile {
		fmt.Fprintln(env.stderr, "tottime: the profiler in pure Python makes calls about 20 times slower than they are, and Python 3.17 does not have it.")
	}
}
