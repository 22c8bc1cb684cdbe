package capture

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tottime/profiler/process"
	"tottime/profiler/python"
)

// useSharedEngine makes the driver record as it does where Python has not the private names that the better way needs.
const useSharedEngine = `
import sys
sys.path.insert(0, sys.argv[1])
import marshal, threading, tottime_hook, tottime_options, tottime_recording
problems = set()
engine = tottime_hook.SharedEngine(problems, set(), tottime_options.Options(""))
functions = tottime_recording.Functions(sys.argv[1], "/", engine.stand_ins)
def leaf():
    pass
def work():
    for _ in range(50):
        leaf()
engine.begin()
work()
alone = sorted(problems)
thread = threading.Thread(target=print)
thread.start()
thread.join()
engine.stop()
rows = [row for _, entries in engine.recorded() for row in tottime_recording.rows(entries, functions)]
names = {place: marshal.loads(function)[2] for place, function in enumerate(functions.table)}
print(alone, sorted(problems), sorted((names[row[0]], row[1]) for row in map(marshal.loads, rows) if names[row[0]] in ("leaf", "work")))
`

func TestSharedEngine(t *testing.T) {
	driver, err := filepath.Abs("driver")
	if err != nil {
		t.Fatal(err)
	}
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		if !shared(i) {
			t.Skip("it is for Python 3.12 and newer")
		}
		text, err := process.Output(t.Context(), process.Command{Path: i.Path, Args: []string{"-B", "-c", useSharedEngine, driver}}, process.Limits{Time: time.Minute, Bytes: 1 << 20})
		want := "[] ['threads-mixed'] [('leaf', 50), ('work', 1)]"
		if got := strings.TrimSpace(string(text)); err != nil || got != want {
			t.Errorf("it says %q (%v), want %q", got, err, want)
		}
	})
}
