package difference

import (
	"cmp"
	"slices"
)

// sameInOtherFolder matches files that are left and that end alike, such as /app/shop/cart.py and /home/me/shop/cart.py.
//
// Each pair of folders that would so become the same is tried, the one with most files first. It is refused where other files say that it is not the
// same: files below one of the folders have been found to be somewhere else, or the two have a folder in common of which there are files in both
// profiles. Then the file was moved, and one that was moved is another.
func (m *fileMatch) sameInOtherFolder() {
	root := &ending{}
	for i, f := range m.base {
		if m.ofBase[i] < 0 && f.library == "" && len(f.parts) > 0 {
			root.insert(f.parts, int32(i), func(e *ending) *[]int32 { return &e.base })
		}
	}
	for i, f := range m.head {
		if m.ofHead[i] < 0 && f.library == "" && len(f.parts) > 0 {
			root.insert(f.parts, int32(i), func(e *ending) *[]int32 { return &e.head })
		}
	}
	var alike []likeness
	root.pairs(0, func(b, h int32, depth int) { alike = append(alike, m.likeness(b, h, depth)) })
	votes := map[folders]int{}
	for _, l := range alike {
		votes[l.folders]++
	}
	slices.SortFunc(alike, func(a, b likeness) int {
		return cmp.Or(cmp.Compare(votes[b.folders], votes[a.folders]), cmp.Compare(b.depth, a.depth), cmp.Compare(a.base, b.base), cmp.Compare(a.b, b.b))
	})
	kept, inHead, inBase := m.folderOfBoth(), map[string]string{}, map[string]string{}
	for _, l := range alike {
		base, head := m.base[l.b], m.head[l.h]
		if m.withinOne(l, kept) || contradicted(base, l.folders.base, l.folders.head, inHead) || contradicted(head, l.folders.head, l.folders.base, inBase) {
			continue
		}
		m.match(l.b, l.h)
		inHead[l.folders.base], inBase[l.folders.head] = l.folders.head, l.folders.base
	}
}

// folders are two that would become the same.
type folders struct{ base, head string }

// likeness is two files that end alike, in so many parts.
type likeness struct {
	folders
	b, h  int32
	depth int
}

func (m *fileMatch) likeness(b, h int32, depth int) likeness {
	base, head := m.base[b], m.head[h]
	return likeness{folders{base.under(len(base.parts) - depth), head.under(len(head.parts) - depth)}, b, h, depth}
}

// folderOfBoth are the folders in which there are files of the same name in both profiles, without those of libraries.
func (m *fileMatch) folderOfBoth() map[string]bool {
	both := map[string]bool{}
	for i, f := range m.base {
		if m.ofBase[i] < 0 || f.library != "" {
			continue
		}
		for n := len(f.parts) - 1; n >= 0 && !both[f.under(n)]; n-- {
			both[f.under(n)] = true
		}
	}
	return both
}

// withinOne says whether two files are in a folder, other than a root, of which there are files in both profiles.
func (m *fileMatch) withinOne(l likeness, both map[string]bool) bool {
	base, head := m.base[l.b], m.head[l.h]
	common := 0
	for common < min(len(base.parts), len(head.parts))-l.depth && base.parts[common] == head.parts[common] {
		common++
	}
	if base.absolute() || head.absolute() {
		return common > 1 && both[base.under(common)]
	}
	return both[base.under(common)]
}

// contradicted says whether a folder that a file is in is known to be another than the one that it would have to be. folder is the file's own and other
// what it would become; known are those that are known.
func contradicted(f file, folder, other string, known map[string]string) bool {
	first := 0
	if f.absolute() {
		first = 1
	}
	for n := first; n < len(f.parts); n++ {
		within := f.under(n)
		became, is := known[within]
		switch {
		case !is:
		case len(within) <= len(folder) && became+folder[len(within):] != other:
			return true
		case len(within) > len(folder) && other+within[len(folder):] != became:
			return true
		}
	}
	return false
}

// ending is how the names of some files end: a node of a tree of their parts, from the last part on.
type ending struct {
	further    map[string]*ending
	base, head []int32 // the files that begin here
}

// insert adds a file to those of one profile.
func (e *ending) insert(parts []string, number int32, of func(*ending) *[]int32) {
	for i := len(parts) - 1; i >= 0; i-- {
		if e.further == nil {
			e.further = map[string]*ending{}
		}
		next := e.further[parts[i]]
		if next == nil {
			next = &ending{}
			e.further[parts[i]] = next
		}
		e = next
	}
	list := of(e)
	*list = append(*list, number)
}

// pairs finds the files that are alone in both profiles among those that end alike and have not found another that is more alike. It returns at most two
// of those that are left of each: more do not matter.
func (e *ending) pairs(depth int, found func(b, h int32, depth int)) (base, head []int32) {
	base, head = e.base, e.head
	for _, next := range e.further {
		b, h := next.pairs(depth+1, found)
		base, head = append(base, b...), append(head, h...)
	}
	if depth > 0 && len(base) == 1 && len(head) == 1 {
		found(base[0], head[0], depth)
		return nil, nil
	}
	return base[:min(len(base), 2)], head[:min(len(head), 2)]
}
