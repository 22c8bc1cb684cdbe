package pstats

import (
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/spf13/afero"
)

// bigProfile writes a profile as testdata/profiles/make_big.py does, in marshal's format of version 4: file and function names are written
// once and referred to, keys and numbers are not.
type bigProfile struct {
	data   []byte
	refs   map[string]uint32
	random *rand.Rand
}

func newBigProfile(functions, edges int) []byte {
	p := bigProfile{refs: make(map[string]uint32), random: rand.New(rand.NewPCG(3, 13))}
	p.data = append(p.data, '{')
	for f := range functions {
		p.key(f, functions)
		p.data = append(p.data, ')', 5)
		p.figures()
		p.data = append(p.data, '{')
		for range edges*(f+1)/functions - edges*f/functions {
			p.key(int(float64(functions)*math.Pow(p.random.Float64(), 2)), functions)
			p.data = append(p.data, ')', 4)
			p.figures()
		}
		p.data = append(p.data, '0')
	}
	return append(p.data, '0')
}

func (p *bigProfile) key(f, functions int) {
	p.data = append(p.data, ')', 3)
	p.text(fmt.Sprintf("/usr/lib/python3/site-packages/package%d/module%d.py", f/900, f/30))
	p.int(1 + f%30*37)
	p.text(fmt.Sprintf("function_%d", f*7919%(1+functions/3)))
}

func (p *bigProfile) figures() {
	calls := p.random.IntN(1000)
	p.int(calls)
	p.int(calls)
	p.float(p.random.ExpFloat64())
	p.float(1 + p.random.ExpFloat64())
}

func (p *bigProfile) text(s string) {
	if n, ok := p.refs[s]; ok {
		p.data = binary.LittleEndian.AppendUint32(append(p.data, 'r'), n)
		return
	}
	p.refs[s] = uint32(len(p.refs))
	p.data = append(append(p.data, 'z'|0x80, byte(len(s))), s...)
}

func (p *bigProfile) int(i int) {
	p.data = binary.LittleEndian.AppendUint32(append(p.data, 'i'), uint32(i))
}

func (p *bigProfile) float(x float64) {
	p.data = binary.LittleEndian.AppendUint64(append(p.data, 'g'), math.Float64bits(x))
}

// profileFlag names a profile to measure with: go test ./profiler/pstats -run '^$' -bench Stats -args -profile FILE
var profileFlag = flag.String("profile", "", "measure with this `file` instead of generated profiles")

// BenchmarkStats measures what opening and reporting cost: generated profiles by their number of functions, or one that a flag names.
func BenchmarkStats(b *testing.B) {
	if *profileFlag != "" {
		data, err := os.ReadFile(*profileFlag)
		if err != nil {
			b.Fatal(err)
		}
		benchmarkStats(b, data)
		return
	}
	for _, size := range []struct{ functions, edges int }{{20_000, 80_000}, {100_000, 500_000}} {
		b.Run(fmt.Sprintf("functions=%d", size.functions), func(b *testing.B) {
			benchmarkStats(b, newBigProfile(size.functions, size.edges))
		})
	}
}

func benchmarkStats(b *testing.B, data []byte) {
	files := afero.NewMemMapFs()
	if err := afero.WriteFile(files, "big.stats", data, 0o600); err != nil {
		b.Fatal(err)
	}
	load := func(b *testing.B) *Stats {
		s, err := Load(files, "big.stats", Compatible)
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
	b.Run("touch", func(b *testing.B) { // the least that any reader must do: to have each byte once
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			touch(data)
		}
	})
	b.Run("load", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			load(b)
		}
	})
	s := load(b)
	b.Run("sort", func(b *testing.B) {
		for b.Loop() {
			if err := s.Sort("cumulative"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("print", func(b *testing.B) {
		for b.Loop() {
			if err := s.Print(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("strip", func(b *testing.B) {
		for b.Loop() {
			stripped := *s
			stripped.StripDirs()
		}
	})
}

// touch reads all of data, eight bytes at a time, and does nothing with them but what keeps the compiler from leaving it out.
func touch(data []byte) (sum uint64) {
	for len(data) >= 8 {
		sum += binary.LittleEndian.Uint64(data)
		data = data[8:]
	}
	return sum
}
