package pstats

import (
	"errors"
	"fmt"
	"math"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
)

// Read reads a profile from the contents of a file: a marshalled dict (Lib/pstats.py, load_stats; the modules that write it are
// cProfile, profile, and from Python 3.15 profiling)
//
//	{(file, line, name): (primitive calls, calls, self, cumulative, callers)}
//
// whose callers are {(file, line, name): (calls, primitive calls, self, cumulative)}, counts in the opposite order, or from the pure Python
// profiler {(file, line, name): calls}. Like CPython it ignores what follows the dict. Functions whose keys look alike although Python told them
// apart, such as two code objects in the place of names, are added up.
//
// Samples of Python 3.15 have the same form with the mark {('__sampled__',): True}; in Accurate mode their counts, which are no calls, become
// times: see Regroup.
//
// When data is not a profile, the error wraps ErrNotProfile.
func Read(data []byte, mode Mode) (*Stats, error) {
	r := reader{in: marshal.NewDecoder(data), size: len(data), out: callgraph.NewBuilder(), stats: Stats{mode: mode}}
	// Rows of either kind are hardly ever shorter than this. The estimate is large; what it reserves in excess is never touched.
	r.out.Grow(len(data)/200, len(data)/45)
	r.profile()
	if err := r.in.Err(); err != nil {
		return nil, notProfile(data, err)
	}
	r.stats.graph = r.out.Graph()
	if r.stats.sampled && mode == Accurate {
		r.stats.Replace(inSeconds(r.stats.graph))
	}
	return &r.stats, nil
}

// reader feeds a builder from a decoder.
type reader struct {
	in    *marshal.Decoder
	size  int // of what in reads, in bytes
	out   *callgraph.Builder
	calls int // so many entries of callers were read
	stats Stats
}

// minCall is how many bytes of a file an entry of a function's callers takes at least: references to a key and to a number. Only by referring to whole
// dicts of callers, which no profiler does, can a file hold more of them, and so take any amount of memory.
const minCall = 10

var (
	errNoFunctions = errors.New("it holds no functions")
	errRepeated    = errors.New("callers that are repeated by reference")
	errSampledKey  = errors.New("a key that is neither a function nor the mark of a sampled profile")
)

func (r *reader) profile() {
	r.in.EnterDict()
	functions := 0
	for r.in.More() {
		start := r.in.Offset()
		switch r.in.EnterTuple() {
		case 1:
			r.mark(start)
		case 3:
			r.row()
			functions++
		default:
			r.in.Fail(start, errSampledKey)
		}
	}
	r.in.Leave()
	if functions == 0 {
		r.in.Fail(0, errNoFunctions)
	}
}

// row reads a function's key, of which the tuple is open, and its record.
func (r *reader) row() {
	file, line, name := r.key()

	start := r.in.Offset()
	if n := r.in.EnterTuple(); n != 5 {
		r.in.Fail(start, fmt.Errorf("a record of %d figures instead of 5", n))
	}
	var f callgraph.Figures
	f.PrimitiveCalls = r.in.Int()
	f.Calls = r.in.Int()
	f.Self = r.in.Float()
	f.Cumulative = r.in.Float()
	if r.in.Err() != nil {
		return
	}
	f = r.counted(f)
	r.out.Row(file, line, name, f)
	r.stats.total = r.stats.total.Plus(f)

	r.in.EnterDict()
	for r.in.More() {
		r.caller()
		r.calls++
	}
	if r.calls > r.size/minCall {
		r.in.Fail(start, errRepeated)
	}
	r.in.Leave()
	r.in.Leave()
}

// mark reads the entry ('__sampled__',): True by which Python 3.15 marks a profile of samples (Lib/profiling/sampling).
func (r *reader) mark(start int) {
	text, _ := r.in.Text()
	if string(text) != sampledMark {
		r.in.Fail(start, errSampledKey)
		return
	}
	r.in.Leave()
	r.stats.sampled = r.in.Bool()
}

const sampledMark = "__sampled__"

// caller reads an entry of the callers of the last row's function.
func (r *reader) caller() {
	start := r.in.Offset()
	if n := r.in.EnterTuple(); n != 3 {
		r.in.Fail(start, fmt.Errorf("a caller with a key of %d parts instead of 3", n))
		return
	}
	file, line, name := r.key()

	var f callgraph.Figures
	if r.in.Kind() == marshal.Int {
		f.Calls = r.in.Int()
		f.PrimitiveCalls = f.Calls
		f.Self, f.Cumulative = math.NaN(), math.NaN()
	} else {
		start = r.in.Offset()
		if n := r.in.EnterTuple(); n != 4 {
			r.in.Fail(start, fmt.Errorf("a caller with %d figures instead of 4", n))
		}
		f.Calls = r.in.Int()
		f.PrimitiveCalls = r.in.Int()
		f.Self = r.in.Float()
		f.Cumulative = r.in.Float()
		r.in.Leave()
	}
	if r.in.Err() == nil {
		r.out.Caller(file, line, name, r.counted(f))
	}
}

// counted returns figures with the counts that are none taken for what they are: pyinstrument, which looks at the stack from time to time, writes -1.
func (r *reader) counted(f callgraph.Figures) callgraph.Figures {
	if r.stats.mode == Accurate && (f.Calls < 0 || f.PrimitiveCalls < 0) {
		f.Calls, f.PrimitiveCalls = callgraph.Uncounted, callgraph.Uncounted
		r.out.SetBasis(callgraph.Sampled)
	}
	return f
}

// key reads the three parts of a function's key.
func (r *reader) key() (file callgraph.Symbol, line int, name callgraph.Symbol) {
	file = r.text()
	line = int(r.in.Int())
	name = r.name()
	r.in.Leave()
	return file, line, name
}

// text reads a str. The decoder notes the symbol of one that can be referred to, so that reading it again costs no more than a look into a table.
func (r *reader) text() callgraph.Symbol {
	if symbol, ok := r.in.Recall(); ok {
		return callgraph.Symbol(symbol)
	}
	return r.newText()
}

func (r *reader) newText() callgraph.Symbol {
	text, object := r.in.Text()
	if r.in.Err() != nil {
		return 0
	}
	symbol := r.out.Symbol(text)
	r.in.Note(object, uint32(symbol))
	return symbol
}

// name reads a function's name. The pure Python profiler, run as a command, stores under the file "profile" the code object that it ran; its
// name is what Python prints for it, but the address, which was only true in its day.
func (r *reader) name() callgraph.Symbol {
	if symbol, ok := r.in.Recall(); ok {
		return callgraph.Symbol(symbol)
	}
	if r.in.Kind() != marshal.CodeObject {
		return r.newText()
	}
	code := r.in.Code()
	return r.out.Symbol(fmt.Appendf(nil, "<code object %s at 0x7f0000000000, file \"%s\", line %d>", code.Name, code.File, code.Line))
}
