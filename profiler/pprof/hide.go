package pprof

import (
	"regexp/syntax"

	"github.com/google/pprof/profile"
)

// maxMatching bounds the steps that looking for the names to hide may take: the instructions of the expression times the bytes of all names. The
// expression that a C++ profiler writes has some hundred instructions; ten million bytes of names are more than the largest programs have.
const maxMatching = 1 << 32

// hideFrames takes the frames away that the profile says nobody wants to see, such as those of the profiler itself: the ones whose names match
// drop_frames and not keep_frames, and what they called. As with go tool pprof, which does it whenever it opens a profile, expressions that are not
// valid hide nothing.
func hideFrames(p *profile.Profile) {
	if p.DropFrames == "" {
		return
	}
	names := 0
	for _, f := range p.Function {
		names += len(f.Name)
	}
	if (matching(p.DropFrames)+matching(p.KeepFrames))*(names+1) > maxMatching {
		return
	}
	// Its error is that an expression is not valid.
	_ = p.RemoveUninteresting()
}

// matching returns the number of instructions that an expression is compiled to.
func matching(pattern string) int {
	parsed, err := syntax.Parse("^("+pattern+")$", syntax.Perl)
	if err != nil {
		return 0
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return 0
	}
	return len(program.Inst)
}
