package recording

import (
	"errors"
	"fmt"
	"math"
	"time"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
	"tottime/profiler/overhead"
)

// decode reads the content of a file. The error wraps ErrNotRecording.
func decode(data []byte) (*recording, error) {
	d := decoder{Decoder: marshal.NewDecoder(data), names: map[string]string{}}
	d.recording()
	if d.Err() == nil {
		d.check()
	}
	if err := d.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotRecording, err)
	}
	return &d.out, nil
}

// decoder fills a recording.
type decoder struct {
	*marshal.Decoder
	out     recording
	version int64
	names   map[string]string // each text once
}

// The limits of what can be true: beyond them sums would overflow.
const (
	mostCalls = 1 << 53
	mostTime  = 1e12 // seconds
)

func (d *decoder) recording() {
	d.EnterDict()
	for d.More() {
		switch key := d.text(); key {
		case "version":
			d.version = d.Int()
		case "pid":
			d.out.PID = int(d.Int())
		case "parent":
			d.out.Parent = int(d.Int())
		case "command":
			d.out.Command = d.texts()
		case "python":
			d.out.Python = d.text()
		case "profiler":
			d.out.Profiler = d.text()
		case "started":
			d.out.Started = d.time()
		case "now":
			d.out.Taken = d.time()
		case "ended":
			d.out.Ended = d.Bool()
		case "how":
			d.out.How = d.text()
		case "per_call":
			d.out.PerCall = d.seconds()
		case "costs":
			d.each(func() { d.out.costs = append(d.out.costs, d.cost()) })
		case "problems":
			d.out.Problems = d.texts()
		case "functions":
			d.each(func() { d.out.functions = append(d.out.functions, d.function()) })
		case "threads":
			d.each(d.thread)
		case "driver":
			d.each(func() { d.out.driver = append(d.out.driver, d.index()) })
		case "subcalls":
			d.out.flat = !d.Bool()
		case "wrappers":
			d.each(func() { d.out.wrappers = append(d.out.wrappers, d.index()) })
		default:
			d.Skip()
		}
	}
	d.Leave()
}

// each reads a sequence by calling read for each element.
func (d *decoder) each(read func()) {
	for range d.EnterSequence() {
		if d.Err() != nil {
			return
		}
		read()
	}
	d.Leave()
}

// parts opens a tuple that must have so many elements.
func (d *decoder) parts(what string, want int) {
	start := d.Offset()
	if n := d.EnterSequence(); n != want && d.Err() == nil {
		d.Fail(start, fmt.Errorf("%s of %d parts instead of %d", what, n, want))
	}
}

func (d *decoder) function() (f function) {
	start := d.Offset()
	n := d.EnterSequence()
	if n != 5 && n != 6 && d.Err() == nil {
		d.Fail(start, fmt.Errorf("a function of %d parts instead of 5 or 6", n))
	}
	f.file = d.text()
	f.line = int(d.Int())
	f.name = d.text()
	f.qualified = d.text()
	f.end = int(d.Int())
	if n == 6 {
		f.print = d.Int()
	}
	d.Leave()
	return f
}

func (d *decoder) thread() {
	d.parts("a thread", 3)
	t := thread{name: d.text()}
	d.Int() // its ident says nothing once it has ended: another thread may get the same
	d.each(func() { t.entries = append(t.entries, d.entry()) })
	d.Leave()
	d.out.threads = append(d.out.threads, t)
}

// cost reads what it costs in a thread to record calls, nothing where that is not known.
func (d *decoder) cost() (costs overhead.Costs) {
	start := d.Offset()
	switch n := d.EnterSequence(); {
	case n == 2*len(costs):
		for kind := range costs {
			costs[kind] = overhead.Cost{Inner: d.seconds(), Outer: d.seconds()}
		}
	case n != 0 && d.Err() == nil:
		d.Fail(start, fmt.Errorf("costs of %d parts instead of %d", n, 2*len(costs)))
	}
	d.Leave()
	return costs
}

