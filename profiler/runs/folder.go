package runs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// ErrDamaged is wrapped by errors that say that a run.json cannot be understood.
var ErrDamaged = errors.New("not a readable run")

// Create makes an empty folder for a run within root, which is made when it is missing. The folder's name tells when the run started
// and the name of the script, so that a list of them reads well.
func Create(files afero.Fs, root string, started time.Time, script string) (string, error) {
	if err := files.MkdirAll(root, 0o700); err != nil {
		return "", fmt.Errorf("cannot make the folder for runs %s: %w. Choose another folder or make it writable", root, cause(err))
	}
	name := started.Format("2006-01-02T15-04-05") + "-" + folderName(script)
	for n := 1; ; n++ {
		folder := filepath.Join(root, name)
		if n > 1 {
			folder = fmt.Sprintf("%s-%d", folder, n)
		}
		err := files.Mkdir(folder, 0o700)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("cannot make a run's folder in %s: %w. Choose another folder or make it writable", root, cause(err))
		}
		return folder, nil
	}
}

// folderName makes a script's name fit for a folder on every system: letters, digits, dash and underscore, at most 40 of them.
func folderName(script string) string {
	base := filepath.Base(script)
	runes := []rune(strings.TrimSuffix(base, filepath.Ext(base)))
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' {
			runes[i] = '_'
		}
	}
	return string(runes[:min(len(runes), 40)])
}

// Write stores run as the run.json of folder. A reader sees the old file or the new one, never a part.
func Write(files afero.Fs, folder string, run Run) error {
	run.Version = FormatVersion
	notNull(&run.Target.Args)
	notNull(&run.Problems)
	notNull(&run.Processes)
	notNull(&run.Threads)
	text, err := json.MarshalIndent(run, "", "  ")
	if err != nil {
		return err
	}
	return replace.File(files, filepath.Join(folder, ManifestFile), append(text, '\n'))
}

// notNull makes a list that JSON does not write as null.
func notNull[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// largestManifest is the size in bytes of the largest run.json that is read: one with a hundred thousand threads.
const largestManifest = 16 << 20

// Read loads the run.json of folder. The error wraps fs.ErrNotExist when there is none, as in a folder whose supervisor has not
// started yet, and ErrDamaged when it is no run.json of this version.
func Read(files afero.Fs, folder string) (Run, error) {
	path := filepath.Join(folder, ManifestFile)
	text, err := readLimited(files, path, largestManifest)
	if err != nil {
		return Run{}, err
	}
	var run Run
	if err := json.Unmarshal(text, &run); err != nil {
		return Run{}, fmt.Errorf("%s: %w: %v", path, ErrDamaged, err)
	}
	if run.Version != FormatVersion {
		return Run{}, fmt.Errorf("%s: %w: its version is %d, this program reads %d", path, ErrDamaged, run.Version, FormatVersion)
	}
	return run, nil
}

// Profile returns the path of a run's profile, and whether it is there.
func Profile(files afero.Fs, folder string) (string, bool) {
	path := filepath.Join(folder, ProfileFile)
	info, err := files.Stat(path)
	return path, err == nil && info.Mode().IsRegular()
}

// readLimited reads a plain file of at most so many bytes. The error wraps ErrDamaged when it is anything else.
func readLimited(files afero.Fs, path string, limit int64) ([]byte, error) {
	info, err := lstat(files, path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w: it is not a plain file", path, ErrDamaged)
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%s: %w: it has more than %d bytes", path, ErrDamaged, limit)
	}
	return text, nil
}

// lstat does not follow a link, where the file system knows links.
func lstat(files afero.Fs, path string) (fs.FileInfo, error) {
	if links, ok := files.(afero.Lstater); ok {
		info, _, err := links.LstatIfPossible(path)
		return info, err
	}
	return files.Stat(path)
}

// cause is the reason within a file system's error, without the path that the caller names itself.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
