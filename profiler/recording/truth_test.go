package recording

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/python"
)

// TestAgainstCProfile compares the profile that is made of a recording with what cProfile makes of the same profiler, by each interpreter of this
// machine: all rows are the same, to the last bit where no label is shared.
func TestAgainstCProfile(t *testing.T) {
	disk := afero.NewOsFs()
	found, _ := python.NewFinder(disk).Find(t.Context(), python.Query{})
	tested := 0
	for _, i := range found {
		if !i.Supported() || i.Implementation != "CPython" {
			continue
		}
		tested++
		t.Run(i.Version, func(t *testing.T) {
			folder := t.TempDir()
			run := func(what string) string {
				t.Helper()
				text, err := process.Output(t.Context(), process.Command{
					Path: i.Path, Args: []string{"-B", "testdata/truth.py", what, folder}, Env: append(os.Environ(), "PYTHONHASHSEED=0"),
				}, process.Limits{Time: time.Minute, Bytes: 1 << 20})
				if err != nil {
					t.Fatal(err)
				}
				return string(text)
			}
			run("record")
			p := read1(t, NewReader(disk, folder))
			err := p.Save(disk, folder, func(file string) ([]byte, bool) {
				text, err := afero.ReadFile(disk, file)
				return text, err == nil
			})
			if err != nil || len(p.Damaged) != 0 {
				t.Fatal(err, p.Damaged)
			}
			var rows, shared int
			if _, err := fmt.Sscan(run("compare"), &rows, &shared); err != nil || rows < 20 || shared < 2 {
				t.Errorf("%d rows were compared to the last bit, %d labels were shared (%v); want 20 and 2 at least", rows, shared, err)
			}
		})
	}
	if tested == 0 {
		t.Skip("there is no Python 3.6 or newer on this machine")
	}
}
