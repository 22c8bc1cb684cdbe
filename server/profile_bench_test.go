package server_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/protocol"
	"tottime/server/servertest"
)

// A page of 50 rows of a table of 100,000, over the pipe and back, after a change that affects all rows: sorting by another column and
// filtering by another text take less than 10 ms each. The profile is warm: it was sorted and filtered before.
func BenchmarkRows(b *testing.B) {
	const functions = 100_000
	w := benchWorld(b, functions)
	e := servertest.Open(b, w.Options, protocol.InitializationOptions{})
	opened := servertest.MustCall(e, protocol.ProfileOpen, protocol.ProfileOpenParams{Path: "/large.stats"})
	askFor := func(b *testing.B, params protocol.ProfileRowsParams) {
		params.Profile, params.Limit = opened.Profile, 50
		if got := servertest.MustCall(e, protocol.ProfileRows, params); len(got.Rows) < 40 {
			b.Fatalf("got %d rows: %v", len(got.Rows), got.Problem)
		}
	}
	ask := func(b *testing.B, sort protocol.List[protocol.SortColumn], filter string, offset int) {
		askFor(b, protocol.ProfileRowsParams{Sort: sort, Filter: protocol.Filter{Text: filter}, Offset: offset})
	}
	by := func(key protocol.SortKey) protocol.List[protocol.SortColumn] {
		return protocol.List[protocol.SortColumn]{{Key: key, Descending: true}}
	}
	keys := []protocol.SortKey{
		protocol.SortSelf, protocol.SortCumulative, protocol.SortCalls, protocol.SortSelfPerCall, protocol.SortCumulativePerCall,
		protocol.SortStandardName, protocol.SortFile, protocol.SortName, protocol.SortLine, protocol.SortNameFileLine,
	}
	for _, key := range keys {
		ask(b, by(key), "warm", 0)
	}
	for _, key := range keys {
		b.Run("sort by "+string(key), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				for _, other := range keys { // the server keeps the last orders
					if other != key {
						ask(b, by(other), "", 0)
					}
				}
				b.StartTimer()
				ask(b, by(key), "", 0)
			}
		})
	}
	b.Run("filter", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			ask(b, by(protocol.SortSelf), fmt.Sprintf("function_%d", i%9+1), 0)
		}
	})
	for _, text := range []string{
		"tottime > %dms", "ncalls > %d share < 1%%", "file:module_%d", "-name:warm_function_1%d", "-package:package_%d", "name:function_%d -line<%[1]d",
	} {
		b.Run("filter by "+text, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				ask(b, by(protocol.SortSelf), fmt.Sprintf(text, i%9+1), 0)
			}
		})
	}
	b.Run("filter by an expression", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			askFor(b, protocol.ProfileRowsParams{Sort: by(protocol.SortSelf), Filter: protocol.Filter{Text: fmt.Sprintf(`module_\d*%d\.py`, i%9), Regexp: true}})
		}
	})
	b.Run("hide origins", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			askFor(b, protocol.ProfileRowsParams{Sort: by(protocol.SortSelf), Filter: protocol.Filter{Text: strings.Repeat(" ", i%9), Hidden: protocol.List[protocol.Origin]{protocol.OriginBuiltin}}})
		}
	})
	for _, group := range []protocol.Grouping{protocol.GroupClass, protocol.GroupFile, protocol.GroupPackage} {
		b.Run("group by "+string(group), func(b *testing.B) {
			askFor(b, protocol.ProfileRowsParams{Group: group})
			for i := 0; b.Loop(); i++ {
				askFor(b, protocol.ProfileRowsParams{Sort: by(protocol.SortSelf), Filter: protocol.Filter{Text: strings.Repeat(" ", i%9)}, Group: group})
			}
		})
	}
	b.Run("scroll", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			ask(b, by(protocol.SortSelf), "", i*50%(functions-50))
		}
	})
}

// benchWorld has a profile of so many functions.
func benchWorld(b *testing.B, functions int) *world {
	random := rand.New(rand.NewPCG(1, 2))
	entries := make([]entry, functions)
	for i := range entries {
		calls := random.Int64N(1000) + 1
		entries[i] = entry{
			file: fmt.Sprintf("/home/someone/project/package_%d/module_%d.py", i%40, i%2000), line: i%3000 + 1, name: fmt.Sprintf("warm_function_%d", i),
			calls: calls, primitive: random.Int64N(calls) + 1, self: random.Float64(), cumulative: random.Float64() * 10,
		}
	}
	w := &world{}
	w.Files, w.Log = afero.NewMemMapFs(), io.Discard
	if err := afero.WriteFile(w.Files, "/large.stats", encodeProfile(b, entries...), 0o644); err != nil {
		b.Fatal(err)
	}
	return w
}
