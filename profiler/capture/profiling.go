package capture

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/python"
)

// The profilers.
const (
	// CProfile is that of the modules cProfile and profiling.tracing, written in C.
	CProfile = "cprofile"
	// PureProfile is that of the module profile, written in Python: about 20 times slower, and not in Python 3.17.
	PureProfile = "profile"
)

// Profiling says what is measured of a program, and how. The zero value is what python -m cProfile measures.
type Profiling struct {
	Profiler string // "" is CProfile
	// NoBuiltins leaves out functions in C, so that their time is that of their callers; NoSubcalls leaves out who called whom.
	NoBuiltins, NoSubcalls bool
	// NoChildren leaves out the Python processes that the program starts.
	NoChildren bool
	// Only measures only while the function of this qualified name runs.
	Only string
	// Imports measures the import of the module of a function or of a selection, too.
	Imports bool
	// Class and Timer are "module:name", of a subclass of profile.Profile and of a function that tells the time; Bias is the seconds that each event
	// costs, as profile.Profile.calibrate() finds them. They are for PureProfile alone.
	Class, Timer string
	Bias         float64
}

var memberName = regexp.MustCompile(`^[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)*:[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)*$`)

// Check finds what does not fit together. The errors name flags of tottime run.
func (p Profiling) Check() error {
	switch {
	case p.profiler() != CProfile && p.profiler() != PureProfile:
		return fmt.Errorf("--profiler %q: there are %s and %s", p.Profiler, CProfile, PureProfile)
	case p.Class != "" && !memberName.MatchString(p.Class):
		return fmt.Errorf("--profiler-class %q: name a module and a class, such as clocks:Profile", p.Class)
	case p.Timer != "" && !memberName.MatchString(p.Timer):
		return fmt.Errorf("--timer %q: name a module and a function, such as time:perf_counter", p.Timer)
	case p.profiler() == CProfile && (p.Class != "" || p.Timer != "" || p.Bias != 0):
		return errors.New("--profiler-class, --timer and --bias are for --profiler profile alone")
	case p.profiler() == PureProfile && (p.NoBuiltins || p.NoSubcalls):
		return errors.New("--no-builtins and --no-subcalls are for --profiler cprofile alone")
	case p.Only != "" && strings.ContainsAny(p.Only, " \t"):
		return fmt.Errorf("--only %q: it is no name of a function, such as Basket.total", p.Only)
	}
	return nil
}

func (p Profiling) profiler() string {
	if p.Profiler == "" {
		return CProfile
	}
	return p.Profiler
}

// fields are what the driver is told: see driver/tottime_options.py.
func (p Profiling) fields() []field {
	no := func(name string, left bool) field {
		if left {
			return field{name, "0"}
		}
		return field{name, ""}
	}
	fields := []field{
		no("children", p.NoChildren), no("builtins", p.NoBuiltins), no("subcalls", p.NoSubcalls), {"only", p.Only}, {"class", p.Class}, {"timer", p.Timer},
	}
	if p.profiler() != CProfile {
		fields = append(fields, field{"profiler", p.profiler()})
	}
	if p.Bias != 0 {
		fields = append(fields, field{"bias", strconv.FormatFloat(p.Bias, 'g', -1, 64)})
	}
	return fields
}

// askLimit is how long an interpreter may take to tell whether it has a module.
const askLimit = 10 * time.Second

// checkInterpreter makes sure that the interpreter has the profiler.
func (p Profiling) checkInterpreter(ctx context.Context, i python.Interpreter) error {
	if p.profiler() != PureProfile {
		return nil
	}
	const ask = "import importlib.util, sys; sys.exit(0 if importlib.util.find_spec('profile') else 3)"
	_, err := process.Output(ctx, process.Command{Path: i.Path, Args: []string{"-c", ask}}, process.Limits{Time: askLimit, Bytes: 1 << 16})
	if err != nil {
		return fmt.Errorf("%s (Python %s) has no module profile, which is not in Python 3.17 any more. Use --profiler %s, or choose another interpreter", i.Path, i.Version, CProfile)
	}
	return nil
}
