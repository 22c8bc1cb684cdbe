package difference

import (
	"strings"
	"testing"
	"time"

	"tottime/profiler/callgraph"
	"tottime/profiler/runs"
)

func TestUnlike(t *testing.T) {
	run := func(change func(*runs.Run)) Made {
		r := runs.Run{
			State: runs.Ended, Profiler: "cprofile", Target: runs.Target{Kind: runs.Script, Path: "/p/shop.py"}, Python: runs.Python{Implementation: "CPython", Version: "3.13.0"},
			Machine: &runs.Machine{System: "linux/amd64", Cores: 2, CPU: "Fast"}, Overhead: &runs.Overhead{PerCall: 1e-7},
			Processes: make([]runs.Process, 1), Threads: make([]runs.Thread, 2), Started: time.Unix(1, 0),
		}
		if change != nil {
			change(&r)
		}
		return MadeIn(r, false)
	}
	alike := run(nil)
	for name, test := range map[string]struct {
		head Made
		want string // what the warnings begin with, code and text
	}{
		"alike":              {alike, ""},
		"nothing known":      {Made{}, ""},
		"another profiler":   {run(func(r *runs.Run) { r.Profiler = "profile" }), "different-profilers: A was recorded by cprofile, B was recorded by profile: "},
		"another Python":     {run(func(r *runs.Run) { r.Python.Version = "3.12.1" }), "different-pythons: A ran on CPython 3.13.0, B ran on CPython 3.12.1: "},
		"another maker":      {run(func(r *runs.Run) { r.Python.Implementation = "PyPy" }), "different-pythons: A ran on CPython 3.13.0, B ran on PyPy 3.13.0: "},
		"a Python by files":  {Made{Python: "3.11"}, "different-pythons: A ran on CPython 3.13.0, B ran on Python 3.11: "},
		"the same by files":  {Made{Python: "3.13"}, ""},
		"not 3.1":            {Made{Python: "3.1"}, "different-pythons: A ran on CPython 3.13.0, B ran on Python 3.1: "},
		"another machine":    {run(func(r *runs.Run) { r.Machine = &runs.Machine{System: "windows/amd64", Cores: 1} }), "different-machines: A ran on linux/amd64 with 2 cores of Fast, B ran on windows/amd64 with 1 core: "},
		"dearer":             {run(func(r *runs.Run) { r.Overhead.PerCall = 3e-7 }), "different-overhead: A was recorded at 0.10 µs a call, B was recorded at 0.30 µs a call: "},
		"a little dearer":    {run(func(r *runs.Run) { r.Overhead.PerCall = 1.4e-7 }), ""},
		"no overhead":        {run(func(r *runs.Run) { r.Overhead = nil }), ""},
		"another program":    {run(func(r *runs.Run) { r.Target.Path = "/p/tax.py" }), "different-targets: One is of shop.py, the other of tax.py: "},
		"more processes":     {run(func(r *runs.Run) { r.Processes = make([]runs.Process, 3) }), "different-processes: A has 1 process, B has 3 processes: "},
		"more threads":       {run(func(r *runs.Run) { r.Threads = make([]runs.Thread, 9) }), "different-threads: A has 2 threads, B has 9 threads: "},
		"a part":             {MadeIn(runs.Run{Target: runs.Target{Kind: runs.Script, Path: "/p/shop.py"}, Threads: make([]runs.Thread, 9)}, true), ""},
		"still running":      {run(func(r *runs.Run) { r.State = runs.Running }), "incomplete: B is of a program that was still running: "},
		"killed":             {run(func(r *runs.Run) { r.SnapshotAge = 0.75 }), "incomplete: B was measured last 0.8 s before its program ended: "},
		"samples":            {Made{Basis: callgraph.SampledLines}, "different-kinds: A was recorded call by call, B was made of samples: "},
		"stacks":             {Made{Basis: callgraph.Sampled, Stacks: true, Profiler: "py-spy"}, "different-kinds: A was recorded call by call, B was made of sampled call stacks: "},
		"several, in order":  {run(func(r *runs.Run) { r.Profiler, r.Python.Version = "profile", "3.12.1" }), "different-profilers: |different-pythons: "},
		"a sum of the alike": {alike.Plus(alike), ""},
	} {
		base, head := alike, test.head
		base.Name, head.Name = "A", "B"
		var want []string
		if test.want != "" {
			want = strings.Split(test.want, "|")
		}
		got := Unlike(base, head)
		if len(got) != len(want) {
			t.Errorf("%s: got %+v, want %q", name, got, want)
			continue
		}
		for i, w := range got {
			if text := w.Code + ": " + w.Text; !strings.HasPrefix(text, want[i]) || !strings.HasSuffix(text, ".") {
				t.Errorf("%s: got %q, want %q", name, text, want[i])
			}
		}
	}
	if sum := alike.Plus(run(func(r *runs.Run) { r.Python.Version, r.Overhead.PerCall = "3.12.1", 2e-7 })); sum.Python != "" || sum.PerCall != 0 || sum.Profiler != "cprofile" {
		t.Errorf("a sum of what is not alike is %+v", sum)
	}
}

func TestTell(t *testing.T) {
	for name, test := range map[string]struct {
		functions        []string
		python, profiler string
	}{
		"nothing":             {[]string{"/p/a.py:1 f"}, "", ""},
		"a library":           {[]string{"/p/a.py:1 f", "/usr/lib/python3.11/json/decoder.py:3 f", "/v/lib64/python3.11/site-packages/six.py:3 f"}, "3.11", ""},
		"two libraries":       {[]string{"/usr/lib/python3.11/os.py:1 f", "/usr/lib/python3.12/re.py:1 f"}, "", ""},
		"Windows":             {[]string{`C:\Python312\Lib\os.py:1 f`}, "3.12", ""},
		"an old one":          {[]string{"/usr/lib/python2.7/os.py:1 f"}, "2.7", ""},
		"without its lock":    {[]string{"/usr/lib/python3.14t/os.py:1 f"}, "3.14", ""},
		"Debian's packages":   {[]string{"/usr/lib/python3/dist-packages/six.py:1 f"}, "", ""},
		"a folder of a name":  {[]string{"/home/me/python3.9/a.py:1 f"}, "", ""},
		"cProfile":            {[]string{"/p/a.py:1 f", "<built-in method builtins.len>"}, "", "cprofile"},
		"built-ins of others": {[]string{"/p/a.py:1 f", ": len", "builtins: len"}, "", ""},
	} {
		got := Made{}.Tell(functions(t, test.functions...))
		if got.Python != test.python || got.Profiler != test.profiler {
			t.Errorf("%s: got %q and %q, want %q and %q", name, got.Python, got.Profiler, test.python, test.profiler)
		}
	}
	known := Made{Python: "PyPy 3.10.1", Profiler: "own"}
	if got := known.Tell(functions(t, "/usr/lib/python3.11/os.py:1 f", "<len>")); got.Python != known.Python || got.Profiler != known.Profiler {
		t.Errorf("what is known became %+v", got)
	}
}
