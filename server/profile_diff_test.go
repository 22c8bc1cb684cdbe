package server_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/runs"
	"tottime/protocol"
	"tottime/server/servertest"
)

// before and after are profiles of a program that was changed and moved to another folder.
var (
	before = []entry{
		{"/app/shop.py", 1, "<module>", 1, 1, 0, 4},
		{"/app/shop.py", 8, "main", 1, 1, 1, 4},
		{"/app/shop.py", 4, "total", 100, 100, 2, 2.5},
		{"/app/shop.py", 20, "old", 10, 10, 0.5, 0.5},
		{"~", 0, "<built-in method builtins.sum>", 50, 50, 0.5, 0.5},
	}
	after = []entry{
		{"/home/me/shop.py", 1, "<module>", 1, 1, 0, 5},
		{"/home/me/shop.py", 9, "main", 1, 1, 0.5, 5},
		{"/home/me/shop.py", 14, "total", 200, 150, 3, 3.5},
		{"/home/me/shop.py", 40, "fresh", 7, 7, 1, 1},
		{"~", 0, "<built-in method builtins.sum>", 50, 50, 0.5, 0.5},
	}
)

// openTwo is an editor with two open profiles.
func openTwo(t *testing.T, base, head []entry, change func(*world)) (e *servertest.Editor, first, second string) {
	t.Helper()
	w := newWorld(t)
	w.write("/runs/1/profile.stats", string(encodeProfile(t, base...)))
	w.write("/runs/2/profile.stats", string(encodeProfile(t, head...)))
	if change != nil {
		change(w)
	}
	e = servertest.Open(t, w.Options, protocol.InitializationOptions{})
	open := func(path string) string {
		return servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: path}).Profile
	}
	return e, open("/runs/1/profile.stats"), open("/runs/2/profile.stats")
}

