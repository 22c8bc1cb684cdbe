package server

import (
	"tottime/profiler/view"
	"tottime/protocol"
)

// concentrated is the share of the self time of which a profile's description says how few functions take it.
const concentrated = 0.8

// describeTable says of an open profile where its functions come from, and how few take most of the time.
func describeTable(table *view.Table, result *protocol.ProfileOpenResult) {
	result.Origins = protocol.List[protocol.OriginTotal]{}
	for _, total := range table.Origins() {
		result.Origins = append(result.Origins, protocol.OriginTotal{
			Origin: origins[total.Origin], Functions: total.Functions, Self: finite(total.Self), Share: finite(total.Share),
		})
	}
	if c, known := table.Concentration(concentrated); known {
		result.Concentration = &protocol.Concentration{Functions: c.Functions, Share: c.Share, Taken: c.Taken}
	}
}
