package server_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"tottime/profiler/marshal"
)

// recorded is what the driver has written of a process: see package recording.
type recorded struct {
	pid, program int
	started, now time.Time
	ended        bool
	problems     []string
	// threads are their names; in each of them all functions were called.
	threads   []string
	functions []entry
}

// record writes what a process has measured into the folder of a run.
func (w *world) record(folder string, r recorded) {
	w.t.Helper()
	w.write(fmt.Sprintf("%s/parts/%d-%d.rec", folder, r.pid, r.program), string(r.encode(w.t)))
}

func (r recorded) encode(t testing.TB) []byte {
	t.Helper()
	var file bytes.Buffer
	e := marshal.NewEncoder(&file)
	seconds := func(t time.Time) float64 { return float64(t.UnixNano()) / 1e9 }
	key := func(name string) *marshal.Encoder { e.Text(name); return e }
	texts := func(list ...string) {
		e.List(len(list))
		for _, text := range list {
			e.Text(text)
		}
	}
	e.Dict()
	key("version").Int(1)
	key("pid").Int(int64(r.pid))
	key("parent").Int(1)
	key("command")
	texts("python", "main.py")
	key("python").Text("3.13.0")
	key("profiler").Text("cprofile")
	key("started").Float(seconds(r.started))
	key("now").Float(seconds(r.now))
	key("ended").Bool(r.ended)
	key("per_call").Float(1e-7)
	key("problems")
	texts(r.problems...)
	key("functions").List(len(r.functions))
	for _, f := range r.functions {
		e.Tuple(5)
		e.Text(f.file)
		e.Int(int64(f.line))
		e.Text(f.name)
		e.Text(f.name)
		e.Int(int64(f.line))
	}
	key("threads").List(len(r.threads))
	for _, name := range r.threads {
		e.Tuple(3)
		e.Text(name)
		e.Int(1)
		e.List(len(r.functions))
		for i, f := range r.functions {
			e.Tuple(6)
			e.Int(int64(i))
			e.Int(f.calls)
			e.Int(f.calls - f.primitive)
			e.Float(f.cumulative)
			e.Float(f.self)
			e.List(0)
		}
	}
	e.End()
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
