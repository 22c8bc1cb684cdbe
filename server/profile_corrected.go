package server

import (
	"tottime/profiler/overhead"
	"tottime/profiler/view"
	"tottime/protocol"
)

// wireOverhead says that so many seconds of all are what it cost to record a profile.
func wireOverhead(costs overhead.Costs, seconds, all float64) *protocol.Overhead {
	o := &protocol.Overhead{PerCall: finite(costs[overhead.Function].Total()), Seconds: finite(seconds)}
	if all > 0 {
		o.Share = finite(seconds / all)
	}
	return o
}

func wireCorrected(c *view.Corrected) *protocol.Corrected {
	if c == nil {
		return nil
	}
	return &protocol.Corrected{
		Self: finite(c.Self), Cumulative: finite(c.Cumulative),
		SelfPerCall: finiteOrAbsent(c.SelfPerCall), CumulativePerCall: finiteOrAbsent(c.CumulativePerCall),
		Share: finite(c.Share), CumulativeShare: finite(c.CumulativeShare),
	}
}
