package server

import (
	"fmt"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/view"
)

// A run whose profile is a part of an open one is in use.
func TestAnyIn(t *testing.T) {
	var open profiles
	id := open.add(&profile{path: here("/runs/1/profile.stats"), added: []string{here("/runs/2/parts/7.stats"), here("/other/a.stats")}})
	for folder, want := range map[string]bool{"/runs/1": true, "/runs/2": true, "/runs": true, "/other": true, "/runs/3": false, "/runs/22": false} {
		if got := open.anyIn(here(folder)); got != want {
			t.Errorf("%s: %v, want %v", folder, got, want)
		}
	}
	if err := open.remove(id); err != nil || open.anyIn(here("/runs/2")) {
		t.Errorf("it is still in use: %v", err)
	}
}

// The comparisons that were asked for last are kept, as long as both profiles are open.
func TestCompared(t *testing.T) {
	var open profiles
	var all []*profile
	var ids []string
	for i := range maxCompared + 2 {
		b := callgraph.NewBuilder()
		b.Add("/p/a.py", i+1, "f", callgraph.Figures{Self: float64(i)})
		g := b.Graph()
		all = append(all, &profile{path: here(fmt.Sprintf("/%d.stats", i)), graph: g, table: view.NewTable(g, nil, nil, nil)})
		ids = append(ids, open.add(all[i]))
	}
	first := open.compare(all[0], all[1])
	if open.compare(all[0], all[1]) != first || open.compare(all[1], all[0]) == first {
		t.Error("a comparison is made again, or taken for the one of the exchanged profiles")
	}
	for i := 2; i < maxCompared; i++ {
		open.compare(all[0], all[i])
	}
	if open.compare(all[0], all[1]) != first {
		t.Error("the comparison is gone too early")
	}
	for i := 2; i < maxCompared+2; i++ {
		open.compare(all[0], all[i])
	}
	if again := open.compare(all[0], all[1]); again == first || len(open.compared) > maxCompared {
		t.Errorf("%d comparisons are kept", len(open.compared))
	}
	if err := open.remove(ids[1]); err != nil {
		t.Fatal(err)
	}
	for _, c := range open.compared {
		if c.head == all[1] || c.base == all[1] {
			t.Error("a comparison of a closed profile is kept")
		}
	}
}
