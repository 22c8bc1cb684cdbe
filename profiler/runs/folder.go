package runs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/afero"
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
	if run.Target.Args == nil {
		run.Target.Args = []string{}
	}
	if run.Problems == nil {
		run.Problems = []Problem{}
	}
	text, err := json.MarshalIndent(run, "", "  ")
	if err != nil {
		return err
	}
	return WriteFile(files, filepath.Join(folder, ManifestFile), append(text, '\n'))
}

// Read loads the run.json of folder. The error wraps fs.ErrNotExist when there is none, as in a folder whose supervisor has not
// started yet, and ErrDamaged when it is no run.json of this version.
func Read(files afero.Fs, folder string) (Run, error) {
	path := filepath.Join(folder, ManifestFile)
	text, err := afero.ReadFile(files, path)
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

// cause is the reason within a file system's error, without the path that the caller names itself.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
