package capture

import (
	"runtime"

	"github.com/spf13/afero"

	"tottime/profiler/runs"
)

// machine describes what we run on, as far as the system tells.
func machine(files afero.Fs) *runs.Machine {
	return &runs.Machine{System: runtime.GOOS + "/" + runtime.GOARCH, CPU: cpuName(files), Cores: runtime.NumCPU(), Load: loadAverage(files)}
}
