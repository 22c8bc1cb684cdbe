package callpath

import "slices"

// Roots returns the functions from which all others can be reached, those with the longest time first: those that nothing is known to have called but
// themselves, and of functions that call each other in turn and that no other calls, one. That is the one with the most calls that no caller accounts
// for, then the one that took longest. The result must not be changed.
//
// In a profile that was recorded from beginning to end, what runs under a root is all there is: the sum of the roots' times is the sum of all
// functions' self times. It is less when functions that have callers were also called by nobody that the profile knows, as happens where profiling
// is switched on further down, and may be more when the only ways into a circle of functions are not known.
func (m *Model) Roots() []int32 {
	m.prepare()
	return m.roots
}

func (m *Model) findRoots(group []int32, open []bool, members []int32) {
	best := make(map[int32]int32) // by group of several functions
	for f := range m.Len() {
		n := group[f]
		switch other, known := best[n]; {
		case open[n]:
		case members[n] == 1:
			m.roots = append(m.roots, int32(f))
		case !known || m.betterEntry(f, int(other)):
			best[n] = int32(f)
		}
	}
	for _, f := range best {
		m.roots = append(m.roots, f)
	}
	slices.SortFunc(m.roots, func(a, b int32) int { return m.Longer(int(a), m.times[a], int(b), m.times[b]) })
}

// betterEntry reports whether f is more likely to be the first of functions that call each other in turn than other is.
func (m *Model) betterEntry(f, other int) bool {
	if a, b := m.unexplained(f), m.unexplained(other); a != b {
		return a > b
	}
	return m.times[f] > m.times[other]
}

// unexplained is how many calls of a function no caller accounts for, 0 where that is not known.
func (m *Model) unexplained(f int) int64 {
	figures := m.Figures(f)
	if !figures.Counted() {
		return 0
	}
	calls := figures.Calls
	for e := range m.Callers(f) {
		if !e.Counted() {
			return 0
		}
		calls -= e.Calls
	}
	return max(0, calls)
}
