package server

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"tottime/protocol"
)

// mostRepeats is how often a run may be repeated.
const mostRepeats = 1000

// checkOptions finds what is wrong with the rest of a request to run something. Errors name the field.
func (s *session) checkOptions(p protocol.RunStartParams) error {
	for name, value := range p.Environment {
		if name == "" || strings.ContainsAny(name, "=\x00") || strings.ContainsRune(value, 0) {
			return fmt.Errorf("%w: environment: %q cannot be a variable with the value %q", errInvalidParams, name, value)
		}
	}
	if p.EnvFile != "" {
		if !filepath.IsAbs(p.EnvFile) {
			return fmt.Errorf("%w: envFile %q is not absolute", errInvalidParams, p.EnvFile)
		}
		if info, err := s.Files.Stat(p.EnvFile); err != nil {
			return unreadable(p.EnvFile, err, "Choose another environment file, or none.")
		} else if info.IsDir() {
			return unreadable(p.EnvFile, errNotAFile, "Choose another environment file, or none.")
		}
	}
	if !slices.Contains([]protocol.Profiler{"", protocol.ProfilerCProfile, protocol.ProfilerProfile}, p.Profiler) {
		return fmt.Errorf("%w: profiler is %q, which this server does not know", errInvalidParams, p.Profiler)
	}
	o := p.Options
	if o == nil {
		return nil
	}
	own := map[string]bool{"profilerClass": o.ProfilerClass != "", "timer": o.Timer != "", "bias": o.Bias != 0}
	for _, field := range []string{"profilerClass", "timer", "bias"} {
		if own[field] && p.Profiler != protocol.ProfilerProfile {
			return fmt.Errorf("%w: options.%s is for the profiler %q alone", errInvalidParams, field, protocol.ProfilerProfile)
		}
	}
	switch {
	case o.TimeLimit < 0 || o.TimeLimit > time.Duration(1<<62).Seconds():
		return fmt.Errorf("%w: options.timeLimit is %v; it is a number of seconds", errInvalidParams, o.TimeLimit)
	case o.Repeat < 0 || o.Repeat > mostRepeats:
		return fmt.Errorf("%w: options.repeat is %d; it is at most %d", errInvalidParams, o.Repeat, mostRepeats)
	}
	return nil
}

// optionWords are the flags of tottime run for what a request says besides its target.
func optionWords(p protocol.RunStartParams) (words []string) {
	text := func(flag, value string) {
		if value != "" {
			words = append(words, flag+"="+value)
		}
	}
	yes := func(flag string, value bool) {
		if value {
			words = append(words, flag)
		}
	}
	text("--env-file", p.EnvFile)
	text("--profiler", string(p.Profiler))
	o := p.Options
	if o == nil {
		return words
	}
	yes("--no-builtins", o.NoBuiltins)
	yes("--no-subcalls", o.NoSubcalls)
	yes("--no-children", o.NoChildren)
	yes("--with-imports", o.Imports)
	text("--only", o.Only)
	text("--profiler-class", o.ProfilerClass)
	text("--timer", o.Timer)
	if o.Bias != 0 {
		text("--bias", strconv.FormatFloat(o.Bias, 'g', -1, 64))
	}
	if o.TimeLimit != 0 {
		text("--time-limit", time.Duration(o.TimeLimit*float64(time.Second)).String())
	}
	if o.Repeat > 1 {
		text("--repeat", strconv.Itoa(o.Repeat))
	}
	return words
}