func TestProfileDiff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, base, head := openTwo(t, before, after, nil)
		got := servertest.MustCall(e, protocol.ProfileDiff, protocol.ProfileDiffParams{
			Base: base, Head: head, Sort: protocol.List[protocol.DiffColumn]{{Key: protocol.DiffSelfDifference, Descending: true}}, Limit: 10,
		})
		figures := func(calls, primitive int, self, cumulative float64) *protocol.DiffFigures {
			return &protocol.DiffFigures{Calls: new(calls), PrimitiveCalls: new(primitive), Self: self, Cumulative: cumulative}
		}
		want := protocol.ProfileDiffResult{
			Rows: protocol.List[protocol.DiffRow]{
				{
					Kind: protocol.DiffSlower, BaseFunction: "2", HeadFunction: "2", Name: "total", File: "/home/me/shop.py", Line: 14, LineBefore: 4, Origin: protocol.OriginProject,
					Before: figures(100, 100, 2, 2.5), After: figures(200, 150, 3, 3.5),
					Difference: protocol.DiffChange{Calls: new(100), Self: 1, Cumulative: 1, CallsPart: new(1.0), SelfPart: new(0.5), CumulativePart: new(0.4)},
				},
				{
					Kind: protocol.DiffNew, HeadFunction: "3", Name: "fresh", File: "/home/me/shop.py", Line: 40, Origin: protocol.OriginProject,
					After: figures(7, 7, 1, 1), Difference: protocol.DiffChange{Calls: new(7), Self: 1, Cumulative: 1},
				},
				{
					Kind: protocol.DiffSame, BaseFunction: "0", HeadFunction: "0", Name: "<module>", File: "/home/me/shop.py", Line: 1, Origin: protocol.OriginProject,
					Before: figures(1, 1, 0, 4), After: figures(1, 1, 0, 5),
					Difference: protocol.DiffChange{Calls: new(0), Cumulative: 1, CallsPart: new(0.0), CumulativePart: new(0.25)},
				},
				{
					Kind: protocol.DiffSame, BaseFunction: "4", HeadFunction: "4", Name: "{built-in method builtins.sum}", Builtin: true, Origin: protocol.OriginBuiltin,
					Before: figures(50, 50, 0.5, 0.5), After: figures(50, 50, 0.5, 0.5),
					Difference: protocol.DiffChange{Calls: new(0), CallsPart: new(0.0), SelfPart: new(0.0), CumulativePart: new(0.0)},
				},
				{
					Kind: protocol.DiffFaster, BaseFunction: "1", HeadFunction: "1", Name: "main", File: "/home/me/shop.py", Line: 9, LineBefore: 8, Origin: protocol.OriginProject,
					Before: figures(1, 1, 1, 4), After: figures(1, 1, 0.5, 5),
					Difference: protocol.DiffChange{Calls: new(0), Self: -0.5, Cumulative: 1, CallsPart: new(0.0), SelfPart: new(-0.5), CumulativePart: new(0.25)},
				},
				{
					Kind: protocol.DiffGone, BaseFunction: "3", Name: "old", File: "/app/shop.py", Line: 20, Origin: protocol.OriginProject,
					Before: figures(10, 10, 0.5, 0.5), Difference: protocol.DiffChange{Calls: new(-10), Self: -0.5, Cumulative: -0.5, CallsPart: new(-1.0), SelfPart: new(-1.0), CumulativePart: new(-1.0)},
				},
			},
			Matching: 6,
			Total: protocol.DiffTotal{
				Before: *figures(162, 162, 4, 4), After: *figures(259, 209, 5, 5), FunctionsBefore: 5, FunctionsAfter: 5,
				Difference: protocol.DiffChange{Calls: new(97), Self: 1, Cumulative: 1, CallsPart: new(97.0 / 162), SelfPart: new(0.25), CumulativePart: new(0.25)},
			},
			Counts:   protocol.DiffKindCount{New: 1, Gone: 1, Slower: 1, Faster: 1, Same: 2},
			Warnings: protocol.List[protocol.Problem]{},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestProfileDiffQueries(t *testing.T) {
	by := func(keys ...protocol.DiffKey) (columns protocol.List[protocol.DiffColumn]) {
		for _, key := range keys {
			name, descending := strings.CutPrefix(string(key), "-")
			columns = append(columns, protocol.DiffColumn{Key: protocol.DiffKey(name), Descending: descending})
		}
		return columns
	}
	tests := map[string]struct {
		params protocol.ProfileDiffParams
		want   string // the names of the rows
	}{
		"as they are":              {protocol.ProfileDiffParams{}, "<module> main total fresh sum old"},
		"a page":                   {protocol.ProfileDiffParams{Offset: 2, Limit: 3}, "total fresh sum"},
		"beyond the end":           {protocol.ProfileDiffParams{Offset: 9, Limit: 3}, ""},
		"by name":                  {protocol.ProfileDiffParams{Sort: by(protocol.DiffByName)}, "<module> fresh main old total sum"},
		"by kind":                  {protocol.ProfileDiffParams{Sort: by(protocol.DiffByKind)}, "fresh old total main <module> sum"},
		"by file, then name":       {protocol.ProfileDiffParams{Sort: by(protocol.DiffByFile, "-"+protocol.DiffByName)}, "sum old total main fresh <module>"},
		"slowest first":            {protocol.ProfileDiffParams{Sort: by("-" + protocol.DiffSelfDifference)}, "total fresh <module> sum main old"},
		"fastest first":            {protocol.ProfileDiffParams{Sort: by(protocol.DiffSelfDifference)}, "main old <module> sum total fresh"},
		"no percent last, up":      {protocol.ProfileDiffParams{Sort: by(protocol.DiffSelfPercent)}, "old main sum total <module> fresh"},
		"no percent last, down":    {protocol.ProfileDiffParams{Sort: by("-" + protocol.DiffSelfPercent)}, "total sum main old <module> fresh"},
		"new last by what was":     {protocol.ProfileDiffParams{Sort: by("-" + protocol.DiffCumulativeBefore)}, "<module> main total sum old fresh"},
		"gone last by what is":     {protocol.ProfileDiffParams{Sort: by(protocol.DiffCallsAfter, protocol.DiffByName)}, "<module> main fresh sum total old"},
		"calls":                    {protocol.ProfileDiffParams{Sort: by("-"+protocol.DiffCallsDifference, protocol.DiffByName)}, "total fresh <module> main sum old"},
		"only kinds":               {protocol.ProfileDiffParams{Kinds: protocol.List[protocol.DiffKind]{protocol.DiffNew, protocol.DiffGone}}, "fresh old"},
		"a tolerance of time":      {protocol.ProfileDiffParams{Kinds: protocol.List[protocol.DiffKind]{protocol.DiffSame}, Tolerance: protocol.DiffTolerance{Seconds: 0.5}}, "<module> main sum"},
		"a tolerance of a part":    {protocol.ProfileDiffParams{Kinds: protocol.List[protocol.DiffKind]{protocol.DiffSame}, Tolerance: protocol.DiffTolerance{Share: 0.5}}, "<module> main total sum"},
		"a word":                   {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "shop.py"}}, "<module> main total fresh old"},
		"a word of the old folder": {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "/app"}}, "<module> main total old"},
		"not a word":               {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "-/app"}}, "fresh sum"},
		"either profile":           {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "tottime >= 1"}}, "main total fresh"},
		"neither profile":          {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "-tottime>=1"}}, "<module> sum old"},
		"a difference":             {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "tottime-difference > 10ms"}}, "total fresh"},
		"a difference below 0":     {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "tottime-difference < -10ms"}}, "main old"},
		"a percentage":             {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "tottime-percent >= 50%"}}, "total"},
		"a kind":                   {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "kind:slower"}}, "total"},
		"conditions together":      {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "name:o ncalls-after > 5 cumtime>1"}}, "total"},
		"a regular expression":     {protocol.ProfileDiffParams{Filter: protocol.Filter{Text: "^fresh$|^old$", Regexp: true}}, "fresh old"},
		"without built-ins":        {protocol.ProfileDiffParams{Filter: protocol.Filter{Hidden: protocol.List[protocol.Origin]{protocol.OriginBuiltin}}}, "<module> main total fresh old"},
		"without the project":      {protocol.ProfileDiffParams{Filter: protocol.Filter{Hidden: protocol.List[protocol.Origin]{protocol.OriginProject}}}, "sum"},
		"the top rows":             {protocol.ProfileDiffParams{Filter: protocol.Filter{Top: 2}, Sort: by("-" + protocol.DiffSelfDifference)}, "total fresh"},
		"the top part":             {protocol.ProfileDiffParams{Filter: protocol.Filter{Top: 0.5}, Sort: by("-" + protocol.DiffSelfDifference)}, "total fresh <module>"},
	}
	synctest.Test(t, func(t *testing.T) {
		e, base, head := openTwo(t, before, after, nil)
		for range 2 { // what is kept of one query must not be taken for that of another
			for name, test := range tests {
				test.params.Base, test.params.Head = base, head
				if test.params.Limit == 0 {
					test.params.Limit = 100
				}
				got := servertest.MustCall(e, protocol.ProfileDiff, test.params)
				var names []string
				for _, row := range got.Rows {
					names = append(names, strings.NewReplacer("{built-in method builtins.", "", "}", "").Replace(row.Name))
				}
				if text := strings.Join(names, " "); text != test.want || got.Problem != nil {
					t.Errorf("%s: got %q, %+v; want %q", name, text, got.Problem, test.want)
				}
			}
		}
	})
}

