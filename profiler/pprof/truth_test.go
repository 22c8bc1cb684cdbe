package pprof_test

import (
	"bytes"
	"fmt"
	"go/build"
	"math"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	runtimepprof "runtime/pprof"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/pprof/profile"

	"tottime/profiler/callgraph"
	"tottime/profiler/pprof"
	"tottime/profiler/process"
)

// row is the times of what go tool pprof knows as one: functions with the same name and file, or all places without a name in one file. In seconds.
type row struct {
	self, cumulative float64
	functions        int // there are of ours; the cumulative times of several overlap
}

// TestTruth compares the times of all functions with those that go tool pprof finds in the same profile.
func TestTruth(t *testing.T) {
	profiles := map[string][]byte{"recorded here": record(t)}
	for _, name := range []string{"cpu", "mutex", "python", "austin"} {
		data, err := os.ReadFile(filepath.Join("../../testdata/profiles/pprof", name+".pprof"))
		if err != nil {
			t.Fatal(err)
		}
		profiles[name] = data
	}
	for seed := range uint64(6) {
		profiles[fmt.Sprint("random ", seed)] = encoded(t, randomProfile(rand.New(rand.NewPCG(seed, 0))))
	}
	compared := 0
	for name, data := range profiles {
		t.Run(name, func(t *testing.T) {
			read, err := pprof.Read(data, nil)
			if err != nil {
				t.Fatal(err)
			}
			ours, theirs := rows(read.Graph), top(t, spelledOut(t, data))
			for key, want := range theirs {
				got, known := ours[key]
				if !known || !near(got.self, want.self) || got.functions == 1 && !near(got.cumulative, want.cumulative) {
					t.Errorf("%s: got %+v, want %+v", key, got, want)
				}
				compared++
			}
			for key := range ours {
				if _, known := theirs[key]; !known {
					t.Errorf("%s is not known to go tool pprof", key)
				}
			}
		})
	}
	t.Logf("compared the times of %d functions in %d profiles", compared, len(profiles))
	if compared < 150 {
		t.Errorf("only %d functions were compared", compared)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*max(1, math.Abs(b)) }

// rows sums up our functions as go tool pprof does.
func rows(g *callgraph.Graph) map[string]row {
	all := make(map[string]row)
	for f := range g.Len() {
		key, figures := g.Name(f), g.Figures(f)
		if base, _, nameless := strings.Cut(key, "+0x"); nameless {
			key = "[" + base + "]"
		} else if file := g.File(f); file != "" && file != "~" {
			key += " " + path.Clean(file)
		}
		r := all[key]
		all[key] = row{r.self + figures.Self, r.cumulative + figures.Cumulative, r.functions + 1}
	}
	return all
}

// spelledOut writes the unit "μs", which the tool of Go 1.26 takes for no time, as one that every version knows.
func spelledOut(t *testing.T, data []byte) []byte {
	t.Helper()
	p, err := profile.ParseData(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range p.SampleType {
		kind.Unit = strings.Replace(kind.Unit, "μs", "microseconds", 1)
	}
	return encoded(t, p)
}

// top returns what go tool pprof prints of a profile.
func top(t *testing.T, data []byte) map[string]row {
	t.Helper()
	file := filepath.Join(t.TempDir(), "profile")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	arguments := []string{"tool", "pprof", "-top", "-filefunctions", "-unit=ns", "-symbolize=none", "-trim=false", "-nodecount=0", "-nodefraction=0", file}
	out, err := process.Output(t.Context(), process.Command{
		Path: filepath.Join(build.Default.GOROOT, "bin", "go"), Args: arguments, Env: os.Environ(),
	}, process.Limits{Time: 3 * time.Minute, Bytes: 10 << 20})
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(out), "cum%\n")
	if !found {
		t.Fatalf("go tool pprof printed %s", out)
	}
	all := make(map[string]row)
	for line := range strings.Lines(table) {
		columns := strings.Fields(line)
		name := strings.Join(columns[5:], " ")
		name = strings.TrimSuffix(strings.TrimSuffix(name, " (inline)"), " (partial-inline)")
		r := all[name]
		all[name] = row{r.self + seconds(t, columns[0]), r.cumulative + seconds(t, columns[3]), r.functions + 1}
	}
	return all
}

func seconds(t *testing.T, nanoseconds string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(strings.TrimSuffix(nanoseconds, "ns"), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n / 1e9
}

// record takes a profile of this process, longer where a busy machine leaves it little time.
func record(t *testing.T) []byte {
	t.Helper()
	for duration := 200 * time.Millisecond; duration < time.Minute; duration *= 2 {
		var out bytes.Buffer
		if err := runtimepprof.StartCPUProfile(&out); err != nil {
			t.Fatal(err)
		}
		for start, n := time.Now(), 0; time.Since(start) < duration; n++ {
			hanoi(10, n)
		}
		runtimepprof.StopCPUProfile()
		if p, err := profile.ParseData(out.Bytes()); err == nil && len(p.Sample) >= 5 {
			return out.Bytes()
		}
	}
	t.Fatal("no samples were taken")
	return nil
}

func hanoi(disks, seed int) string {
	if disks == 0 {
		return strconv.Itoa(seed)
	}
	return fmt.Sprint(len(hanoi(disks-1, seed)), hanoi(disks-1, seed+1))
}

func encoded(t testing.TB, p *profile.Profile) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// randomProfile makes a profile of what profilers rarely write: recursion through inlined functions, functions without lines or names, places without
// functions, frames to hide, samples without time or stack, and several kinds of times.
func randomProfile(r *rand.Rand) *profile.Profile {
	p := &profile.Profile{
		SampleType:        []*profile.ValueType{{Type: "wall", Unit: "us"}, {Type: "cpu", Unit: "milliseconds"}, {Type: "space", Unit: "bytes"}},
		DefaultSampleType: "cpu",
		DropFrames:        "hidden.*", KeepFrames: ".*kept",
		Mapping: []*profile.Mapping{{ID: 7, Start: 0x1000, Limit: 0x9000, File: "/usr/lib/libc.so.6"}},
	}
	names := []string{"main", "f", "g.<locals>.<lambda>", "hidden(int)", "hidden_but_kept", "(*T).Method", "C::operator()", "<module>"}
	for i := range 14 {
		p.Function = append(p.Function, &profile.Function{
			ID: uint64(100 + i), Name: names[i%len(names)], SystemName: "_Z", Filename: []string{"/a.py", "", "b.go"}[i/len(names)], StartLine: int64(i % 2 * i),
		})
	}
	for i := range 25 {
		l := &profile.Location{ID: uint64(1 + i*1000), Address: uint64(0x1000 + i), Mapping: p.Mapping[0]}
		for range r.IntN(4) {
			l.Line = append(l.Line, profile.Line{Function: p.Function[r.IntN(len(p.Function))], Line: int64(r.IntN(50))})
		}
		p.Location = append(p.Location, l)
	}
	for range 60 {
		s := &profile.Sample{Value: []int64{r.Int64N(1000), r.Int64N(4), r.Int64N(1 << 40)}, Label: map[string][]string{"thread": {"1"}}}
		for range r.IntN(12) {
			s.Location = append(s.Location, p.Location[r.IntN(len(p.Location))])
		}
		p.Sample = append(p.Sample, s)
	}
	return p
}
