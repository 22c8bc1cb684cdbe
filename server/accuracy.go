package server

import (
	"tottime/profiler/callgraph"
	"tottime/protocol"
)

// grades says what each grade of the core is called on the wire.
var grades = map[callgraph.Grade]protocol.Grade{
	callgraph.Exact:     protocol.GradeExact,
	callgraph.Estimated: protocol.GradeEstimated,
	callgraph.AtMost:    protocol.GradeAtMost,
	callgraph.Unknown:   protocol.GradeUnknown,
}

func wireAccuracy(k callgraph.Knowledge) protocol.Accuracy {
	return protocol.Accuracy{
		Calls: grades[k.Calls], Self: grades[k.Self], Cumulative: grades[k.Cumulative],
		EdgeCalls: grades[k.EdgeCalls], EdgeTimes: grades[k.EdgeTimes], Paths: grades[k.Paths],
	}
}
