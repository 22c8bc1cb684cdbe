package capture

import (
	"bufio"
	"strconv"
	"strings"

	"github.com/spf13/afero"
)

// cpuName is the name of the first processor in /proc/cpuinfo, "" where it has none, as on ARM.
func cpuName(files afero.Fs) string {
	file, err := files.Open("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan() && lines.Text() != ""; { // each processor ends with an empty line
		if name, value, _ := strings.Cut(lines.Text(), ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// loadAverage is the first figure in /proc/loadavg, nil when there is none.
func loadAverage(files afero.Fs) *float64 {
	text, err := afero.ReadFile(files, "/proc/loadavg")
	if err != nil {
		return nil
	}
	first, _, _ := strings.Cut(string(text), " ")
	value, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return nil
	}
	return &value
}
