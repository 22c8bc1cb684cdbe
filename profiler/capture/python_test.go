package capture

import (
	"context"
	"flag"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/spf13/afero"

	"tottime/profiler/python"
)

var disk = afero.NewOsFs()

// engines are the versions that the driver is made for, together with those that record in the same way.
var engines = [][]string{{"3.6", "3.7"}, {"3.8", "3.9", "3.10", "3.11"}, {"3.12"}, {"3.13"}, {"3.14"}}

// everyVariable has eachCase run each case under every version.
const everyVariable = "TOTTIME_EVERY_PYTHON"

// installed are this machine's interpreters that can be used, one of each minor version, and the versions wanted that it does not have.
var installed = sync.OnceValues(func() (found []python.Interpreter, missing []string) {
	all, _ := python.NewFinder(disk).Find(context.Background(), python.Query{})
	for _, i := range all {
		minor := i.Version[:max(0, strings.LastIndex(i.Version, "."))]
		if i.Supported() && len(withVersion(found, minor)) == 0 {
			found = append(found, i)
		}
	}
	for _, versions := range engines {
		for _, version := range versions {
			if len(withVersion(found, version)) == 0 {
				missing = append(missing, version)
			}
		}
	}
	return found, missing
})

func withVersion(all []python.Interpreter, version string) (found []python.Interpreter) {
	for _, i := range all {
		if strings.HasPrefix(i.Version, version+".") {
			found = append(found, i)
		}
	}
	return found
}

// overlap has more tests run at once than there are processors, as they wait for most of the time that a program takes to start and to end.
func overlap() {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	}
}

// eachPython runs a test under every interpreter of this machine.
func eachPython(t *testing.T, test func(*testing.T, python.Interpreter)) {
	t.Helper()
	t.Parallel()
	found, missing := installed()
	if len(found) == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
	if len(missing) > 0 {
		t.Logf("not tested, as they are not on this machine: Python %s", strings.Join(missing, ", "))
	}
	for _, i := range found {
		t.Run(filepath.Base(i.Path)+" "+i.Version, func(t *testing.T) {
			t.Parallel()
			test(t, i)
		})
	}
}

// eachCase tests each case of a table under one version of each engine. The versions take turns, so that all have about as many cases of each table.
func eachCase[C any](t *testing.T, cases []C, test func(*testing.T, python.Interpreter, C)) {
	t.Helper()
	first := int(crc32.ChecksumIEEE([]byte(t.Name())) % 1024) // another version begins with each table
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for n, c := range cases {
			if hasTurn(i, first+n) {
				test(t, i, c)
			}
		}
	})
}

// hasTurn tells whether an interpreter is the one of its engine that tests the nth case of a table.
func hasTurn(i python.Interpreter, n int) bool {
	found, _ := installed()
	for _, versions := range engines {
		var alike []python.Interpreter
		for _, version := range versions {
			alike = append(alike, withVersion(found, version)...)
		}
		for place, other := range alike {
			if other == i {
				return n%len(alike) == place || os.Getenv(everyVariable) != ""
			}
		}
	}
	return true // a version that is newer than we are
}

// anyPython is the first interpreter of this machine, for tests that do not depend on the version.
func anyPython(t *testing.T) python.Interpreter {
	t.Helper()
	found, _ := installed()
	if len(found) == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
	return found[0]
}
