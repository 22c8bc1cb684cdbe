package pstats

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
)

// alike returns a profile of functions that share a label: the methods that dataclasses made of two classes, and two lambdas in a line.
func alike() *Stats {
	b := callgraph.NewBuilder()
	main := b.Add("/src/a.py", 1, "main", callgraph.Figures{Calls: 1, PrimitiveCalls: 1})
	for i, f := range []struct {
		file, name, qualified string
		line, ordinal         int
	}{
		{"<string>", "__init__", "Size.__init__", 2, 1},
		{"<string>", "__init__", "Point.__init__", 2, 1},
		{"/src/a.py", "<lambda>", "main.<locals>.<lambda>", 3, 1},
		{"/src/a.py", "<lambda>", "main.<locals>.<lambda>", 3, 2},
		{"~", "<built-in method f>", "", 0, 2},
		{"~", "odd", "", 0, 2},
	} {
		n := b.Variant(b.Symbol([]byte(f.file)), f.line, b.Symbol([]byte(f.name)), f.qualified, f.ordinal)
		b.Describe(n, callgraph.Details{QualifiedName: f.qualified})
		figures := callgraph.Figures{Calls: int64(i + 1), PrimitiveCalls: int64(i + 1), Self: 1, Cumulative: 1}
		b.Record(n, figures)
		b.AddEdge(main, n, figures)
	}
	return New(b.Graph())
}

// TestAlike tells functions apart that share a label.
func TestAlike(t *testing.T) {
	method, err := Pattern(`Point\.__init__|lambda`)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		report func(s *Stats, w *strings.Builder) error
		want   string
	}{
		"callees": {func(s *Stats, w *strings.Builder) error { return s.PrintCallees(w, Count(1)) }, `
   Random listing order was used
   List reduced from 7 to 1 due to restriction <1>

Function           called...
                       ncalls  tottime  cumtime
/src/a.py:1(main)  ->       3    1.000    1.000  /src/a.py:3(main.<locals>.<lambda>)
                            4    1.000    1.000  /src/a.py:3(main.<locals>.<lambda> #2)
                            1    1.000    1.000  <string>:2(Size.__init__)
                            2    1.000    1.000  <string>:2(Point.__init__)
                            5    1.000    1.000  {built-in method f #2}
                            6    1.000    1.000  odd #2


`},
		"stripped and restricted": {func(s *Stats, w *strings.Builder) error { s.StripDirs(); return s.Print(w, method) }, `
         22 function calls in 6.000 seconds

   Random listing order was used
   List reduced from 7 to 3 due to restriction <'Point\\.__init__|lambda'>

   ncalls  tottime  percall  cumtime  percall filename:lineno(function)
        2    1.000    0.500    1.000    0.500 <string>:2(Point.__init__)
        3    1.000    0.333    1.000    0.333 a.py:3(main.<locals>.<lambda>)
        4    1.000    0.250    1.000    0.250 a.py:3(main.<locals>.<lambda> #2)


`},
		"JSON": {func(s *Stats, w *strings.Builder) error {
			if err := s.Sort("calls"); err != nil {
				return err
			}
			s.Reverse()
			return s.PrintJSON(w, WithCallees, Count(2))
		}, `
{"files":[],"calls":22,"primitive":22,"self":6,"accuracy":{"calls":"exact","self":"exact","cumulative":"exact","edgeCalls":"exact","edgeTimes":"exact"},` +
			`"messages":["Ordered by: call count","List reduced from 7 to 2 due to restriction <2>"],"functions":[` +
			`{"file":"<string>","line":2,"name":"__init__","qualifiedName":"Size.__init__","ordinal":1,"calls":1,"primitive":1,"self":1,"cumulative":1},`},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			if err := c.report(alike(), &out); err != nil {
				t.Fatal(err)
			}
			want, got := c.want[1:], out.String()
			if name == "JSON" {
				got = got[:min(len(got), len(want))]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestNamesOfOtherEncodings prints names that are no UTF-8 as CPython 3.13 does where its output takes them (LC_ALL=C.UTF-8).
func TestNamesOfOtherEncodings(t *testing.T) {
	figures := callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: .5, Cumulative: .5}
	b := callgraph.NewBuilder()
	latin := b.Add("/srv/caf\xed\xb3\xa9/a.py", 1, "f", figures)
	b.Add("/srv/한\xed\xb2\x80/a.py", 2, "g", figures) // the letter, too, begins with the byte 0xed
	b.AddEdge(latin, latin, figures)
	s := &Stats{graph: b.Graph()}
	pattern, err := Pattern(`caf./a`)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := s.PrintCallers(&out, pattern); err != nil {
		t.Fatal(err)
	}
	if err := s.PrintCallees(&out, Count(5)); err != nil {
		t.Fatal(err)
	}
	want := `   Random listing order was used
   List reduced from 2 to 1 due to restriction <'caf./a'>

Function             was called by...
                         ncalls  tottime  cumtime
/srv/caf` + "\xe9" + `/a.py:1(f)  <-       1    0.500    0.500  /srv/caf` + "\xe9" + `/a.py:1(f)


   Random listing order was used

Function             called...
                         ncalls  tottime  cumtime
/srv/caf` + "\xe9" + `/a.py:1(f)  ->       1    0.500    0.500  /srv/caf` + "\xe9" + `/a.py:1(f)
/srv/` + "한\x80" + `/a.py:2(g)    -> 


`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
