package capture

import (
	"bufio"
	"bytes"
	"context"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/runs"
)

// gitLimits bound how long git may look at a repository and what it may tell of it.
var gitLimits = process.Limits{Time: 3 * time.Second, Bytes: 16 << 20}

// git tells the state of the repository that a folder is in. It is nil when there is none, or no git on PATH, and when git fails or takes too long. The
// repository can make git start programs, so this is for folders that the user trusts.
func git(ctx context.Context, files afero.Fs, folder, path string) *runs.Git {
	if !inRepository(files, folder) {
		return nil
	}
	program, ok := onPath(files, path, "git")
	if !ok {
		return nil
	}
	text, err := process.Output(ctx, process.Command{
		Path: program, Dir: folder,
		// No lock and no daemon: what the user does with the repository meanwhile is not to be disturbed.
		Args: []string{"--no-optional-locks", "-c", "core.fsmonitor=false", "status", "--porcelain=v2", "--branch", "--untracked-files=no", "--ignore-submodules"},
	}, gitLimits)
	if err != nil {
		return nil
	}
	return gitState(text)
}

// gitState reads what `git status --porcelain=v2 --branch` says; nil when there is no commit yet.
func gitState(text []byte) *runs.Git {
	var state runs.Git
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := lines.Text()
		commit, ok := strings.CutPrefix(line, "# branch.oid ")
		switch {
		case ok && commit != "(initial)":
			state.Commit = commit
		case !strings.HasPrefix(line, "#") && line != "":
			state.Dirty = true
		}
	}
	if state.Commit == "" {
		return nil
	}
	return &state
}

// inRepository tells whether a folder or one around it has a repository.
func inRepository(files afero.Fs, folder string) bool {
	for {
		if _, err := files.Stat(filepath.Join(folder, ".git")); err == nil {
			return true
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return false
		}
		folder = parent
	}
}

// onPath finds a program in the folders that path, such as the variable PATH, names. A relative one would depend on where we were started, so it does not count.
func onPath(files afero.Fs, path, name string) (string, bool) {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	for _, folder := range filepath.SplitList(path) {
		program := filepath.Join(folder, name)
		if info, err := files.Stat(program); filepath.IsAbs(folder) && err == nil && info.Mode().IsRegular() {
			return program, true
		}
	}
	return "", false
}
