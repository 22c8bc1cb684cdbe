package pprof_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/pprof/profile"

	"tottime/profiler/callgraph"
	"tottime/profiler/pprof"
)

// small returns a profile of two stacks: main calling work for 3 of the last value and main alone for 1. The other values are 100 times that.
func small(types ...*profile.ValueType) *profile.Profile {
	work := &profile.Function{ID: 1, Name: "Basket.work", Filename: "/srv/shop.py", StartLine: 10}
	main := &profile.Function{ID: 2, SystemName: "main", Filename: "/srv/shop.py"}
	inWork := &profile.Location{ID: 1, Line: []profile.Line{{Function: work, Line: 12}}}
	inMain := &profile.Location{ID: 2, Line: []profile.Line{{Function: main, Line: 31}}}
	later := &profile.Location{ID: 3, Line: []profile.Line{{Function: main, Line: 35}}}
	p := &profile.Profile{
		SampleType: types, Function: []*profile.Function{work, main}, Location: []*profile.Location{inWork, inMain, later},
		Sample: []*profile.Sample{{Location: []*profile.Location{inWork, later}}, {Location: []*profile.Location{inMain}}},
	}
	for i := range types {
		times := int64(100)
		if i == len(types)-1 {
			times = 1
		}
		p.Sample[0].Value = append(p.Sample[0].Value, 3*times)
		p.Sample[1].Value = append(p.Sample[1].Value, times)
	}
	return p
}

func of(name, unit string) *profile.ValueType { return &profile.ValueType{Type: name, Unit: unit} }

