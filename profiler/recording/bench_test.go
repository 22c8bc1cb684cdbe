package recording

import (
	"fmt"
	"testing"
	"time"

	"tottime/profiler/callgraph"
)

// large is a recording of 5,000 functions with 25,000 edges, as a program with large libraries makes.
func large(pid int) *recording {
	r := made(pid, false)
	r.functions, r.threads[0].entries = nil, nil
	figures := callgraph.Figures{Calls: 3, PrimitiveCalls: 2, Self: .5, Cumulative: 1}
	for i := range 5000 {
		r.functions = append(r.functions, function{fmt.Sprintf("/usr/lib/python3.13/package/module%d.py", i/20), i%20*10 + 1, fmt.Sprintf("function%d", i), fmt.Sprintf("Class%d.function%d", i%7, i), 99, 0})
		e := entry{int32(i), figures, nil}
		for j := range 5 {
			e.callees = append(e.callees, call{int32((i*7 + j*j) % 5000), figures})
		}
		r.threads[0].entries = append(r.threads[0].entries, e)
	}
	return r
}

// BenchmarkReadAgain reads a run whose main process has a new snapshot each time, while 100 processes have ended.
func BenchmarkReadAgain(b *testing.B) {
	files := folder(b)
	for pid := range 100 {
		r := large(pid + 1)
		r.Ended = true
		put(b, files, fmt.Sprintf("%d-0.rec", pid+1), encode(r))
	}
	snapshot := encode(large(1000))
	r := NewReader(files, "/run")
	if _, err := r.Read(); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		put(b, files, "1000-0.rec", snapshot)
		if err := files.Chtimes("/run/parts/1000-0.rec", start, start.Add(time.Duration(i)*time.Second)); err != nil {
			b.Fatal(err)
		}
		if p, err := r.Read(); err != nil || len(p.Processes) != 101 {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(snapshot)), "bytes/snapshot")
}

// BenchmarkSave makes the files of a run of eight processes.
func BenchmarkSave(b *testing.B) {
	files := folder(b)
	for pid := range 8 {
		put(b, files, fmt.Sprintf("%d-0.rec", pid+1), encode(large(pid+1)))
	}
	for b.Loop() {
		p, err := NewReader(files, "/run").Read()
		if err == nil {
			err = p.Save(files, "/run", noSource)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
