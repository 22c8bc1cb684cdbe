package main

import (
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/pstats"
)

func TestMerge(t *testing.T) {
	fs := profiles(t)
	code, stdout, stderr := command(fs, "merge", "-o", "sum.stats", "cprofile/2.7/recursion.stats", "cprofile/3.13/recursion.stats", "profile/3.6/recursion.stats")
	if code != 0 || stdout != "" || stderr != "" {
		t.Fatalf("exit code %d, %q, %q", code, stdout, stderr)
	}
	_, stdout, _ = command(fs, "stats", "sum.stats", "--restrict", "hanoi")
	if want := "    381/3    1.173    0.003    1.406    0.469 /srv/example/recursion.py:16(hanoi)\n"; !strings.Contains(stdout, want) {
		t.Errorf("got %s, want %s", stdout, want)
	}
	left, err := afero.Glob(fs, ".sum*")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// Samples stay samples, and who wants to load them is told what can.
func TestMergeSampled(t *testing.T) {
	fs := profiles(t)
	code, _, stderr := command(fs, "merge", "-o", "sum.stats", "sampling/3.15/recursion.stats", "edge/sampled.stats")
	if want := "tottime: sum.stats consists of samples, as the profiles do: only Python 3.15 and later load it\n"; code != 0 || stderr != want {
		t.Errorf("exit code %d, %q", code, stderr)
	}
	sum, err := pstats.Load(fs, "sum.stats", pstats.Compatible)
	if err != nil {
		t.Fatal(err)
	}
	if !sum.Sampled() || sum.Graph().Len() != 14 {
		t.Errorf("sampled: %v, %d lines", sum.Sampled(), sum.Graph().Len())
	}
}

func TestMergeRefuses(t *testing.T) {
	fs := profiles(t)
	packed, err := fs.Create("packed.stats")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := afero.ReadFile(fs, "cprofile/3.13/shapes.stats")
	if err != nil {
		t.Fatal(err)
	}
	w := gzip.NewWriter(packed)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		arguments []string
		code      int
		want      string
	}{
		{[]string{"cprofile/3.13/shapes.stats"}, 2, "missing flags: --output"},
		{[]string{"-o", "sum.stats"}, 2, `expected "<file> ..."`},
		{[]string{"-o", "sum.stats", "missing.stats"}, 1, "missing.stats"},
		{[]string{"-o", "sum.stats", "cprofile/3.13/shapes.stats", "pprof/python.pprof"}, 1, "pprof/python.pprof cannot be merged: it is a pprof profile"},
		{[]string{"-o", "sum.stats", "pprof/cpu.pprof", "pprof/cpu.pprof"}, 1, "pprof/cpu.pprof cannot be merged: it is a pprof profile"},
		{[]string{"-o", "sum.stats", "cprofile/3.13/shapes.stats", "pprof/heap.pprof"}, 1, "pprof/heap.pprof: not a pprof profile of time"},
		{[]string{"-o", "sum.stats", "cprofile/3.13/shapes.stats", "packed.stats"}, 1, "packed.stats cannot be merged: it is compressed"},
		{[]string{"-o", "sum.stats", "sidecar/collisions.stats.json"}, 1, "sidecar/collisions.stats.json: not a profile: it is JSON"},
		{[]string{"-o", "sum.stats", "cprofile/3.13/shapes.stats", "sampling/3.15/shapes.stats"}, 1,
			"cprofile/3.13/shapes.stats and sampling/3.15/shapes.stats cannot be merged: one counts calls, the other samples"},
		{[]string{"-o", "sum.stats", "sampling/3.15/shapes.stats", "cprofile/3.13/shapes.stats"}, 1, "cannot be merged"},
	} {
		code, _, stderr := command(fs, append([]string{"merge"}, c.arguments...)...)
		if code != c.code || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: exit code %d, %q; want %d, %q", c.arguments, code, stderr, c.code, c.want)
		}
	}
	readOnly := afero.NewReadOnlyFs(fs)
	code, _, stderr := command(readOnly, "merge", "-o", "sum.stats", "cprofile/3.13/shapes.stats")
	if code != 1 || !strings.Contains(stderr, "cannot write sum.stats: ") {
		t.Errorf("read-only folder: exit code %d, %q", code, stderr)
	}
}
