package capture

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// driverFiles are the Python files that make an interpreter record a program: see driver/sitecustomize.py.
//
//go:embed driver/*.py
var driverFiles embed.FS

// driverPrefix begins the names of the driver's folders.
const driverPrefix = "driver-"

// bytecode is the folder in which Python keeps what it has compiled. Where it is, the driver has Python do so: see driver/sitecustomize.py.
const bytecode = "__pycache__"

// unusedFor is how long a driver that is kept may be unused before it is removed: that of an older release.
const unusedFor = 30 * 24 * time.Hour

// driver is the driver as an interpreter finds it.
type driver struct {
	folder string
	kept   bool // it stays there for other runs
}

// install puts the driver where it is kept between runs, so that Python need not compile it each time, which takes longer than anything else at
// the start. Where that cannot be, it goes into a folder of its own within that of the run.
func (o Options) install() (driver, error) {
	if o.Cache != "" {
		if folder, err := keepDriver(o.Files, o.Cache); err == nil && !strings.ContainsRune(folder, os.PathListSeparator) {
			return driver{folder, true}, nil
		}
	}
	parent := o.Folder
	if strings.ContainsRune(parent, os.PathListSeparator) { // PYTHONPATH cannot hold it
		parent = os.TempDir()
	}
	folder, err := afero.TempDir(o.Files, parent, driverPrefix)
	if err != nil {
		return driver{}, fmt.Errorf("cannot write the profiler's driver: %w", err)
	}
	if _, err := writeDriver(o.Files, folder); err != nil {
		return driver{}, errors.Join(fmt.Errorf("cannot write the profiler's driver: %w", err), o.Files.RemoveAll(folder))
	}
	return driver{folder: folder}, nil
}

// uninstall removes a driver that is of no more use.
func (o Options) uninstall(d driver) error {
	if d.kept {
		return nil
	}
	return o.Files.RemoveAll(d.folder)
}

// keepDriver makes sure that this release's driver is in the cache, and returns its folder, whose name tells it from those of other releases. What lies
// there is compared with what should: it is going to be run.
func keepDriver(files afero.Fs, cache string) (string, error) {
	folder := filepath.Join(cache, driverPrefix+driverHash())
	if err := files.MkdirAll(filepath.Join(folder, bytecode), 0o700); err != nil {
		return "", err
	}
	if info, err := files.Stat(folder); err != nil || !ours(info) {
		return "", errors.Join(err, os.ErrPermission)
	}
	written, err := writeDriver(files, folder)
	if err != nil {
		return "", err
	}
	now := time.Now()
	if written {
		removeUnused(files, cache, now.Add(-unusedFor))
	}
	// The time tells when it was used last.
	return folder, files.Chtimes(folder, now, now)
}

// writeDriver writes those files of the driver that are not in folder as they should be, and tells whether there were any.
func writeDriver(files afero.Fs, folder string) (written bool, err error) {
	for name, text := range driverTexts() {
		file := filepath.Join(folder, name)
		if there, err := afero.ReadFile(files, file); err == nil && bytes.Equal(there, text) {
			continue
		}
		if err := replace.File(files, file, text); err != nil {
			return written, err
		}
		written = true
	}
	return written, nil
}

// driverTexts are the driver's files by their names.
var driverTexts = sync.OnceValue(func() map[string][]byte {
	texts := map[string][]byte{}
	names, err := fs.Glob(driverFiles, "driver/*.py")
	for _, name := range names {
		text, failed := driverFiles.ReadFile(name)
		texts[path.Base(name)], err = text, errors.Join(err, failed)
	}
	if err != nil {
		panic(err) // they are in this program
	}
	return texts
})

// driverHash is different for drivers that are.
var driverHash = sync.OnceValue(func() string {
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(driverTexts())) {
		fmt.Fprintf(hash, "%s %d\n%s", name, len(driverTexts()[name]), driverTexts()[name])
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
})

// removeUnused removes drivers from the cache that were last used before a time. One that cannot be removed hurts nobody.
func removeUnused(files afero.Fs, cache string, before time.Time) {
	entries, err := afero.ReadDir(files, cache)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), driverPrefix) && entry.ModTime().Before(before) {
			files.RemoveAll(filepath.Join(cache, entry.Name()))
		}
	}
}
