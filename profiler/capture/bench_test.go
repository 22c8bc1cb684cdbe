package capture

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tottime/profiler/process"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// busywork is a program of many calls: about 130,000 of a recursive function, and 6,000 that loop.
const busywork = `
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def loop():
    total = 0
    for i in range(200):
        total += i
    return total
for _ in range(6):
    fib(20)
for _ in range(6000):
    loop()
`

// BenchmarkRun compares a whole run with plain Python and with python -m cProfile, start and end included.
func BenchmarkRun(b *testing.B) {
	found, _ := installed()
	for _, i := range found {
		b.Run("python="+i.Version, func(b *testing.B) {
			b.Run("plain", func(b *testing.B) { benchmarkPlain(b, i) })
			b.Run("cProfile", func(b *testing.B) {
				benchmarkPlain(b, i, "-m", "cProfile", "-o", filepath.Join(b.TempDir(), "out.stats"))
			})
			b.Run("tottime", func(b *testing.B) { benchmarkSupervised(b, i) })
		})
	}
}

func benchmarkPlain(b *testing.B, i python.Interpreter, flags ...string) {
	script := writeBusywork(b)
	for b.Loop() {
		tree, err := process.Start(process.Command{Path: i.Path, Args: append(flags, script)})
		if err != nil {
			b.Fatal(err)
		}
		tree.Wait()
		tree.Kill()
	}
}

func benchmarkSupervised(b *testing.B, i python.Interpreter) {
	script := writeBusywork(b)
	for b.Loop() {
		_, err := Supervise(b.Context(), Options{
			Files: disk, Folder: b.TempDir(), Interpreter: i, Target: runs.Target{Kind: runs.Script, Path: script}, Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard,
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func writeBusywork(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "busywork.py")
	if err := os.WriteFile(path, []byte(busywork), 0o644); err != nil {
		b.Fatal(err)
	}
	return path
}
