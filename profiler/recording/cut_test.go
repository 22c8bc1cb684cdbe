package recording

import (
	"testing"

	"tottime/profiler/callgraph"
)

// TestCut takes the driver out of a thread where main called start_thread, a wrapper of start, and the driver's save called len, open and write.
func TestCut(t *testing.T) {
	n := func(calls int64) callgraph.Figures { return callgraph.Figures{Calls: calls, PrimitiveCalls: calls} }
	const (
		main = iota
		wrapper
		start
		save
		length
		open
		write
		worker
	)
	r := &recording{Process: Process{PID: 3}}
	for _, name := range []string{"main", "start_thread", "start", "save", "len", "open", "write", "worker"} {
		r.functions = append(r.functions, function{file: "/a.py", line: len(r.functions), name: name})
	}
	thread1 := thread{"MainThread", []entry{
		{main, n(1), []call{{wrapper, n(3)}, {length, n(4)}}},
		{worker, n(2), []call{{wrapper, n(2)}, {start, n(1)}}},
		{wrapper, n(5), []call{{start, n(5)}}},
		{start, n(6), nil},
		{save, n(1), []call{{length, n(2)}, {open, n(1)}}},
		{length, n(6), nil},
		{open, n(1), []call{{write, n(3)}}},
		{write, n(3), nil},
	}}
	for name, c := range map[string]struct {
		driver, wrappers []int32
		want             []string
	}{
		"both": {[]int32{save}, []int32{wrapper}, []string{
			"main 1", "worker 2", "start 6", "  by main 3", "  by worker 3", "len 4", "  by main 4",
		}},
		"wrappers named twice": {[]int32{save, wrapper}, []int32{wrapper}, []string{
			"main 1", "worker 2", "start 6", "  by main 3", "  by worker 3", "len 4", "  by main 4",
		}},
		"a wrapper that nobody called": {nil, []int32{save}, []string{
			"main 1", "worker 2", "start_thread 5", "  by main 3", "  by worker 2", "start 6", "  by worker 1", "  by start_thread 5", "len 4", "  by main 4",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			r.threads = []thread{thread1}
			r.driver, r.wrappers = c.driver, c.wrappers
			copied, err := decode(encode(r))
			if err != nil {
				t.Fatal(err)
			}
			copied.cut()
			total := newTally()
			total.add(copied)
			checkCalls(t, &Profile{Graph: total.close().apart()}, c.want...)
		})
	}
}
