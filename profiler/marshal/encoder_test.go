package marshal

import (
	"bytes"
	"errors"
	"math"
	"testing"
)

func TestEncoder(t *testing.T) {
	var out bytes.Buffer
	e := NewEncoder(&out)
	ints := []int64{0, 1, -1, math.MaxInt32, math.MinInt32, math.MaxInt32 + 1, math.MinInt32 - 1, 1 << 45, math.MaxInt64, math.MinInt64}
	floats := []float64{0, 1.5, -1e300, math.Inf(1)}
	e.Tuple(3)
	e.Dict()
	for _, i := range ints {
		e.Int(i)
		e.Bool(i > 0)
	}
	e.End()
	e.Tuple(len(floats))
	for _, x := range floats {
		e.Float(x)
	}
	e.Text("naïve.py")
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	want := `({0:false,1:true,-1:false,2147483647:true,-2147483648:false,2147483648:true,-2147483649:false,35184372088832:true,` +
		`9223372036854775807:true,-9223372036854775808:false,},(0,1.5,-1e+300,+Inf,),"naïve.py",)`
	d := NewDecoder(out.Bytes())
	if got := dump(d); got != want || d.Err() != nil {
		t.Errorf("got  %s, %v\nwant %s", got, d.Err(), want)
	}
}

func TestSequences(t *testing.T) {
	var out bytes.Buffer
	e := NewEncoder(&out)
	e.List(2)
	e.Tuple(0)
	e.Int(7)
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	d := NewDecoder(out.Bytes())
	outer, inner := d.EnterSequence(), d.EnterSequence()
	d.Leave()
	if last := d.Int(); outer != 2 || inner != 0 || last != 7 {
		t.Errorf("a list of %d, a tuple of %d, then %d", outer, inner, last)
	}
	d.Leave()
	checkEnd(t, d, out.Bytes())
}

func TestEncoderKeepsItsError(t *testing.T) {
	full := errors.New("disk full")
	e := NewEncoder(writerFunc(func([]byte) (int, error) { return 0, full }))
	for range 100_000 {
		e.Float(1)
	}
	if err := e.Flush(); err != full {
		t.Errorf("got %v, want %v", err, full)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
