package capture

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// Recover completes the run in folder from what its processes have recorded, after its supervisor was killed or could not write all files. Nothing of the run
// may be running any more. A run that is complete is left as it is, so it may be called for any run, by several programs at once. What the supervisor was
// asked to discard is discarded. It returns the run as it is then.
//
// The error wraps fs.ErrNotExist or runs.ErrDamaged when the folder holds no readable run, and names the file otherwise; the recordings are kept then.
func Recover(files afero.Fs, folder string) (runs.Run, error) {
	run, err := runs.Read(files, folder)
	if err != nil || complete(files, folder, run) {
		return run, err
	}
	p, err := recording.NewReader(files, folder).Read()
	if err != nil {
		return run, err
	}
	// Somebody else may have completed it meanwhile, and removed recordings before they were read.
	if again, err := runs.Read(files, folder); err != nil || complete(files, folder, again) {
		return again, err
	}
	if what, _ := runs.Requested(files, folder); what == runs.Cancel {
		if err := discard(files, folder); err != nil {
			return run, err
		}
		p = &recording.Profile{}
	} else {
		kept := newSources(files, folder, run.Started, sourceRoots(run)...)
		kept.collect(p)
		if err := errors.Join(p.Save(files, folder, kept.text), kept.err); err != nil {
			return run, err
		}
	}
	if run.State != runs.Ended {
		lose(&run, p)
	} else {
		run.Processes, run.Threads = nil, nil
	}
	describe(&run, p, 0, time.Time{})
	err = errors.Join(runs.Forget(files, folder), runs.Write(files, folder, run), recording.Discard(files, folder))
	return run, errors.Join(err, removeDrivers(files, folder))
}

// complete tells whether there is nothing to recover.
func complete(files afero.Fs, folder string, run runs.Run) bool {
	_, measured := runs.Profile(files, folder)
	return run.State == runs.Ended && (measured || !recording.Recorded(files, folder))
}

// lose ends a run that its supervisor did not end.
func lose(run *runs.Run, p *recording.Profile) {
	run.State = runs.Ended
	run.Exit = &runs.Exit{Code: -1, How: runs.Lost}
	text := "The process that looked after the program was ended from outside, so how the program ended is not known. "
	if taken := p.Taken(); p.Graph != nil && p.Functions() > 0 {
		run.Seconds = max(0, taken.Sub(run.Started).Seconds())
		text += fmt.Sprintf("The profile is what was measured in the first %.1f s.", run.Seconds)
	} else {
		text += "Nothing was measured. Start the program again."
	}
	run.Problems = append(run.Problems, runs.Problem{Code: "supervisor-lost", Text: text})
}

// removeDrivers removes the driver, which a supervisor that was killed has left.
func removeDrivers(files afero.Fs, folder string) error {
	entries, err := afero.ReadDir(files, folder)
	for _, entry := range entries {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), driverPrefix) {
			err = errors.Join(err, files.RemoveAll(filepath.Join(folder, entry.Name())))
		}
	}
	return err
}
