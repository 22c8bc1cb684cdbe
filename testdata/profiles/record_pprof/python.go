package main

import "github.com/google/pprof/profile"

// shop builds the profile of a Python program as a sampler of its process sees it: functions with the lines of their def, recursion, two
// functions inlined into one place, a place without a name in a library, and threads as labels.
type shop struct {
	profile   *profile.Profile
	python    *profile.Mapping
	functions map[string]*profile.Function
}

func newShop(types ...*profile.ValueType) *shop {
	python := &profile.Mapping{ID: 1, Start: 0x7f0000000000, Limit: 0x7f0000400000, File: "/usr/lib/libpython3.13.so.1.0"}
	return &shop{
		profile:   &profile.Profile{SampleType: types, Mapping: []*profile.Mapping{python}},
		python:    python,
		functions: make(map[string]*profile.Function),
	}
}

// function returns a function of shop.py; several places may name it.
func (s *shop) function(name string, def int64) *profile.Function {
	f := s.functions[name]
	if f == nil {
		f = &profile.Function{ID: uint64(len(s.functions) + 1), Name: name, SystemName: name, Filename: "/srv/example/shop.py", StartLine: def}
		s.functions[name] = f
		s.profile.Function = append(s.profile.Function, f)
	}
	return f
}

// place adds a location, which is in the last of the lines if others are inlined there, or nameless if there is none.
func (s *shop) place(lines ...profile.Line) *profile.Location {
	id := uint64(len(s.profile.Location) + 1)
	location := &profile.Location{ID: id, Mapping: s.python, Address: s.python.Start + 0x1000*id, Line: lines}
	s.profile.Location = append(s.profile.Location, location)
	return location
}

// sample adds a sample; the stack's innermost call comes first.
func (s *shop) sample(thread string, stack []*profile.Location, values ...int64) {
	labels := map[string][]string{"thread": {thread}}
	s.profile.Sample = append(s.profile.Sample, &profile.Sample{Location: stack, Value: values, Label: labels})
}

// fill adds the stacks of the program; values tells the figures of one from how many samples it was seen in.
func (s *shop) fill(values func(samples int64) []int64) {
	module := s.place(profile.Line{Function: s.function("<module>", 1), Line: 44})
	main := s.place(profile.Line{Function: s.function("main", 30), Line: 36})
	total := s.place(profile.Line{Function: s.function("Basket.total", 12), Line: 14})
	discount := s.place(profile.Line{Function: s.function("discount", 20), Line: 23})
	deeper := s.place(profile.Line{Function: s.function("discount", 20), Line: 24})
	rounded := s.place(
		profile.Line{Function: s.function("Price.__round__", 6), Line: 7},
		profile.Line{Function: s.function("Basket.total.<locals>.<genexpr>", 15), Line: 15},
		profile.Line{Function: s.function("Basket.total", 12), Line: 15},
	)
	nameless := s.place()
	worker := s.place(profile.Line{Function: s.function("worker", 26), Line: 28})

	type locations = []*profile.Location
	s.sample("MainThread", locations{main, module}, values(3)...)
	s.sample("MainThread", locations{total, main, module}, values(5)...)
	s.sample("MainThread", locations{rounded, main, module}, values(11)...)
	s.sample("MainThread", locations{discount, total, main, module}, values(2)...)
	s.sample("MainThread", locations{discount, deeper, deeper, discount, total, main, module}, values(17)...)
	s.sample("MainThread", locations{nameless, deeper, discount, total, main, module}, values(7)...)
	s.sample("worker", locations{discount, worker}, values(4)...)
	s.sample("worker", locations{nameless}, values(1)...)
}

// pythonProfile has samples each 10 ms and the processor's time they stand for.
func pythonProfile() *profile.Profile {
	cpu := &profile.ValueType{Type: "cpu", Unit: "nanoseconds"}
	s := newShop(&profile.ValueType{Type: "samples", Unit: "count"}, cpu)
	s.profile.PeriodType, s.profile.Period = cpu, 10_000_000
	s.profile.DurationNanos = 600_000_000
	s.profile.TimeNanos = 1_700_000_000_000_000_000
	s.fill(func(samples int64) []int64 { return []int64{samples, samples * s.profile.Period} })
	return s.profile
}

// countedProfile has samples only. It may say how far apart they are, in nanoseconds, so that they have times.
func countedProfile(period int64) *profile.Profile {
	s := newShop(&profile.ValueType{Type: "samples", Unit: "count"})
	if period > 0 {
		s.profile.PeriodType, s.profile.Period = &profile.ValueType{Type: "wall", Unit: "nanoseconds"}, period
	}
	s.fill(func(samples int64) []int64 { return []int64{samples} })
	return s.profile
}
