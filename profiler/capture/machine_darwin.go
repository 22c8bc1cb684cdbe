package capture

import (
	"encoding/binary"

	"github.com/spf13/afero"
	"golang.org/x/sys/unix"
)

func cpuName(afero.Fs) string {
	name, _ := unix.Sysctl("machdep.cpu.brand_string") // "" when it is not told
	return name
}

// loadAverage is from struct loadavg (sys/resource.h): three 32-bit figures, padding, and the 64-bit scale that they are multiples of.
func loadAverage(afero.Fs) *float64 {
	text, err := unix.SysctlRaw("vm.loadavg")
	if err != nil || len(text) < 24 {
		return nil
	}
	scale := binary.LittleEndian.Uint64(text[16:])
	if scale == 0 {
		return nil
	}
	value := float64(binary.LittleEndian.Uint32(text)) / float64(scale)
	return &value
}