func read(t *testing.T, p *profile.Profile, firstLine pprof.FirstLine) *pprof.Profile {
	t.Helper()
	got, err := pprof.Read(encoded(t, p), firstLine)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTimes(t *testing.T) {
	for _, c := range []struct {
		name    string
		types   []*profile.ValueType
		change  func(*profile.Profile)
		seconds float64 // of all
		notes   string
	}{
		{"as Go writes it", []*profile.ValueType{of("samples", "count"), of("cpu", "nanoseconds")}, func(p *profile.Profile) {
			p.PeriodType, p.Period = of("cpu", "nanoseconds"), 10_000_000
		}, 4e-9, "Times are cpu time, sampled every 10 ms."},
		{"the last", []*profile.ValueType{of("wall-time", "us"), of("cpu-time", "ms")}, nil,
			4e-3, "Times are cpu time. The profile also holds wall time, which is not shown."},
		{"the preferred", []*profile.ValueType{of("wall", "us"), of("cpu", "ms"), of("heap", "bytes")},
			func(p *profile.Profile) { p.DefaultSampleType = "wall" },
			400e-6, "Times are wall time. The profile also holds cpu time, which is not shown."},
		{"the preferred is no time", []*profile.ValueType{of("wall", "us"), of("cpu", "ms"), of("heap", "bytes")},
			func(p *profile.Profile) { p.DefaultSampleType = "heap" },
			400e-3, "Times are cpu time. The profile also holds wall time, which is not shown."},
		{"the last that was measured", []*profile.ValueType{of("wall", "us"), of("lock-wait", "ms")},
			func(p *profile.Profile) { p.Sample[0].Value[1], p.Sample[1].Value[1] = 0, 0 },
			400e-6, "Times are wall time. The profile also holds lock wait time, which is not shown."},
		{"samples a period apart", []*profile.ValueType{of("samples", "count")},
			func(p *profile.Profile) { p.PeriodType, p.Period = of("cpu", "microseconds"), 2500 },
			10e-3, "Times are cpu time, sampled every 2.5 ms."},
		{"waiting", []*profile.ValueType{of("contentions", "count"), of("delay", "nanoseconds")}, nil,
			4e-9, "Times are time spent waiting."},
		{"nameless, Greek", []*profile.ValueType{of("", "μs")}, nil, 4e-6, "Times are time."},
		{"micro sign", []*profile.ValueType{of("Wall time", "µs")}, nil, 4e-6, "Times are wall time."},
		{"capitals", []*profile.ValueType{of("wall", "Seconds")}, nil, 4, "Times are wall time."},
		{"hours", []*profile.ValueType{of("wall", "hours")}, func(p *profile.Profile) { p.PeriodType, p.Period = of("wall", "ns"), 50 },
			4 * 3600, "Times are wall time, sampled every 50 ns."},
		{"without a stack", []*profile.ValueType{of("wall", "s")}, func(p *profile.Profile) { p.Sample[1].Location = nil },
			3, "Times are wall time. 25.0 % of the time is left out, because it was measured without a call stack."},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := small(c.types...)
			if c.change != nil {
				c.change(p)
			}
			got := read(t, p, nil)
			if total := got.Graph.Totals().Self; math.Abs(total-c.seconds) > 1e-9*c.seconds {
				t.Errorf("got %v s, want %v", total, c.seconds)
			}
			if notes := strings.Join(got.Notes, " "); notes != c.notes {
				t.Errorf("got  %s\nwant %s", notes, c.notes)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	seconds := of("wall", "seconds")
	for _, c := range []struct {
		name    string
		profile *profile.Profile
		change  func(*profile.Profile)
		want    string
	}{
		{"heap", small(of("inuse_objects", "count"), of("inuse_space", "bytes")), nil, "it measures inuse_space in bytes; open it with go tool pprof"},
		{"goroutines", small(of("goroutine", "count")), func(p *profile.Profile) { p.PeriodType, p.Period = of("goroutine", "count"), 1 },
			"it measures goroutine in count; open it with go tool pprof"},
		{"samples, it is not known how far apart", small(of("samples", "count")), func(p *profile.Profile) { p.PeriodType = of("cpu", "ns") },
			"it measures samples in count; open it with go tool pprof"},
		{"nothing measured", &profile.Profile{TimeNanos: 1}, nil, "it does not say what it measures"},
		{"difference", small(seconds), func(p *profile.Profile) { p.Sample[1].Value[0] = -1 }, "it holds negative times, as the difference of two profiles does"},
		{"no samples", &profile.Profile{SampleType: []*profile.ValueType{seconds}}, nil, "it holds no samples"},
		{"all samples 0", small(seconds), func(p *profile.Profile) { p.Sample[0].Value[0], p.Sample[1].Value[0] = 0, 0 }, "it holds no samples"},
		{"no stacks", small(seconds), func(p *profile.Profile) { p.Sample[0].Location, p.Sample[1].Location = nil, nil }, "its samples have no call stacks"},
		{"function missing", small(seconds), func(p *profile.Profile) { p.Function = p.Function[:1] }, "it is damaged or cut short ("},
		{"location missing", small(seconds), func(p *profile.Profile) { p.Location = p.Location[:1] }, "it is damaged or cut short ("},
		{"value missing", small(seconds), func(p *profile.Profile) { p.Sample[0].Value = nil }, "it is damaged or cut short ("},
		{"one number for two functions", small(seconds), func(p *profile.Profile) { p.Function[0].ID = 2 }, "it is damaged or cut short ("},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.change != nil {
				c.change(c.profile)
			}
			checkError(t, encoded(t, c.profile), c.want)
		})
	}
	whole := encoded(t, small(seconds))
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "it is empty"},
		{"nothing inside", string(gzipped(t, nil)), "it is empty"},
		{"text", "some text", "it is damaged or cut short: a field of the unknown type 3 at byte 0"},
		{"cut short", string(whole[:len(whole)-10]), "it is cut short at byte "},
		{"two in a row", string(whole) + string(whole), "it is damaged or cut short ("},
		{"beyond the end", "\x0a\x05abc", "it is damaged or cut short: a field that goes beyond the end at byte 0"},
		{"length without end", "\x0a\xff\xff\xff", "a number that does not end at byte 0"},
		{"number without end", "\x48\x80", "a number that does not end at byte 0"},
		{"label beyond the end", "\x12\x03\x1a\x09a", "a field that goes beyond the end at byte 2"},
		{"text that is no message", "\x0a\x03abc", "it is damaged or cut short ("},
	} {
		t.Run(c.name, func(t *testing.T) { checkError(t, []byte(c.data), c.want) })
	}
}

func checkError(t *testing.T, data []byte, want string) {
	t.Helper()
	before := bytes.Clone(data)
	_, err := pprof.Read(data, nil)
	if !errors.Is(err, pprof.ErrNotProfile) || !strings.HasPrefix(err.Error(), pprof.ErrNotProfile.Error()+": "+want) && !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	if !bytes.Equal(before, data) {
		t.Error("the data was changed")
	}
}

