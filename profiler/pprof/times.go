package pprof

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/pprof/profile"
)

// times says which of a sample's values is its time.
type times struct {
	value     int     // the index of the value
	perSecond float64 // how many of it are a second
	name      string  // such as "cpu time"
	others    []string
	interval  string // from sample to sample, "" when it is not known
}

// of returns the seconds of a sample.
func (t times) of(s *profile.Sample) float64 { return float64(s.Value[t.value]) / t.perSecond }

// perSecond are the units of time, by their names in lower case and without a plural's s. They are those that go tool pprof knows (google/pprof,
// internal/measurement), and the micro sign beside the Greek letter that looks like it.
var perSecond = map[string]float64{
	"ns": 1e9, "nanosecond": 1e9,
	"us": 1e6, "μs": 1e6, "µs": 1e6, "microsecond": 1e6,
	"ms": 1e3, "millisecond": 1e3,
	"s": 1, "sec": 1, "second": 1,
	"hr": 1.0 / 3600, "hour": 1.0 / 3600,
}

// unitsPerSecond returns how many of a unit are a second; ok is false when it is none of time.
func unitsPerSecond(t *profile.ValueType) (units float64, ok bool) {
	if t == nil {
		return 0, false
	}
	name := strings.ToLower(t.Unit)
	if units, ok = perSecond[name]; !ok {
		units, ok = perSecond[strings.TrimSuffix(name, "s")]
	}
	return units, ok
}

// chooseTimes finds the times: the values that the profile wants to be shown if these are times, else the last that are, as go tool pprof takes the last
// values. Those that are 0 in all samples were not measured and give way to others. A profile without times may count samples and say how far apart
// they are.
func chooseTimes(p *profile.Profile) (times, error) {
	order := make([]int, 0, len(p.SampleType)+1)
	for i := range p.SampleType {
		order = append(order, i)
	}
	slices.Reverse(order)
	if preferred := slices.IndexFunc(p.SampleType, func(t *profile.ValueType) bool { return t.Type == p.DefaultSampleType }); preferred >= 0 {
		order = slices.Insert(order, 0, preferred)
	}
	isTime := func(i int) bool { _, ok := unitsPerSecond(p.SampleType[i]); return ok }
	timed := slices.DeleteFunc(slices.Clone(order), func(i int) bool { return !isTime(i) })
	if len(timed) > 0 {
		return timesOf(p, timed), nil
	}
	return countedTimes(p, order)
}

// timesOf chooses of several values that are times.
func timesOf(p *profile.Profile, order []int) times {
	chosen := order[0]
	for _, i := range order {
		if slices.ContainsFunc(p.Sample, func(s *profile.Sample) bool { return s.Value[i] != 0 }) {
			chosen = i
			break
		}
	}
	t := times{value: chosen, name: timeName(p.SampleType[chosen].Type), interval: interval(p)}
	t.perSecond, _ = unitsPerSecond(p.SampleType[chosen])
	for _, i := range order {
		if i != chosen && !slices.Contains(t.others, timeName(p.SampleType[i].Type)) {
			t.others = append(t.others, timeName(p.SampleType[i].Type))
		}
	}
	return t
}

// countedTimes makes times of the number of samples and the time between two of them.
func countedTimes(p *profile.Profile, order []int) (times, error) {
	if len(order) == 0 {
		return times{}, errNoMeasure
	}
	units, periodic := unitsPerSecond(p.PeriodType)
	for _, i := range order {
		if t := p.SampleType[i]; periodic && p.Period > 0 && t.Unit == "count" && (t.Type == "samples" || t.Type == "sample") {
			return times{value: i, perSecond: units / float64(p.Period), name: timeName(p.PeriodType.Type), interval: interval(p)}, nil
		}
	}
	shown := p.SampleType[order[0]]
	return times{}, fmt.Errorf("it measures %s in %s; open it with go tool pprof", shown.Type, shown.Unit)
}

// timeName is what users call a type of time. Profilers write "cpu", "wall", "cpu-time", "Wall time", "delay", …
func timeName(name string) string {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(strings.ToValidUTF8(name, ""))))
	switch {
	case len(words) == 0 || slices.Equal(words, []string{"time"}):
		return "time"
	case slices.Equal(words, []string{"delay"}):
		return "time spent waiting" // Go's block and mutex profiles
	case words[len(words)-1] != "time":
		words = append(words, "time")
	}
	return strings.Join(words, " ")
}

// interval returns the time from sample to sample as people write it, such as "10 ms".
func interval(p *profile.Profile) string {
	units, ok := unitsPerSecond(p.PeriodType)
	if !ok || p.Period <= 0 {
		return ""
	}
	seconds := float64(p.Period) / units
	for _, unit := range []struct {
		name    string
		seconds float64
	}{{"s", 1}, {"ms", 1e-3}, {"µs", 1e-6}} {
		if seconds >= unit.seconds {
			return strconv.FormatFloat(seconds/unit.seconds, 'g', 4, 64) + " " + unit.name
		}
	}
	return strconv.FormatFloat(seconds*1e9, 'g', 4, 64) + " ns"
}
