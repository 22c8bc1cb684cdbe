package pstats

// Notes returns sentences on where this report differs from that of pstats, and on what is estimated or not known: each only when it is true
// of this profile. In Compatible mode there are none.
func (s *Stats) Notes() []string { return s.notes }
