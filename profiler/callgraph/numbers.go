package callgraph

// OrderByNumbers reorders things by their numbers, which are indexed by what order holds: all of them once. Those of equal numbers keep their order. It
// takes over order.
func OrderByNumbers(order []int32, numbers []uint64) []int32 {
	if len(order) == 0 {
		return order
	}
	s := sorter{order: order}
	s.sort(numbers, false)
	return s.order
}

// FloatNumber returns a number for a float; the numbers compare alike. Both zeros are equal, and what is not a number is less than all others.
func FloatNumber(x float64) uint64 { return floatKey(x) }