// Exchanged, what was new is gone, and differences have the other sign.
func TestProfileDiffExchanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, base, head := openTwo(t, before, after, nil)
		ask := func(base, head string) protocol.ProfileDiffResult {
			return servertest.MustCall(e, protocol.ProfileDiff, protocol.ProfileDiffParams{Base: base, Head: head, Limit: 100})
		}
		forth, back := ask(base, head), ask(head, base)
		if c, d := forth.Counts, back.Counts; c.New != d.Gone || c.Gone != d.New || c.Slower != d.Faster || c.Faster != d.Slower || c.Same != d.Same {
			t.Errorf("counts are %+v and %+v", c, d)
		}
		for _, row := range forth.Rows {
			same := func(other protocol.DiffRow) bool {
				return other.BaseFunction == row.HeadFunction && other.HeadFunction == row.BaseFunction && other.Difference.Self == -row.Difference.Self
			}
			if !slices.ContainsFunc(back.Rows, same) {
				t.Errorf("%+v is not there", row)
			}
		}
		itself := ask(base, base)
		if itself.Counts != (protocol.DiffKindCount{Same: len(before)}) || itself.Total.Difference.Self != 0 {
			t.Errorf("compared with itself: %+v", itself)
		}
	})
}

func TestProfileDiffRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, base, head := openTwo(t, before, after, nil)
		for name, test := range map[string]struct {
			params protocol.ProfileDiffParams
			code   protocol.ErrorCode
			text   string
		}{
			"no base":              {protocol.ProfileDiffParams{Base: "9", Head: head}, protocol.CodeUnknownProfile, "open it again"},
			"no head":              {protocol.ProfileDiffParams{Base: base}, protocol.CodeUnknownProfile, "open it again"},
			"too many rows":        {protocol.ProfileDiffParams{Base: base, Head: head, Limit: 1001}, protocol.CodeInvalidParams, "ask for 0 to 1000 rows"},
			"before the first":     {protocol.ProfileDiffParams{Base: base, Head: head, Offset: -1}, protocol.CodeInvalidParams, "from row -1"},
			"no such column":       {protocol.ProfileDiffParams{Base: base, Head: head, Sort: protocol.List[protocol.DiffColumn]{{Key: "tottime"}}}, protocol.CodeInvalidParams, `there is no sort key "tottime"`},
			"no such kind":         {protocol.ProfileDiffParams{Base: base, Head: head, Kinds: protocol.List[protocol.DiffKind]{"other"}}, protocol.CodeInvalidParams, `there is no kind "other"`},
			"a tolerance below 0":  {protocol.ProfileDiffParams{Base: base, Head: head, Tolerance: protocol.DiffTolerance{Seconds: -1}}, protocol.CodeInvalidParams, "neither can be below 0"},
			"no such origin":       {protocol.ProfileDiffParams{Base: base, Head: head, Filter: protocol.Filter{Hidden: protocol.List[protocol.Origin]{"x"}}}, protocol.CodeInvalidParams, `there is no origin "x"`},
			"less than no rows":    {protocol.ProfileDiffParams{Base: base, Head: head, Filter: protocol.Filter{Top: -1}}, protocol.CodeInvalidParams, "top -1"},
			"a limit that is none": {protocol.ProfileDiffParams{Base: base, Head: head, Limit: -1}, protocol.CodeInvalidParams, "-1 rows"},
		} {
			_, err := servertest.Call(e, protocol.ProfileDiff, test.params)
			t.Log(name)
			checkError(t, err, test.code, test.text)
		}
		got := servertest.MustCall(e, protocol.ProfileDiff, protocol.ProfileDiffParams{Base: base, Head: head, Limit: 9, Filter: protocol.Filter{Text: "main tottime-difference > x"}})
		if got.Problem == nil || got.Problem.Start != 26 || got.Problem.End != 27 || len(got.Rows) > 0 || got.Counts.New != 1 {
			t.Errorf("got %+v, %+v", got, got.Problem)
		}
		servertest.MustCall(e, protocol.ProfileClose, protocol.ProfileCloseParams{Profile: base})
		_, err := servertest.Call(e, protocol.ProfileDiff, protocol.ProfileDiffParams{Base: base, Head: head})
		checkError(t, err, protocol.CodeUnknownProfile, "")
	})
}

