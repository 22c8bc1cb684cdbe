package capture

import (
	"os"

	"github.com/spf13/afero"
)

func cpuName(afero.Fs) string { return os.Getenv("PROCESSOR_IDENTIFIER") }

// loadAverage is not known: Windows has no such figure.
func loadAverage(afero.Fs) *float64 { return nil }
