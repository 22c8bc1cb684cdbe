package recording

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
)

func read1(t *testing.T, r *Reader) *Profile {
	t.Helper()
	p, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func checkCalls(t *testing.T, p *Profile, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, calls(p.Graph)); diff != "" {
		t.Errorf("the calls differ (-want +got):\n%s", diff)
	}
}

func TestRead(t *testing.T) {
	p := read1(t, NewReader(folder(t, made(3, false)), "/run"))
	checkCalls(t, p, "main 1", "<built-in method builtins.len> 2", "  by main 2", "<lambda> 1", "  by main 1", "<lambda> 2", "  by main 2")
	if got := p.Graph.Details(0); got != (callgraph.Details{QualifiedName: "main", End: 4}) {
		t.Errorf("main's details are %+v", got)
	}
	if p.Seconds() != 2 || !p.Taken().Equal(start.Add(2*time.Second)) || p.Calls() != 6 || p.Functions() != 4 || len(p.Damaged) != 0 {
		t.Errorf("%v s until %v, %d calls of %d functions, damaged: %v", p.Seconds(), p.Taken(), p.Calls(), p.Functions(), p.Damaged)
	}
	process := p.Processes[0]
	if process.PID != 3 || process.Ended || len(process.Threads) != 1 || process.Threads[0].Name != "MainThread" || process.Threads[0].Self != 2.5 {
		t.Errorf("the process is %+v", process)
	}
}

func TestReadNothing(t *testing.T) {
	p := read1(t, NewReader(afero.NewMemMapFs(), "/run"))
	if p.Functions() != 0 || p.Seconds() != 0 || len(p.Processes) != 0 || p.Main(1) != nil {
		t.Errorf("a folder that is not there makes %+v", p)
	}
}

// TestAlikeFunctionsOfSeveralProcesses adds up functions of which nobody can tell which is which in another process.
func TestAlikeFunctionsOfSeveralProcesses(t *testing.T) {
	for _, ended := range []bool{false, true} {
		p := read1(t, NewReader(folder(t, made(3, true), made(4, ended), made(5, ended)), "/run"))
		checkCalls(t, p, "main 3", "<built-in method builtins.len> 6", "  by main 6", "<lambda> 9", "  by main 9")
		if got := p.Graph.Details(2); got.QualifiedName != "main.<locals>.<lambda>" || got.End != 3 {
			t.Errorf("the lambdas' details are %+v", got)
		}
	}
}

// TestNamesakesOfSeveralProcesses keeps functions apart that differ in their qualified names, in each process and in all.
func TestNamesakesOfSeveralProcesses(t *testing.T) {
	first, second := made(3, true), made(4, true)
	for _, r := range []*recording{first, second} {
		r.functions[2].qualified, r.functions[3].qualified = "a.<lambda>", "b.<lambda>"
	}
	slices.Reverse(second.threads[0].entries)
	p := read1(t, NewReader(folder(t, first, second), "/run"))
	checkCalls(t, p, "main 2", "<built-in method builtins.len> 4", "  by main 4", "<lambda> 2", "  by main 2", "<lambda> 4", "  by main 4")
}

// TestFingerprints keeps lambdas on one line apart that differ in their code, in each process and in all.
func TestFingerprints(t *testing.T) {
	first, second, third := made(3, true), made(4, true), made(5, true)
	for _, r := range []*recording{first, second, third} {
		r.functions[2].print, r.functions[3].print = 11, 12
	}
	slices.Reverse(second.threads[0].entries)
	third.functions[2], third.functions[3] = third.functions[3], third.functions[2] // its calls are the other way round
	p := read1(t, NewReader(folder(t, first, second, third), "/run"))
	checkCalls(t, p, "main 3", "<built-in method builtins.len> 6", "  by main 6", "<lambda> 4", "  by main 4", "<lambda> 5", "  by main 5")
	third.functions[2].print = 11 // two of them are alike
	p = read1(t, NewReader(folder(t, first, second, third), "/run"))
	checkCalls(t, p, "main 3", "<built-in method builtins.len> 6", "  by main 6", "<lambda> 5", "  by main 5", "<lambda> 4", "  by main 4")
}

func TestThreads(t *testing.T) {
	r := made(3, true)
	r.threads = append(r.threads, thread{"idle", nil}, thread{"Thread-1", r.threads[0].entries[1:]})
	p := read1(t, NewReader(folder(t, r), "/run"))
	checkCalls(t, p, "main 1", "<built-in method builtins.len> 4", "  by main 2", "<lambda> 2", "  by main 1", "<lambda> 4", "  by main 2")
	if threads := p.Processes[0].Threads; len(threads) != 2 || threads[1].Name != "Thread-1" || threads[1].ID != 2 || threads[1].Functions != 3 {
		t.Errorf("the threads are %+v", threads)
	}
}

// TestOpenCalls leaves out calls of functions that have not returned yet, as cProfile does.
func TestOpenCalls(t *testing.T) {
	r := made(3, false)
	r.threads[0].entries = slices.Delete(r.threads[0].entries, 2, 3)
	checkCalls(t, read1(t, NewReader(folder(t, r), "/run")), "main 1", "<built-in method builtins.len> 2", "  by main 2", "<lambda> 2", "  by main 2")
}

// TestEndlessAlikeFunctions runs a program that compiles text over and over.
func TestEndlessAlikeFunctions(t *testing.T) {
	r := &recording{Process: Process{PID: 3, Started: start, Taken: start}, threads: make([]thread, 1)}
	for i := range 1000 {
		r.functions = append(r.functions, function{"<string>", 1, "<module>", "<module>", 1, 0})
		r.threads[0].entries = append(r.threads[0].entries, entry{int32(i), callgraph.Figures{Calls: 1, PrimitiveCalls: 1}, nil})
	}
	if p := read1(t, NewReader(folder(t, r), "/run")); p.Functions() != mostAlike || p.Calls() != 1000 {
		t.Errorf("%d calls of %d functions, want 1000 of %d", p.Calls(), p.Functions(), mostAlike)
	}
}

