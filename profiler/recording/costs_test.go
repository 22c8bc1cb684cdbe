package recording

import (
	"slices"
	"testing"

	"tottime/profiler/overhead"
)

// What a call cost is the mean of all threads, by how many calls each of them made.
func TestCosts(t *testing.T) {
	dear := overhead.Costs{overhead.Function: {Inner: 3e-8, Outer: 6e-8}, overhead.Builtin: {Inner: 3e-8, Outer: 4e-8}}
	mean := overhead.Costs{overhead.Function: {Inner: 2e-8, Outer: 4e-8}, overhead.Builtin: {Inner: 3e-8, Outer: 4e-8}}
	changed := func(pid int, costs ...overhead.Costs) *recording {
		r := made(pid, true)
		r.costs = costs
		return r
	}
	several := changed(3, madeCosts, overhead.Costs{}, dear)
	several.threads = append(several.threads, several.threads[0], several.threads[0])
	for name, test := range map[string]struct {
		recordings []*recording
		want       overhead.Costs // there is no method, so nothing is known of these
	}{
		"one thread":            {[]*recording{changed(3, dear)}, dear},
		"a thread knows none":   {[]*recording{several}, mean},
		"two processes":         {[]*recording{changed(3, dear), changed(4, overhead.Costs{overhead.Function: {Inner: 1e-8, Outer: 2e-8}, overhead.Builtin: {Inner: 3e-8, Outer: 4e-8}})}, mean},
		"a process knows none":  {[]*recording{changed(3, dear), changed(4)}, dear},
		"no process knows them": {[]*recording{changed(3), changed(4)}, overhead.Costs{}},
	} {
		t.Run(name, func(t *testing.T) {
			p := read1(t, NewReader(folder(t, test.recordings...), "/run"))
			got := p.Costs()
			got[overhead.Method] = overhead.Cost{}
			for kind := range got {
				if !near(got[kind], test.want[kind]) {
					t.Errorf("the costs are %v, want %v", got, test.want)
				}
			}
		})
	}
}

func near(a, b overhead.Cost) bool {
	return max(a.Inner-b.Inner, b.Inner-a.Inner, a.Outer-b.Outer, b.Outer-a.Outer) < 1e-15
}

// Functions in Python, in C and methods of types are counted apart.
func TestCallsByKind(t *testing.T) {
	r := made(3, true)
	r.functions[1].name = "<method 'append' of 'list' objects>"
	p := read1(t, NewReader(folder(t, r, made(4, true)), "/run"))
	var got []overhead.Counts
	for _, process := range p.Processes {
		got = append(got, process.Threads[0].Calls)
	}
	if want := []overhead.Counts{{4, 0, 2}, {4, 2, 0}}; !slices.Equal(got, want) {
		t.Errorf("the calls are %v, want %v", got, want)
	}
}
