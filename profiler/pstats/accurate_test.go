package pstats

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
)

// call is an edge of a profile made by hand. All times are half a second a call.
type call struct {
	caller, callee string // files; the functions are all f in line 1
	calls          int64
	timed          bool
}

// handMade returns a file in which each function was called as often as its callers say, or at most once.
func handMade(t *testing.T, calls ...call) []byte {
	t.Helper()
	b := callgraph.NewBuilder()
	times := func(calls int64) callgraph.Figures {
		seconds := .5 * math.Abs(float64(calls))
		return callgraph.Figures{Calls: calls, PrimitiveCalls: calls, Self: seconds, Cumulative: seconds}
	}
	function := func(file string) int {
		return b.Function(b.Symbol([]byte(file)), 1, b.Symbol([]byte("f")))
	}
	for _, c := range calls {
		edge := times(c.calls)
		if !c.timed {
			edge.Self, edge.Cumulative = math.NaN(), math.NaN()
		}
		b.Record(function(c.callee), times(c.calls))
		b.AddEdge(function(c.caller), function(c.callee), edge)
	}
	for _, c := range calls {
		if caller := function(c.caller); !b.Recorded(caller) {
			b.Record(caller, times(min(c.calls, 1)))
		}
	}
	var file bytes.Buffer
	if err := New(b.Graph()).Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// TestAccurate shows the same profiles in both modes.
func TestAccurate(t *testing.T) {
	for _, c := range []struct {
		name, compatible, accurate string
		file                       []byte
		report                     func(s *Stats, w io.Writer) error
	}{
		{
			name: "callers kept by StripDirs",
			file: handMade(t, call{"/a/x.py", "/y.py", 2, true}, call{"/b/x.py", "/y.py", 3, true}),
			report: func(s *Stats, w io.Writer) error {
				s.StripDirs()
				return s.PrintCallers(w, Count(1))
			},
			compatible: `
   Random listing order was used
   List reduced from 2 to 1 due to restriction <1>

Function   was called by...
               ncalls  tottime  cumtime
y.py:1(f)  <-       3    1.500    1.500  x.py:1(f)
`,
			accurate: `
   Random listing order was used
   List reduced from 2 to 1 due to restriction <1>
   Without folders 1 caller looks like another: pstats loses 2 calls, which are added up here.

Function   was called by...
               ncalls  tottime  cumtime
y.py:1(f)  <-       5    2.500    2.500  x.py:1(f)
`,
		},
		{
			name: "callees that Add brings",
			file: handMade(t, call{"x.py", "y.py", 2, true}),
			report: func(s *Stats, w io.Writer) error {
				if err := s.PrintCallees(io.Discard); err != nil {
					return err
				}
				s.Add(s)
				return s.PrintCallees(w)
			},
			compatible: `
   Random listing order was used

Function   called...
               ncalls  tottime  cumtime
y.py:1(f)  -> ¤
x.py:1(f)  ->       2    1.000    1.000  y.py:1(f)
`,
			accurate: `
   Random listing order was used

Function   called...
               ncalls  tottime  cumtime
y.py:1(f)  -> ¤
x.py:1(f)  ->       4    2.000    2.000  y.py:1(f)
`,
		},
		{
			name:   "calls that were only counted",
			file:   handMade(t, call{"x.py", "y.py", 2, false}, call{"z.py", "y.py", 3, false}),
			report: func(s *Stats, w io.Writer) error { return s.PrintCallers(w) },
			compatible: `
   Random listing order was used

Function   was called by...
y.py:1(f)  <- x.py:1(f)(2)    0.500
              z.py:1(f)(3)    0.500
x.py:1(f)  <- ¤
z.py:1(f)  <- ¤
`,
			accurate: `
   Random listing order was used
   Where the calls of one function by another have no time they were only counted: pstats shows the other function's whole time there.

Function   was called by...
y.py:1(f)  <- x.py:1(f)(2)
              z.py:1(f)(3)
x.py:1(f)  <- ¤
z.py:1(f)  <- ¤
`,
		},
		{
			name: "nothing counted",
			file: handMade(t, call{"x.py", "y.py", -1, true}),
			report: func(s *Stats, w io.Writer) error {
				if err := s.Sort("calls"); err != nil {
					return err
				}
				return s.Print(w)
			},
			compatible: `
         -2 function calls in 1.000 seconds

   Ordered by: call count

   ncalls  tottime  percall  cumtime  percall filename:lineno(function)
       -1    0.500   -0.500    0.500   -0.500 y.py:1(f)
       -1    0.500   -0.500    0.500   -0.500 x.py:1(f)
`,
			accurate: `
         an unknown number of function calls in 1.000 seconds

   Ordered by: call count
   The call stack was looked at from time to time: times are estimates.
   Where the number of calls is blank it is not known.

   ncalls  tottime  percall  cumtime  percall filename:lineno(function)
             0.500             0.500          y.py:1(f)
             0.500             0.500          x.py:1(f)
`,
		},
		{
			name:   "no calls",
			file:   handMade(t, call{"x.py", "y.py", 0, true}),
			report: func(s *Stats, w io.Writer) error { return s.Print(w) },
			compatible: `
         0 function calls in 0.000 seconds

   Random listing order was used

   ncalls  tottime  percall  cumtime  percall filename:lineno(function)
        0    0.000             0.000          y.py:1(f)
        0    0.000             0.000          x.py:1(f)
`,
			accurate: `
         0 function calls in 0.000 seconds

   Random listing order was used

   ncalls  tottime  percall  cumtime  percall filename:lineno(function)
        0    0.000             0.000          y.py:1(f)
        0    0.000             0.000          x.py:1(f)
`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for mode, want := range map[Mode]string{Compatible: c.compatible, Accurate: c.accurate} {
				s, err := Read(c.file, mode)
				if err != nil {
					t.Fatal(err)
				}
				var out strings.Builder
				if err := c.report(s, &out); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(strings.ReplaceAll(want[1:], "¤", ""), strings.TrimRight(out.String(), "\n")+"\n"); diff != "" {
					t.Errorf("%v (-want +got):\n%s", mode, diff)
				}
			}
		})
	}
}

// TestAccurateIsCompatible checks that ordinary profiles look the same in both modes, and that nothing is noted of them.
func TestAccurateIsCompatible(t *testing.T) {
	files, paths := fixtures(t)
	compared := 0
	for _, path := range paths {
		if !strings.HasPrefix(path, "cprofile/") {
			continue
		}
		var reports [2]strings.Builder
		for mode := range reports {
			s, err := Load(files, path, Mode(mode))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Sort("time", "stdname"); err != nil {
				t.Fatal(err)
			}
			for _, report := range []func(io.Writer, ...Restriction) error{s.Print, s.PrintCallers, s.PrintCallees} {
				if err := report(&reports[mode]); err != nil {
					t.Fatal(err)
				}
			}
			if notes := s.Notes(); len(notes) > 0 {
				t.Errorf("%s: %q", path, notes)
			}
		}
		compared++
		if diff := cmp.Diff(reports[Compatible].String(), reports[Accurate].String()); diff != "" {
			t.Errorf("%s (-compatible +accurate):\n%s", path, diff)
		}
	}
	if compared < 10 {
		t.Errorf("%d profiles compared", compared)
	}
}
