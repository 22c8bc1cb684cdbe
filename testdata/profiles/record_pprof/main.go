// Command record_pprof writes the profiles in testdata/profiles/pprof: those that a Go program takes of itself, and a few as other tools write
// them. In the root of the repository:
//
//	go run -trimpath ./testdata/profiles/record_pprof
//
// The program's own files seem to lie in /srv/example, its executable, too. Figures differ from run to run.
package main

import (
	"bytes"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/google/pprof/profile"
)

const folder = "testdata/profiles/pprof"

func main() {
	log.SetFlags(0)
	runtime.MemProfileRate = 4096
	runtime.SetMutexProfileFraction(1)

	var cpu bytes.Buffer
	check(pprof.StartCPUProfile(&cpu))
	for start := time.Now(); time.Since(start) < 400*time.Millisecond; {
		compute(18)
	}
	pprof.StopCPUProfile()
	save("cpu", &cpu)

	kept := allocate(3000)
	save("heap", lookup("heap"))
	runtime.KeepAlive(kept)

	contend(4)
	save("mutex", lookup("mutex"))

	write("python.pprof", pythonProfile().WriteUncompressed)
	write("periodic.pprof", countedProfile(5_000_000).Write)
	write("samples.pprof", countedProfile(0).Write)
}

// lookup takes one of the profiles that the Go runtime keeps.
func lookup(name string) io.Reader {
	runtime.GC() // the heap's profile is that of the last collection
	var data bytes.Buffer
	check(pprof.Lookup(name).WriteTo(&data, 0))
	return &data
}

// save writes a profile of this program under paths that do not depend on where it was built.
func save(name string, data io.Reader) {
	p, err := profile.Parse(data)
	check(err)
	for _, function := range p.Function {
		if _, file, ours := strings.Cut(function.Filename, "profiles/record_pprof/"); ours {
			function.Filename = "/srv/example/" + file
		}
	}
	for _, mapping := range p.Mapping {
		if strings.Contains(mapping.File, "record_pprof") {
			mapping.File = "/srv/example/record"
		}
	}
	write(name+".pprof", p.Write)
}

func write(name string, to func(io.Writer) error) {
	file, err := os.Create(filepath.Join(folder, name))
	check(err)
	check(to(file))
	check(file.Close())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
