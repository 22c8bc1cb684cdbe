package recording

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
	"tottime/profiler/overhead"
)

var all = cmp.AllowUnexported(recording{}, Process{}, function{}, thread{}, entry{}, call{})

func TestDecode(t *testing.T) {
	pure := made(5, true)
	pure.Profiler = "profile"
	for i, c := range pure.threads[0].entries[0].callees {
		pure.threads[0].entries[0].callees[i].Figures = callgraph.Figures{Calls: c.Calls, PrimitiveCalls: c.Calls, Self: math.NaN(), Cumulative: math.NaN()}
	}
	recursive := made(7, true)
	recursive.threads[0].entries[0].PrimitiveCalls = 0
	recursive.Problems = []string{"lost-count"}
	recursive.driver, recursive.wrappers = []int32{1}, []int32{2, 3}
	unmeasured := made(3, true)
	unmeasured.costs = []overhead.Costs{{}, madeCosts}
	printed := made(3, false)
	printed.functions[2].print, printed.functions[3].print = 1<<40, -5
	for name, want := range map[string]*recording{"fingerprints": printed, "unknown costs": unmeasured, "cProfile": made(3, false), "profile": pure, "recursive": recursive, "empty": {Process: Process{PID: 1, Started: start, Taken: start}}} {
		t.Run(name, func(t *testing.T) {
			got, err := decode(encode(want))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, all, cmpopts.EquateEmpty(), cmpopts.EquateNaNs()); diff != "" {
				t.Errorf("decoded differs from encoded (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDecodeTruncated cuts a recording off after every byte.
func TestDecodeTruncated(t *testing.T) {
	data := encode(made(3, true))
	for n := range data {
		if _, err := decode(data[:n]); !errors.Is(err, ErrNotRecording) || !errors.Is(err, marshal.ErrTruncated) {
			t.Fatalf("the first %d of %d bytes: %v", n, len(data), err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	changed := func(change func(*recording)) []byte {
		r := made(3, true)
		change(r)
		return encode(r)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"text":             {[]byte("hello"), "at byte 0: nothing that marshal knows"},
		"a pstats file":    {[]byte("{)\x03u\x01\x00\x00\x00ai\x01\x00\x00\x00u\x01\x00\x00\x00bN0"), "a tuple where a str is expected"},
		"another dict":     {[]byte("{0"), "it has no version"},
		"a later version":  {[]byte("{u\x07\x00\x00\x00versioni\x02\x00\x00\x000"), "its version is 2, this program reads 1"},
		"no process":       {changed(func(r *recording) { r.PID = 0 }), "does not say of which process"},
		"no such function": {changed(func(r *recording) { r.threads[0].entries[0].function = 4 }), "function 4 of 4"},
		"no such callee":   {changed(func(r *recording) { r.threads[0].entries[0].callees[0].function = 9 }), "function 9 of 4"},
		"no such driver":   {changed(func(r *recording) { r.driver = []int32{4} }), "function 4 of 4"},
		"negative index":   {changed(func(r *recording) { r.wrappers = []int32{-1} }), "function -1"},
		"negative calls":   {changed(func(r *recording) { r.threads[0].entries[1].Calls = -1 }), "-1 calls"},
		"too many calls":   {changed(func(r *recording) { r.threads[0].entries[1].Calls = 1 << 54 }), "18014398509481984 calls"},
		"more recursive":   {changed(func(r *recording) { r.threads[0].entries[1].PrimitiveCalls = -1 }), "3 of 2 calls are recursive"},
		"no number":        {changed(func(r *recording) { r.threads[0].entries[1].Self = math.NaN() }), "NaN seconds"},
		"endless":          {changed(func(r *recording) { r.threads[0].entries[1].Cumulative = math.Inf(1) }), "+Inf seconds"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := decode(c.data)
			if !errors.Is(err, ErrNotRecording) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want one that says %q", err, c.want)
			}
		})
	}
}

// TestDecodeTakesLittleMemory compares what is allocated with the size of a recording, and with that of one whose lengths claim gigabytes.
func TestDecodeTakesLittleMemory(t *testing.T) {
	long := encode(large(3))
	liar := slices.Clone(long)
	at := bytes.Index(liar, []byte("functions")) + len("functions")
	binary.LittleEndian.PutUint32(liar[at+1:], 1<<31-1)
	for name, data := range map[string][]byte{"long": long, "a liar": liar} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := decode(data)
		runtime.ReadMemStats(&after)
		if (err != nil) != (name == "a liar") {
			t.Errorf("%s: %v", name, err)
		}
		if n := int(after.TotalAlloc - before.TotalAlloc); n > 8*len(data) {
			t.Errorf("%s: %d bytes allocated for %d", name, n, len(data))
		}
	}
}

// FuzzDecode checks that no data makes decoding or merging panic, and that what is read holds together.
func FuzzDecode(f *testing.F) {
	f.Add(encode(made(3, true)))
	hidden := made(4, false)
	hidden.driver, hidden.wrappers = []int32{1}, []int32{2}
	f.Add(encode(hidden))
	f.Add([]byte("{0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := decode(data)
		if err != nil {
			if !errors.Is(err, ErrNotRecording) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		r.cut()
		once := newTally()
		once.add(r)
		twice := once.close().tally()
		twice.add(r)
		g := twice.close().apart()
		plain := together(g)
		if g.Totals().Calls != plain.Totals().Calls || plain.Len() > g.Len() {
			t.Errorf("%d calls of %d functions, together %d of %d", g.Totals().Calls, g.Len(), plain.Totals().Calls, plain.Len())
		}
		if _, err := names(g, overhead.Costs{}, func(string) ([]byte, bool) { return nil, false }); err != nil {
			t.Errorf("no sidecar: %v", err)
		}
	})
}