func TestDamagedRecordings(t *testing.T) {
	files := folder(t, made(3, true), made(9, false))
	put(t, files, "4-0.rec", []byte("{0"))
	put(t, files, "5-0.rec", encode(made(3, true)))
	put(t, files, "6-0.rec", encode(made(6, true))[:99])
	for _, name := range []string{"3-0.tmp", "x.rec", "-1-0.rec", "0-0.rec", "3-0.rec.rec", "99999999999999999999-0.rec"} {
		put(t, files, name, []byte("something else"))
	}
	files.MkdirAll("/run/parts/8-0.rec", 0o700)
	p := read1(t, NewReader(files, "/run"))
	if len(p.Processes) != 2 || p.Calls() != 12 || len(p.Damaged) != 3 {
		t.Fatalf("%d processes with %d calls, damaged: %v", len(p.Processes), p.Calls(), p.Damaged)
	}
	for i, want := range []string{"4-0.rec: not a readable recording: ", "5-0.rec: not a readable recording: it is of process 3", "6-0.rec: not a readable recording: "} {
		if err := p.Damaged[i]; !errors.Is(err, ErrNotRecording) || !strings.Contains(err.Error(), want) {
			t.Errorf("damaged is %v, want %q", err, want)
		}
	}
}

// unreadable is a file system where a file cannot be opened.
type unreadable struct {
	afero.Fs
	name  string
	opens map[string]int
}

func (u unreadable) Open(name string) (afero.File, error) {
	u.opens[name]++
	if strings.HasSuffix(name, u.name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.Fs.Open(name)
}

func TestUnreadableRecording(t *testing.T) {
	p := read1(t, NewReader(unreadable{folder(t, made(3, true), made(4, true)), "3-0.rec", map[string]int{}}, "/run"))
	if p.Calls() != 6 || len(p.Damaged) != 1 || !errors.Is(p.Damaged[0], fs.ErrPermission) || !strings.Contains(p.Damaged[0].Error(), "3-0.rec") {
		t.Errorf("%d calls, damaged: %v", p.Calls(), p.Damaged)
	}
	if _, err := NewReader(unreadable{folder(t, made(3, true)), "parts", map[string]int{}}, "/run").Read(); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a folder that cannot be read: %v", err)
	}
}

// TestReadAgain follows a run: it reads what has changed, and nothing else.
func TestReadAgain(t *testing.T) {
	files := unreadable{afero.NewMemMapFs(), "none", map[string]int{}}
	r := NewReader(files, "/run")
	written := 0
	write := func(recording *recording) {
		written++
		name := fmt.Sprintf("%d-0.rec", recording.PID)
		put(t, files, name, encode(recording))
		if err := files.Chtimes("/run/parts/"+name, start, start.Add(time.Duration(written)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	check := func(wantCalls int64, wantProcesses int, opened ...string) {
		t.Helper()
		clear(files.opens)
		p := read1(t, r)
		if p.Calls() != wantCalls || len(p.Processes) != wantProcesses {
			t.Errorf("%d calls in %d processes, want %d in %d", p.Calls(), len(p.Processes), wantCalls, wantProcesses)
		}
		delete(files.opens, "/run/parts")
		for _, name := range opened {
			if files.opens["/run/parts/"+name] != 1 {
				t.Errorf("%s was opened %d times", name, files.opens["/run/parts/"+name])
			}
		}
		if len(files.opens) != len(opened) {
			t.Errorf("%v were opened, want %v", files.opens, opened)
		}
		if again := read1(t, r); again != p {
			t.Error("another profile, although nothing has changed")
		}
	}
	check(0, 0)
	write(made(3, false))
	check(6, 1, "3-0.rec")
	write(made(4, true))
	check(12, 2, "4-0.rec")
	more := made(3, false)
	more.threads[0].entries[1].Calls++
	more.threads[0].entries[1].PrimitiveCalls++
	write(more)
	check(13, 2, "3-0.rec")
	write(made(3, true))
	check(12, 2, "3-0.rec")
	write(made(5, false))
	check(18, 3, "5-0.rec")
	files.Remove("/run/parts/5-0.rec")
	check(12, 2)
	write(made(4, true)) // one that had ended is there anew: all is read again
	check(12, 2, "3-0.rec", "4-0.rec")
}

func TestMainProcess(t *testing.T) {
	process := func(pid, parent, second int) Process {
		return Process{PID: pid, Parent: parent, Started: start.Add(time.Duration(second) * time.Second)}
	}
	for name, c := range map[string]struct {
		processes []Process
		want      int
	}{
		"itself":                   {[]Process{process(5, 7, 1), process(7, 1, 2)}, 7},
		"before exec and after":    {[]Process{process(7, 1, 4), process(7, 1, 2)}, 7},
		"child of a launcher":      {[]Process{process(5, 8, 3), process(8, 7, 1), process(9, 7, 2)}, 8},
		"a launcher nobody tells":  {[]Process{process(5, 8, 3), process(8, 6, 1)}, 8},
		"one that started at once": {[]Process{process(5, 8, 3), process(6, 8, 3)}, 5},
	} {
		if got := (&Profile{Processes: c.processes}).Main(7); got.PID != c.want {
			t.Errorf("%s: %d, want %d", name, got.PID, c.want)
		}
	}
}
