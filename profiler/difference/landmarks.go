package difference

import (
	"cmp"
	"slices"
)

// landmarks are the functions of one file that are known to be the same in both profiles. From these it is told how far lines have moved.
type landmarks struct {
	count      int
	base, head sightings
}

// sightings are the lines of landmarks in one profile, in their order.
type sightings []sighting

type sighting struct {
	line     int
	landmark int
}

// place is a line as it is seen from a landmark: it stays the same however many lines come before both.
type place struct {
	landmark int // -1 for the beginning of the file
	distance int
}

// findLandmarks takes all functions that have been matched so far. A module's own line tells nothing: it is the first one of the file, whatever comes then.
func (m *match) findLandmarks() {
	m.landmarks = map[int32]*landmarks{}
	for h, b := range m.ofHead {
		if b < 0 || m.base.Line(int(b)) == 0 || m.head.Line(h) == 0 || m.head.Name(h) == "<module>" {
			continue
		}
		file := m.head.known[m.head.fileOf[m.head.FileSymbol(h)]]
		l := m.landmarks[file]
		if l == nil {
			l = &landmarks{}
			m.landmarks[file] = l
		}
		l.base = append(l.base, sighting{m.base.Line(int(b)), l.count})
		l.head = append(l.head, sighting{m.head.Line(h), l.count})
		l.count++
	}
	for _, l := range m.landmarks {
		l.base.sort()
		l.head.sort()
	}
}

func (s sightings) sort() {
	slices.SortFunc(s, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.landmark, b.landmark))
	})
}

// before returns the place of a line after the last landmark that is not below it, false where none is before. In a file without landmarks it is that from
// the beginning on.
func (s sightings) before(line int) (place, bool) {
	i, _ := slices.BinarySearchFunc(s, line, func(a sighting, line int) int { return cmp.Or(cmp.Compare(a.line, line), -1) })
	if i == 0 {
		return place{-1, line}, len(s) == 0
	}
	return place{s[i-1].landmark, line - s[i-1].line}, true
}

// after returns the place of a line before the next landmark, false where none follows.
func (s sightings) after(line int) (place, bool) {
	i, _ := slices.BinarySearchFunc(s, line, func(a sighting, line int) int { return cmp.Or(cmp.Compare(a.line, line), 1) })
	if i == len(s) {
		return place{}, false
	}
	return place{s[i].landmark, line - s[i].line}, true
}

// atSamePlace matches functions of one file that are as far from the same landmark, those at one place in turn. It returns those that are left.
func (m *match) atSamePlace(file int32, base, head []int32, seen func(sightings, int) (place, bool)) (restOfBase, restOfHead []int32) {
	var l landmarks
	if known := m.landmarks[file]; known != nil {
		l = *known
	}
	at := make(map[place][]int32, len(head))
	for _, h := range head {
		if p, is := seen(l.head, m.head.Line(int(h))); is {
			at[p] = append(at[p], h)
		}
	}
	for _, b := range base {
		p, is := seen(l.base, m.base.Line(int(b)))
		if !is || len(at[p]) == 0 {
			restOfBase = append(restOfBase, b)
			continue
		}
		m.match(b, at[p][0])
		at[p] = at[p][1:]
	}
	for _, h := range head {
		if m.ofHead[h] < 0 {
			restOfHead = append(restOfHead, h)
		}
	}
	return restOfBase, restOfHead
}
