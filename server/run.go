package server

import (
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/process"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// Supervisor is a running `tottime run` that this server started; *process.Tree is one.
type Supervisor interface {
	// Done is closed when the supervisor has ended and all that it wrote has been passed on.
	Done() <-chan struct{}
	Wait() process.Exit
	// Kill ends the supervisor and everything below it at once.
	Kill() int
}

// run is a program that runs under a supervisor.
type run struct {
	id, folder string
	// opened is when the supervisor was asked for.
	opened time.Time
	// left is closed when the session ends and leaves the run, which goes on in the client's terminal, to the next one. It is nil for a run
	// that the server starts itself: that ends with the session.
	left <-chan struct{}
	// supervisor is nil for a run in the client's terminal; else flush sends the last of what the program wrote.
	supervisor Supervisor
	flush      func()
	// answered is closed when the client knows of the run: it hears nothing of it before.
	answered chan struct{}
	// ended is closed when the client has been told how the run ended, which was at endedAt, or when the run has been left.
	ended   chan struct{}
	endedAt time.Time

	stopping sync.Once
	// stopped is closed when the run was asked to stop.
	stopped chan struct{}

	live *live
	// unwanted tells whether the run is to be discarded.
	unwanted unwanted
}

// over tells whether the run has ended, or been left.
func (r *run) over() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

// asked tells whether the run has been asked to end. It is waited for then, and killed if it does not.
func (r *run) asked() bool {
	select {
	case <-r.stopped:
		return true
	default:
		return false
	}
}

// runList holds the runs of a session.
type runList struct {
	mu     sync.Mutex // guards what follows
	byID   map[string]*run
	closed bool
	// closing is closed with the list.
	closing chan struct{}
}

func newRunList() *runList {
	return &runList{byID: map[string]*run{}, closing: make(chan struct{})}
}

// add makes a run of a folder, in a terminal of the client's or of the server's own. It is refused once the session ends.
func (l *runList) add(files afero.Fs, folder string, terminal bool) (*run, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, fmt.Errorf("%w: the session ends", errInvalidRequest)
	}
	r := &run{
		id: filepath.Base(folder), folder: folder, opened: time.Now(),
		answered: make(chan struct{}), ended: make(chan struct{}), stopped: make(chan struct{}),
		live: newLive(recording.NewReader(files, folder)),
	}
	if terminal {
		r.left = l.closing
	}
	l.byID[r.id] = r
	return r, nil
}

// drop forgets a run that did not come to be.
func (l *runList) drop(r *run) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.byID, r.id)
	close(r.ended)
}

func (l *runList) get(id string) (*run, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r := l.byID[id]; r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("%w: %q", errUnknownRun, id)
}

// close admits no more runs, leaves those in terminals and returns all there are.
func (l *runList) close() []*run {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.closed = true
		close(l.closing)
	}
	var all []*run
	for _, r := range l.byID {
		all = append(all, r)
	}
	return all
}

// stop asks a run's supervisor to end it; only the first time counts. Whether it obeys is watched by watch. The folder of a run that has
// ended is left as it is.
func (s *session) stop(r *run, how runs.Control) (err error) {
	r.stopping.Do(func() {
		err = runs.Request(s.Files, r.folder, how)
		close(r.stopped)
	})
	return err
}

// endRunsLimit is how long endRuns waits: longer than watch takes to stop or kill a program.
const endRunsLimit = 3 * stopLimit

// endRuns ends every run that the server has started itself, keeping what it measured, and waits until the client has been told. Runs in terminals go on,
// and another server of this client finds them; but one that has been asked to end is seen to its end. What goes wrong is told to the server's
// own log alone: a client that is alive and reads nothing must not keep the session from ending.
func (s *session) endRuns() {
	all := s.runs.close()
	for _, r := range all {
		if r.left != nil {
			continue
		}
		if err := s.stop(r, runs.Stop); err != nil {
			s.log.Printf("%v", err)
		}
	}
	late := time.After(endRunsLimit)
	for _, r := range all {
		select {
		case <-r.ended:
		case <-late:
			s.log.Printf("some runs did not end within %v; leaving them", endRunsLimit)
			return
		}
	}
}
