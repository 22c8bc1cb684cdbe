//go:build unix

package capture

import (
	"io/fs"
	"os"
	"syscall"
)

// ours tells whether a file belongs to the user that we run as, so that nobody else can change what is in it.
func ours(info fs.FileInfo) bool {
	file, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(file.Uid) == os.Geteuid() && info.Mode().Perm()&0o022 == 0
}
