package pstats

import (
	"io"
	"unicode/utf8"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
)

// Write writes the profile as pstats.Stats.dump_stats does, so that every Python from 2.7 on and all tools that know the format load it. The
// functions keep the order of the profile. A code object that stood for a name has become the text that Python prints for it, a count that is not
// known is -1 as pyinstrument has it. Samples read in Compatible mode keep their mark, and only Python 3.15 and later load that.
func (s *Stats) Write(w io.Writer) error {
	out := marshal.NewEncoder(w)
	out.Dict()
	if s.sampled && s.mode == Compatible {
		out.Tuple(1)
		out.Text(sampledMark)
		out.Bool(true)
	}
	for f := range s.Graph().Recorded() {
		writeKey(out, s.Graph(), f)
		figures := s.Graph().Figures(f)
		out.Tuple(5)
		out.Int(count(figures.PrimitiveCalls))
		out.Int(count(figures.Calls))
		out.Float(figures.Self)
		out.Float(figures.Cumulative)
		out.Dict()
		for e := range s.Graph().Callers(f) {
			writeKey(out, s.Graph(), e.Function)
			writeCalls(out, e.Figures)
		}
		out.End()
	}
	out.End()
	return out.Flush()
}

func writeKey(out *marshal.Encoder, g *callgraph.Graph, f int) {
	out.Tuple(3)
	out.Text(readable(g.File(f)))
	out.Int(int64(g.Line(f)))
	out.Text(readable(g.Name(f)))
}

// writeCalls writes the figures of an edge, whose counts stand in the opposite order to a function's.
func writeCalls(out *marshal.Encoder, f callgraph.Figures) {
	if !f.Timed() {
		out.Int(count(f.Calls))
		return
	}
	out.Tuple(4)
	out.Int(count(f.Calls))
	out.Int(count(f.PrimitiveCalls))
	out.Float(f.Self)
	out.Float(f.Cumulative)
}

// count returns a number of calls as a file has it.
func count(calls int64) int64 {
	if calls == callgraph.Uncounted {
		return -1
	}
	return calls
}

// readable returns text as Python 3 can read it. A Python 2 may have written file names in any encoding; their bytes become the surrogates that
// stand for them in Python 3's own file names.
func readable(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var out []byte
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 {
			if isSurrogate(text) {
				size = 3
			} else {
				escaped := 0xdc00 + rune(text[0])
				out = append(out, 0xe0|byte(escaped>>12), 0x80|byte(escaped>>6&0x3f), 0x80|byte(escaped&0x3f))
				text = text[1:]
				continue
			}
		}
		out = append(out, text[:size]...)
		text = text[size:]
	}
	return string(out)
}

// isSurrogate reports whether text begins with a surrogate, which marshal writes as three bytes that are no valid UTF-8.
func isSurrogate(text string) bool {
	return len(text) >= 3 && text[0] == 0xed && text[1]&0xe0 == 0xa0 && text[2]&0xc0 == 0x80
}
