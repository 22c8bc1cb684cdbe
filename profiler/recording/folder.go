package recording

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/afero"
)

// largest is the size in bytes of the largest recording that is read: some three million functions.
const largest = 512 << 20

// fileName is what a recording is called: the process's number and one that tells apart what the process was before and after exec.
var fileName = regexp.MustCompile(`^([1-9][0-9]{0,18})-([0-9]{1,9})\.rec$`)

// unfinished is what a recording is called until it is complete, and what reminds a process that it is to end: see driver/tottime_kills.py.
var unfinished = regexp.MustCompile(`^[1-9][0-9]{0,18}(-[0-9]{1,9}\.tmp|\.end)$`)

// file is a recording's file as it is now.
type file struct {
	name  string
	pid   int
	count int
	stamp
}

// stamp tells a file's versions apart.
type stamp struct {
	modified time.Time
	size     int64
}

// list returns the files of a run's recordings in a fixed order. Anything else in the folder is left out.
func list(files afero.Fs, folder string) ([]file, error) {
	entries, err := afero.ReadDir(files, filepath.Join(folder, Folder))
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, err
	}
	var found []file
	for _, entry := range entries {
		parts := fileName.FindStringSubmatch(entry.Name())
		if parts == nil || !entry.Mode().IsRegular() {
			continue
		}
		pid, err := strconv.Atoi(parts[1])
		if err != nil {
			continue // more than a process's number can be
		}
		count, _ := strconv.Atoi(parts[2])
		found = append(found, file{entry.Name(), pid, count, stamp{entry.ModTime(), entry.Size()}})
	}
	slices.SortFunc(found, file.compare)
	return found, nil
}

func (f file) compare(other file) int {
	return cmp.Or(cmp.Compare(f.pid, other.pid), cmp.Compare(f.count, other.count))
}

// read reads a recording. The error names the file.
func read(files afero.Fs, folder string, f file) (*recording, error) {
	path := filepath.Join(folder, Folder, f.name)
	data, err := readLimited(files, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if r.PID != f.pid {
		return nil, fmt.Errorf("%s: %w: it is of process %d", path, ErrNotRecording, r.PID)
	}
	r.cut()
	if r.flat {
		r.flatten()
	}
	return r, nil
}

func readLimited(files afero.Fs, path string) ([]byte, error) {
	opened, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > largest {
		return nil, fmt.Errorf("%w: it has %d bytes, at most %d are read", ErrNotRecording, info.Size(), largest)
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(opened, data)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return data[:n], nil
}
