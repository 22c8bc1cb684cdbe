package difference

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tottime/profiler/callgraph"
)

// FuzzMatch compares two profiles of hostile names: each function is in one pair, pairs are the same when the profiles are exchanged, and a profile
// compared with itself has no differences. The functions of a text are its lines, of each the file and the name.
func FuzzMatch(f *testing.F) {
	f.Add([]byte("/p/a.py f\n/p/a.py g\n~ <len>"), []byte("/q/a.py f\n~ <built-in method builtins.len>"))
	f.Add([]byte("C:\\p\\a.py A.f\n<frozen os> f\n/usr/lib/python3.11/os.py f"), []byte("\\\\h\\s\\a.py B.f\n/x/python311/lib/os.py f\n \n/ /\n// ."))
	f.Add([]byte("a/b/c.py f\nb/c.py f\nc.py f\n./c.py f"), []byte("/c.py f\n/b/c.py f\n../c.py f\n < \n> <"))
	f.Add([]byte("~ <method 'x' of 'y\n~ <method '\n~ {\n~ <\n at 0x at 0x"), []byte("~ x\n~ builtins.\n~ _\n~ <_>"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		base, head := graphOf(first), graphOf(second)
		pairs := Match(base, head)
		checkPairs(t, pairs, base.Recorded(), head.Recorded())
		back := Match(head, base)
		for i, p := range back {
			back[i] = Pair{p.Head, p.Base}
		}
		if !slices.Equal(matched(pairs), matched(back)) {
			t.Errorf("%q and %q: %v, exchanged %v", first, second, matched(pairs), matched(back))
		}
		for _, p := range Match(base, base) {
			if p.Base != p.Head {
				t.Errorf("%q: compared with itself %d is %d", first, p.Base, p.Head)
			}
		}
	})
}

// graphOf is a graph of the functions in a text, of which those without a file are written in C.
func graphOf(text []byte) *callgraph.Graph {
	b := callgraph.NewBuilder()
	for i, line := range bytes.Split(text, []byte("\n")) {
		file, name, _ := strings.Cut(string(line), " ")
		at := i + 1
		if file == "~" || file == "" {
			at = 0
		}
		b.Add(file, at, name, callgraph.Figures{Calls: int64(len(line)), Self: 1, Cumulative: 1})
	}
	return b.Graph()
}

// checkPairs checks that each function of both profiles is in exactly one pair.
func checkPairs(t *testing.T, pairs []Pair, base, head int) {
	t.Helper()
	inBase, inHead := make([]int, base), make([]int, head)
	for _, p := range pairs {
		if p.Base >= 0 {
			inBase[p.Base]++
		}
		if p.Head >= 0 {
			inHead[p.Head]++
		}
	}
	for _, seen := range [][]int{inBase, inHead} {
		for f, n := range seen {
			if n != 1 {
				t.Fatalf("function %d is in %d pairs of %v", f, n, pairs)
			}
		}
	}
}
