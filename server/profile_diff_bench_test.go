package server_test

import (
	"fmt"
	"testing"

	"github.com/spf13/afero"

	"tottime/protocol"
	"tottime/server/servertest"
)

// A page of 50 rows of the differences between two profiles of 100,000 functions, over the pipe and back, after a change that affects all rows: each takes
// less than 10 ms once the table is warm. The first page compares the two.
func BenchmarkDiff(b *testing.B) {
	const functions = 100_000
	w := benchWorld(b, functions)
	data, err := afero.ReadFile(w.Files, "/large.stats")
	if err != nil {
		b.Fatal(err)
	}
	// The other one is the same program in another folder: every file is matched by what it ends with.
	for i := range data[:len(data)-len("/home/someone/")] {
		if string(data[i:i+len("/home/someone/")]) == "/home/someone/" {
			copy(data[i:], "/srv/container")
		}
	}
	if err := afero.WriteFile(w.Files, "/other.stats", data, 0o600); err != nil {
		b.Fatal(err)
	}
	e := servertest.Open(b, w.Options, protocol.InitializationOptions{})
	open := func(path string) string {
		return servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: path}).Profile
	}
	base, head := open("/large.stats"), open("/other.stats")
	ask := func(b *testing.B, key protocol.DiffKey, filter string, tolerance float64, offset int) {
		got := servertest.MustCall(e, protocol.ProfileDiff, protocol.ProfileDiffParams{
			Base: base, Head: head, Sort: protocol.List[protocol.DiffColumn]{{Key: key, Descending: true}}, Filter: protocol.Filter{Text: filter},
			Tolerance: protocol.DiffTolerance{Seconds: tolerance}, Offset: offset, Limit: 50,
		})
		if len(got.Rows) != 50 || got.Counts.Same != functions {
			b.Fatalf("got %d rows, %+v", len(got.Rows), got.Counts)
		}
	}
	b.Run("first page", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			servertest.MustCall(e, protocol.ProfileClose, protocol.ProfileCloseParams{Profile: head})
			head = open("/other.stats")
			b.StartTimer()
			ask(b, protocol.DiffSelfDifference, "", 0, 0)
		}
	})
	keys := []protocol.DiffKey{
		protocol.DiffByName, protocol.DiffByFile, protocol.DiffByKind, protocol.DiffCallsBefore, protocol.DiffSelfAfter, protocol.DiffSelfDifference,
		protocol.DiffSelfPercent, protocol.DiffCumulativeDifference,
	}
	for _, key := range keys {
		ask(b, key, "warm", 0, 0)
	}
	for _, key := range keys {
		b.Run("sort by "+string(key), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				ask(b, protocol.DiffCallsAfter, "", 0, 0)
				b.StartTimer()
				ask(b, key, "", 0, 0)
			}
		})
	}
	for name, filter := range map[string]string{"a word": "function_%d", "a figure": "tottime > %dms", "a difference": "tottime-difference < %dms"} {
		b.Run("filter by "+name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				ask(b, protocol.DiffSelfAfter, fmt.Sprintf(filter, i%9+1), 0, 0)
			}
		})
	}
	b.Run("tolerance", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			ask(b, protocol.DiffSelfAfter, "", float64(i%9), 0)
		}
	})
	b.Run("scroll", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			ask(b, protocol.DiffSelfAfter, "", 0, i*50%(functions-50))
		}
	})
}
