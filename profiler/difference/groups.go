package difference

// group is the functions of both profiles with one label.
type group struct {
	label
	base, head []int32
}

// only says whether a profile has no two functions of the group.
func (g *group) only() bool { return len(g.base) < 2 && len(g.head) < 2 }

// groups finds them, in the order of head, then of base.
func (m *match) groups() []group {
	number := make(map[label]int32, m.head.Recorded())
	var groups []group
	of := func(side *matching) []int32 {
		numbers := make([]int32, side.Recorded())
		for f := range numbers {
			l := side.label(f)
			n, known := number[l]
			if !known {
				n = int32(len(groups))
				number[l] = n
				groups = append(groups, group{label: l})
			}
			numbers[f] = n
		}
		return numbers
	}
	ofHead, ofBase := of(m.head), of(m.base)
	for n, members := range byGroup(ofHead, len(groups)) {
		groups[n].head = members
	}
	for n, members := range byGroup(ofBase, len(groups)) {
		groups[n].base = members
	}
	return groups
}

// byGroup lists the functions of each of n groups in one piece of memory.
func byGroup(numbers []int32, n int) [][]int32 {
	start := make([]int32, n+1)
	for _, g := range numbers {
		start[g+1]++
	}
	for g := range n {
		start[g+1] += start[g]
	}
	members, all := make([][]int32, n), make([]int32, len(numbers))
	for g := range members {
		members[g] = all[start[g]:start[g]:start[g+1]]
	}
	for f, g := range numbers {
		members[g] = append(members[g], int32(f))
	}
	return members
}
