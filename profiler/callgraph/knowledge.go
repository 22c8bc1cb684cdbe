package callgraph

import "math"

// Basis is what a profile's figures rest on. A sum of profiles has the weakest of theirs.
type Basis int

// The bases, from the strongest on.
const (
	Traced       Basis = iota // every call was recorded as it was made
	Sampled                   // the call stacks were looked at from time to time
	SampledLines              // as Sampled, but of each stack the profile keeps single lines and their callers: one sample may count several times
)

// Grade says how far figures can be relied on.
type Grade int

// The grades, from the weakest on.
const (
	Unknown   Grade = iota // the profile does not say
	AtMost                 // the truth may be less
	Estimated              // the truth may be more or less
	Exact                  // as it was counted and measured
)

// Knowledge says how far the figures of a profile can be relied on, by the kind of figure. A kind is as good as the weakest of its figures.
type Knowledge struct {
	Calls      Grade // how often functions were called
	Self       Grade // the time in functions alone
	Cumulative Grade // the time in functions and all that they called
	EdgeCalls  Grade // how often one function called another
	EdgeTimes  Grade // the times of these calls
	Paths      Grade // which functions lie on the stack above the direct caller
}

// SetBasis says what the figures rest on. Unless it is said, every call was recorded.
func (b *Builder) SetBasis(basis Basis) { b.basis = basis }

// Basis returns what the figures rest on.
func (g *Graph) Basis() Basis { return g.basis }

// assess finds out what is known.
func (g *Graph) assess() Knowledge {
	times, cumulative := Exact, Exact
	switch g.basis {
	case Sampled:
		times, cumulative = Estimated, Estimated
	case SampledLines:
		times, cumulative = Estimated, AtMost
	}
	k := Knowledge{Calls: Exact, Self: times, Cumulative: cumulative, EdgeCalls: Exact, EdgeTimes: cumulative, Paths: Estimated}
	for f := range g.recorded {
		if g.figures.calls[f] == Uncounted {
			k.Calls = Unknown
			break
		}
	}
	for e, calls := range g.edges.figures.calls {
		if calls == Uncounted {
			k.EdgeCalls = Unknown
		}
		if math.IsNaN(g.edges.figures.self[e]) {
			k.EdgeTimes = Unknown
		}
	}
	if g.stacks != nil {
		k.Paths = Exact
	}
	return k
}