func (d *decoder) entry() (e entry) {
	d.parts("an entry", 6)
	e.function = d.index()
	e.Figures = d.figures()
	if d.Kind() == marshal.None {
		d.Skip()
	} else {
		d.each(func() { e.callees = append(e.callees, d.call()) })
	}
	d.Leave()
	return e
}

func (d *decoder) call() (c call) {
	start := d.Offset()
	switch n := d.EnterSequence(); {
	case n == 5:
		c.function = d.index()
		c.Figures = d.figures()
	case n == 2: // the pure Python profiler counts the calls between two functions, and does not time them
		c.function = d.index()
		c.Calls = d.calls()
		c.PrimitiveCalls = c.Calls
		c.Self, c.Cumulative = math.NaN(), math.NaN()
	case d.Err() == nil:
		d.Fail(start, fmt.Errorf("a call of %d parts instead of 5 or 2", n))
	}
	d.Leave()
	return c
}

// figures reads calls, recursive calls, cumulative and self time.
func (d *decoder) figures() (f callgraph.Figures) {
	f.Calls = d.calls()
	start := d.Offset()
	recursive := d.calls()
	if recursive > f.Calls {
		d.Fail(start, fmt.Errorf("%d of %d calls are recursive", recursive, f.Calls))
	}
	f.PrimitiveCalls = f.Calls - recursive
	f.Cumulative = d.seconds()
	f.Self = d.seconds()
	return f
}

func (d *decoder) calls() int64 {
	start := d.Offset()
	n := d.Int()
	if n < 0 || n > mostCalls {
		d.Fail(start, fmt.Errorf("%d calls", n))
	}
	return n
}

func (d *decoder) seconds() float64 {
	start := d.Offset()
	x := d.Float()
	if !(math.Abs(x) <= mostTime) {
		d.Fail(start, fmt.Errorf("%v seconds", x))
	}
	return x
}

func (d *decoder) time() time.Time {
	whole, part := math.Modf(d.seconds())
	return time.Unix(int64(whole), int64(part*1e9))
}

// index reads the place of a function. Whether there is such a function is checked in the end: the functions may come later.
func (d *decoder) index() int32 {
	start := d.Offset()
	i := d.Int()
	if i < 0 || i > math.MaxInt32 {
		d.Fail(start, fmt.Errorf("function %d", i))
	}
	return int32(i)
}

func (d *decoder) text() string {
	text, _ := d.Text()
	if known, ok := d.names[string(text)]; ok {
		return known
	}
	name := string(text)
	d.names[name] = name
	return name
}

func (d *decoder) texts() (list []string) {
	d.each(func() { list = append(list, d.text()) })
	return list
}

var (
	errNoVersion = errors.New("it has no version, so it is something else")
	errNoPID     = errors.New("it does not say of which process it is")
)

// check makes sure of what can only be known in the end.
func (d *decoder) check() {
	switch {
	case d.version == 0:
		d.Fail(0, errNoVersion)
		return
	case d.version != FormatVersion:
		d.Fail(0, fmt.Errorf("its version is %d, this program reads %d", d.version, FormatVersion))
		return
	case d.out.PID <= 0:
		d.Fail(0, errNoPID)
		return
	}
	d.checkIndexes(d.out.driver)
	d.checkIndexes(d.out.wrappers)
	for _, t := range d.out.threads {
		for _, e := range t.entries {
			d.checkIndex(e.function)
			for _, c := range e.callees {
				d.checkIndex(c.function)
			}
		}
	}
}

func (d *decoder) checkIndexes(list []int32) {
	for _, i := range list {
		d.checkIndex(i)
	}
}

func (d *decoder) checkIndex(i int32) {
	if int(i) >= len(d.out.functions) {
		d.Fail(0, fmt.Errorf("function %d of %d", i, len(d.out.functions)))
	}
}
