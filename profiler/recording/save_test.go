package recording

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/profiler/sidecar"
)

func noSource(string) ([]byte, bool) { return nil, false }

// contents lists the files of a run's folder.
func contents(t *testing.T, files afero.Fs) (list []string) {
	t.Helper()
	err := afero.Walk(files, "/run", func(path string, info fs.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			name, _ := filepath.Rel("/run", path)
			list = append(list, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func save(t *testing.T, files afero.Fs) *Profile {
	t.Helper()
	p := read1(t, NewReader(files, "/run"))
	if err := p.Save(files, "/run", noSource); err != nil {
		t.Fatal(err)
	}
	if p.Functions() > 0 {
		put(t, files, "3-0.tmp", []byte("{")) // of a process that was killed as it wrote
	}
	if err := Discard(files, "/run"); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestSave checks which files there are and how many calls each holds.
func TestSave(t *testing.T) {
	threads := func(pid int) *recording {
		r := made(pid, true)
		r.threads = append(r.threads, thread{"none", nil}, thread{"Thread-1", r.threads[0].entries[1:]})
		return r
	}
	for name, c := range map[string]struct {
		recordings map[string]*recording
		want       map[string]int64 // calls by file
		processes  []string
		threads    []string
	}{
		"nothing":    {nil, map[string]int64{}, nil, nil},
		"one thread": {map[string]*recording{"3-0": made(3, true)}, map[string]int64{"profile.stats": 6}, []string{"profile.stats"}, []string{"profile.stats"}},
		"two threads": {
			map[string]*recording{"3-0": threads(3)}, map[string]int64{"profile.stats": 11, "parts/3-1.stats": 6, "parts/3-2.stats": 5},
			[]string{"profile.stats"}, []string{"parts/3-1.stats", "parts/3-2.stats"},
		},
		"two processes": {
			map[string]*recording{"3-0": made(3, true), "4-0": made(4, false)}, map[string]int64{"profile.stats": 12, "parts/3-1.stats": 6, "parts/4-1.stats": 6},
			[]string{"parts/3-1.stats", "parts/4-1.stats"}, []string{"parts/3-1.stats", "parts/4-1.stats"},
		},
		"processes with threads, one after exec": {
			map[string]*recording{"3-0": threads(3), "3-1": threads(3)},
			map[string]int64{
				"profile.stats": 22, "parts/3.stats": 11, "parts/3-1.stats": 6, "parts/3-2.stats": 5, "parts/3.1.stats": 11, "parts/3-3.stats": 6, "parts/3-4.stats": 5,
			},
			[]string{"parts/3.stats", "parts/3.1.stats"}, []string{"parts/3-1.stats", "parts/3-2.stats", "parts/3-3.stats", "parts/3-4.stats"},
		},
		"a process without calls": {
			map[string]*recording{"3-0": made(3, true), "4-0": {Process: Process{PID: 4, Started: start, Taken: start}}}, map[string]int64{"profile.stats": 6},
			[]string{"profile.stats", ""}, []string{"profile.stats"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			files := afero.NewMemMapFs()
			files.MkdirAll("/run", 0o700)
			for name, r := range c.recordings {
				put(t, files, name+".rec", encode(r))
			}
			p := save(t, files)
			want := slices.Sorted(maps.Keys(c.want))
			if len(want) > 0 {
				want = append(want, "names.json")
			}
			slices.Sort(want)
			got := contents(t, files)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the files differ (-want +got):\n%s", diff)
			}
			for name, calls := range c.want {
				stats, err := pstats.Load(files, "/run/"+name, pstats.Compatible)
				if err != nil {
					t.Error(err)
				} else if got := stats.Graph().Totals().Calls; got != calls {
					t.Errorf("%s holds %d calls, want %d", name, got, calls)
				}
			}
			var processes, threads []string
			for _, process := range p.Processes {
				processes = append(processes, process.File)
				for _, thread := range process.Threads {
					threads = append(threads, thread.File)
				}
			}
			if !slices.Equal(processes, c.processes) || !slices.Equal(threads, c.threads) {
				t.Errorf("the files are %v and %v, want %v and %v", processes, threads, c.processes, c.threads)
			}
		})
	}
}

// TestSaveManyThreads gives files to those threads that took the most time.
func TestSaveManyThreads(t *testing.T) {
	r := made(3, true)
	for i := range 2 * mostParts {
		one := r.threads[0].entries[1]
		one.Self = float64(i)
		r.threads = append(r.threads, thread{fmt.Sprint(i), []entry{one}})
	}
	files := folder(t, r)
	p := save(t, files)
	saved := 0
	for _, thread := range p.Processes[0].Threads {
		if thread.File != "" {
			saved++
			if thread.Self < mostParts-1 {
				t.Errorf("a thread of %v s was saved", thread.Self)
			}
		}
	}
	if got := len(contents(t, files)); saved != mostParts || got != mostParts+2 {
		t.Errorf("%d threads were saved, in %d files", saved, got)
	}
}

// TestSaveRewritten saves a recording that its process writes anew, with fewer threads, after it was read: those that are gone get no file.
func TestSaveRewritten(t *testing.T) {
	for name, c := range map[string]struct {
		left    int // threads in the new recording
		threads []string
	}{
		"one thread gone":  {2, []string{"parts/3-1.stats", "parts/3-2.stats", ""}},
		"two threads gone": {1, []string{"parts/3-1.stats", "", ""}},
		"all threads gone": {0, []string{"", "", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			r := made(3, true)
			r.threads = append(r.threads, thread{"Thread-1", r.threads[0].entries[1:]}, thread{"Thread-2", r.threads[0].entries[1:]})
			files := folder(t, r)
			p := read1(t, NewReader(files, "/run"))
			r.threads, r.costs = r.threads[:c.left], nil
			put(t, files, "3-0.rec", encode(r))
			if err := p.Save(files, "/run", noSource); err != nil {
				t.Fatal(err)
			}
			var threads []string
			for _, thread := range p.Processes[0].Threads {
				threads = append(threads, thread.File)
			}
			if !slices.Equal(threads, c.threads) {
				t.Errorf("the threads' files are %q, want %q", threads, c.threads)
			}
			if stats, err := pstats.Load(files, "/run/profile.stats", pstats.Compatible); err != nil || stats.Graph().Totals().Calls != p.Calls() {
				t.Errorf("the profile does not hold what was read: %v", err)
			}
		})
	}
}

const shop = `@registered
@cached
def main(n):
    return [
        (lambda: 1)() for i in range(n)]
class Basket:
    def total(self): pass
`

func TestSidecar(t *testing.T) {
	r := made(3, true)
	r.functions[2].line, r.functions[3].line = 5, 5
	r.functions[2].name, r.functions[3].name = "<lambda>", "<lambda>"
	r.functions = append(r.functions, function{"/src/shop.py", 7, "total", "", 0, 0}, function{"~", 0, "<built-in method builtins.abs>", "", 0, 0})
	figures := r.threads[0].entries[1].Figures
	r.threads[0].entries = append(r.threads[0].entries, entry{4, figures, nil}, entry{5, figures, nil})
	r.threads[0].entries[2].callees = []call{{1, figures}}
	files := folder(t, r)
	if err := read1(t, NewReader(files, "/run")).Save(files, "/run", func(file string) ([]byte, bool) { return []byte(shop), file == "/src/shop.py" }); err != nil {
		t.Fatal(err)
	}
	got, err := sidecar.Load(files, "/run/names.json")
	if err != nil {
		t.Fatal(err)
	}
	function := func(file string, line int, name, qualified string, end, def int, calls int64, self, cumulative float64) sidecar.Function {
		return sidecar.Function{
			File: file, Line: line, Name: name, Details: callgraph.Details{QualifiedName: qualified, Def: def, End: end},
			Figures: callgraph.Figures{Calls: calls, PrimitiveCalls: calls, Self: self, Cumulative: cumulative},
		}
	}
	edge := func(caller, callee int, calls int64, seconds float64) sidecar.Edge {
		return sidecar.Edge{Caller: caller, Callee: callee, Figures: callgraph.Figures{Calls: calls, PrimitiveCalls: calls, Self: seconds, Cumulative: seconds}}
	}
	want := &sidecar.Sidecar{
		Costs: overhead.Costs{overhead.Function: madeCosts[overhead.Function], overhead.Builtin: madeCosts[overhead.Builtin]},
		Functions: []sidecar.Function{
			function("/src/shop.py", 1, "main", "main", 4, 3, 1, .25, 2.5),
			function("/src/shop.py", 5, "<lambda>", "main.<locals>.<lambda>", 3, 5, 1, .75, .75),
			function("/src/shop.py", 5, "<lambda>", "main.<locals>.<lambda>", 3, 5, 2, 1, 1),
			function("/src/shop.py", 7, "total", "Basket.total", 7, 7, 2, .5, .5),
			function("~", 0, "<built-in method builtins.len>", "", 0, 0, 2, .5, .5),
		},
		Edges: []sidecar.Edge{edge(1, 4, 2, .5), edge(0, 1, 1, .75), edge(0, 2, 2, 1)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the sidecar differs (-want +got):\n%s", diff)
	}
}

// fullDisk has no room for files whose name holds a text.
type fullDisk struct {
	afero.Fs
	name string
}

type fullFile struct{ afero.File }

func (fullFile) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func (d fullDisk) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	file, err := d.Fs.OpenFile(name, flag, mode)
	if err == nil && strings.Contains(name, d.name) {
		return fullFile{file}, nil
	}
	return file, err
}

// TestSaveOnAFullDisk checks that the error names the file and that nothing is lost.
func TestSaveOnAFullDisk(t *testing.T) {
	for _, name := range []string{"profile.stats", "3-1.stats", "names.json"} {
		files := folder(t, made(3, true), made(4, true))
		err := read1(t, NewReader(files, "/run")).Save(fullDisk{files, name}, "/run", noSource)
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the error is %v", name, err)
		}
		if p := save(t, files); p.Calls() != 12 {
			t.Errorf("%s: once there is room again, %d calls", name, p.Calls())
		}
		for _, left := range contents(t, files) {
			if strings.HasPrefix(filepath.Base(left), ".") {
				t.Errorf("%s is left", left)
			}
		}
	}
}