func TestFunctions(t *testing.T) {
	libc := &profile.Mapping{ID: 1, Start: 0x7f00_0000, Limit: 0x7f10_0000, Offset: 0x2000, File: "/usr/lib/libc.so.6"}
	for _, c := range []struct {
		name      string
		change    func(*profile.Profile)
		firstLine pprof.FirstLine
		want      []string
	}{
		{"lines known, or the lowest seen", nil, nil, []string{"/srv/shop.py:31(main)", "/srv/shop.py:10(Basket.work)"}},
		{"lowest of what has time", func(p *profile.Profile) { p.Sample[1].Value[0] = 0 }, nil,
			[]string{"/srv/shop.py:35(main)", "/srv/shop.py:10(Basket.work)"}},
		{"lines found out", nil, func(file string, line int, name string) (int, bool) {
			return 30, file == "/srv/shop.py" && line > 30 && name == "main"
		}, []string{"/srv/shop.py:30(main)", "/srv/shop.py:10(Basket.work)"}},
		{"found out for one of its lines", nil, func(_ string, line int, _ string) (int, bool) { return 30, line == 35 },
			[]string{"/srv/shop.py:30(main)", "/srv/shop.py:10(Basket.work)", "/srv/shop.py:31(main)"}},
		{"native", func(p *profile.Profile) {
			p.Function[0].Filename, p.Function[0].StartLine, p.Location[0].Line[0].Line = "", 0, 0
		}, nil, []string{"/srv/shop.py:31(main)", "Basket.work"}},
		{"line that is none", func(p *profile.Profile) { p.Function[0].StartLine, p.Location[0].Line[0].Line = -5, 1<<40 }, nil,
			[]string{"/srv/shop.py:31(main)", "/srv/shop.py:0(Basket.work)"}},
		{"no symbols", func(p *profile.Profile) {
			p.Mapping = []*profile.Mapping{libc}
			p.Location[0].Line, p.Location[0].Mapping, p.Location[0].Address = nil, libc, 0x7f00_0123
		}, nil, []string{"/srv/shop.py:31(main)", "libc.so.6+0x2123"}},
		{"no symbols, Windows", func(p *profile.Profile) {
			p.Mapping = []*profile.Mapping{{ID: 1, File: `C:\Windows\ntdll.dll`}}
			p.Location[0].Line, p.Location[0].Mapping, p.Location[0].Address = nil, p.Mapping[0], 0x10
		}, nil, []string{"/srv/shop.py:31(main)", "ntdll.dll+0x10"}},
		{"no name, no mapping", func(p *profile.Profile) { p.Function[0].Name, p.Location[0].Address = "", 0xabc }, nil,
			[]string{"/srv/shop.py:31(main)", "0xabc"}},
		{"inlined", func(p *profile.Profile) {
			p.Location[0].Line = append(p.Location[0].Line, profile.Line{Function: p.Function[1], Line: 33}, profile.Line{Function: p.Function[0], Line: 15})
		}, nil, []string{"/srv/shop.py:31(main)", "/srv/shop.py:10(Basket.work)"}},
		{"no UTF-8", func(p *profile.Profile) { p.Function[0].Name = "b\xffd" }, nil, []string{"/srv/shop.py:31(main)", "/srv/shop.py:10(b\uFFFDd)"}},
		{"hidden", func(p *profile.Profile) { p.DropFrames, p.KeepFrames = "Basket.*|main", "main" }, nil, []string{"/srv/shop.py:31(main)"}},
		{"kept", func(p *profile.Profile) { p.DropFrames, p.KeepFrames = "Basket.*", ".*work" }, nil,
			[]string{"/srv/shop.py:31(main)", "/srv/shop.py:10(Basket.work)"}},
		{"invalid expression", func(p *profile.Profile) { p.DropFrames = "Basket.(" }, nil, []string{"/srv/shop.py:31(main)", "/srv/shop.py:10(Basket.work)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := small(of("wall", "s"))
			if c.change != nil {
				c.change(p)
			}
			g := read(t, p, c.firstLine).Graph
			var got []string
			for f := range g.Len() {
				got = append(got, g.StandardName(f))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGraph(t *testing.T) {
	g := read(t, small(of("wall", "s")), nil).Graph
	if g.Basis() != callgraph.Sampled || g.Knowledge().Calls != callgraph.Unknown || g.Knowledge().Paths != callgraph.Exact {
		t.Errorf("basis %v, knowledge %+v", g.Basis(), g.Knowledge())
	}
	const main, work = 0, 1
	unknown := callgraph.Uncounted
	if got, want := g.Figures(main), (callgraph.Figures{Calls: unknown, PrimitiveCalls: unknown, Self: 1, Cumulative: 4}); got != want {
		t.Errorf("main: got %v, want %v", got, want)
	}
	callers := slices.Collect(g.Callers(work))
	if want := []callgraph.Edge{{Function: main, Figures: callgraph.Figures{Calls: unknown, PrimitiveCalls: unknown, Self: 3, Cumulative: 3}}}; !slices.Equal(callers, want) {
		t.Errorf("callers of work: got %v, want %v", callers, want)
	}
	if stacks := g.Stacks(); stacks.Len() != 2 || stacks.Self(0) != 1 || stacks.Parent(1) != 0 {
		t.Errorf("stacks %+v", stacks)
	}
}