// A warning names a profile of a run by its program, as the panel does.
func TestProfileDiffNamesRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, base, head := openTwo(t, before, after, func(w *world) {
			for folder, file := range map[string]string{"/runs/1": "/app/shop.py", "/runs/2": "/app/tax.py"} {
				r := runs.Run{State: runs.Ended, Python: runs.Python{Implementation: "CPython", Version: map[string]string{"/runs/1": "3.12.1", "/runs/2": "3.13.0"}[folder]}, Target: runs.Target{Kind: runs.Script, Path: file}, Exit: &runs.Exit{How: runs.Exited}}
				if err := runs.Write(w.Files, folder, r); err != nil {
					t.Fatal(err)
				}
			}
		})
		warnings := servertest.MustCall(e, protocol.ProfileDiff, protocol.ProfileDiffParams{Base: base, Head: head}).Warnings
		if len(warnings) == 0 || !strings.HasPrefix(warnings[0].Text, "Profile of shop.py ran on ") || !strings.Contains(warnings[0].Text, ", Profile of tax.py ran on ") {
			t.Errorf("the warnings are %v", warnings)
		}
	})
}

// The answer says in what the two profiles were not made alike.
func TestProfileDiffWarnings(t *testing.T) {
	run := func(version, profiler string, perCall float64, machine *runs.Machine) runs.Run {
		return runs.Run{
			State: runs.Ended, Python: runs.Python{Implementation: "CPython", Version: version}, Profiler: profiler, Machine: machine,
			Overhead: &runs.Overhead{PerCall: perCall}, Target: runs.Target{Kind: runs.Script, Path: "/app/shop.py"}, Exit: &runs.Exit{How: runs.Exited},
		}
	}
	here, there := &runs.Machine{System: "linux/amd64", Cores: 8, CPU: "Fast"}, &runs.Machine{System: "linux/arm64", Cores: 1}
	synctest.Test(t, func(t *testing.T) {
		e, base, head := openTwo(t, before, after, func(w *world) {
			for folder, r := range map[string]runs.Run{"/runs/1": run("3.12.1", "cprofile", 1e-7, here), "/runs/2": run("3.13.0", "profile", 3e-6, there)} {
				if err := runs.Write(w.Files, folder, r); err != nil {
					t.Fatal(err)
				}
			}
		})
		var got []string
		for _, warning := range servertest.MustCall(e, protocol.ProfileDiff, protocol.ProfileDiffParams{Base: base, Head: head}).Warnings {
			got = append(got, warning.Code+": "+warning.Text)
		}
		want := []string{
			"different-profilers: /runs/1/profile.stats was recorded by cprofile, /runs/2/profile.stats was recorded by profile: each adds a time of its own to every call.",
			"different-pythons: /runs/1/profile.stats ran on CPython 3.12.1, /runs/2/profile.stats ran on CPython 3.13.0: Python's own functions take other times in the two, and some have other names.",
			"different-machines: /runs/1/profile.stats ran on linux/amd64 with 8 cores of Fast, /runs/2/profile.stats ran on linux/arm64 with 1 core: the machines differ in speed.",
			"different-overhead: /runs/1/profile.stats was recorded at 0.10 µs a call, /runs/2/profile.stats was recorded at 3.00 µs a call: what is called often looks slower where that is more.",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}
