//go:build linux || darwin

package process

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// wakeAgain is how long a keeper waits for its supervisor to go on before it continues it once more.
const wakeAgain = 20 * time.Millisecond

// stops keeps a program and the supervisor that stands in for it in step, in their keeper: when the program is stopped it is reported, and
// the supervisor stops as well; when either is continued, so is the other.
type stops struct {
	supervisor int // its number
	report     io.Writer
	changed    chan os.Signal // tells that a child has been stopped or continued, or has ended
	begun      chan struct{}  // closed when the start of the program has been reported: nothing else is reported before

	lock     sync.Mutex // guards what follows
	program  *os.Process
	stopped  bool                // the program is
	end      *syscall.WaitStatus // how the program has ended; nil while it lives
	count    int                 // how often it has been stopped
	followed int                 // how many of these stops the supervisor knows of
	waits    bool                // the supervisor is stopped, or just about to
	waking   bool
}

// newStops is called before the program is started, so that nothing that happens to it is missed.
func newStops(report io.Writer) *stops {
	s := &stops{supervisor: os.Getppid(), report: report, changed: make(chan os.Signal, 1), begun: make(chan struct{})}
	signal.Notify(s.changed, syscall.SIGCHLD)
	return s
}

// wait waits for the program's end, and sees its stops.
func (s *stops) wait(program *os.Process) Exit {
	<-s.begun
	s.lock.Lock()
	s.program = program
	for s.look(); s.end == nil; s.look() {
		s.lock.Unlock()
		<-s.changed
		s.lock.Lock()
	}
	defer s.lock.Unlock()
	forget(program)
	return exitOf(*s.end)
}

// look notes what has happened to the program. The lock is held.
func (s *stops) look() {
	for s.end == nil {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(s.program.Pid, &status, syscall.WUNTRACED|unix.WCONTINUED|syscall.WNOHANG, nil)
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil || pid == 0:
			return
		case status.Exited() || status.Signaled():
			s.stopped, s.end = false, &status
		case isStop(status):
			s.stopped = true
			s.count++
			fmt.Fprintf(s.report, reportStopped, status>>8)
		default:
			s.stopped = false
		}
		s.wake()
	}
}

// pass sends the program a signal.
func (s *stops) pass(which syscall.Signal) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.look(); s.end == nil {
		s.program.Signal(which)
	}
}

// follows answers whether the supervisor is to stop for the stops of the program up to now, and notes that it does.
func (s *stops) follows() {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.look()
	s.followed, s.waits = s.count, s.stopped
	fmt.Fprintf(s.report, reportFollow, s.stopped)
}

// goesOn notes that the supervisor was continued. A shell continues both; whoever knows of the supervisor alone means the program as well,
// unless that has gone on and has been stopped anew since.
func (s *stops) goesOn() {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.waits = false
	if s.look(); s.stopped && s.count == s.followed {
		s.program.Signal(syscall.SIGCONT)
	}
}

// wake continues the supervisor when the program goes on or has ended. It does so until the supervisor says that it goes on: a signal that
// comes before it has stopped does nothing. The lock is held.
func (s *stops) wake() {
	if s.waking || s.stopped || !s.waits {
		return
	}
	s.waking = true
	go func() {
		for s.wakeOnce() {
			time.Sleep(wakeAgain)
		}
	}()
}

func (s *stops) wakeOnce() (again bool) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.waking = s.waits && !s.stopped && os.Getppid() == s.supervisor
	if s.waking {
		unix.Kill(s.supervisor, unix.SIGCONT)
	}
	return s.waking
}

// isStop tells of a process that has not ended whether it was stopped, and not continued. Go's Stopped and Continued are wrong on macOS,
// where a process is said to have been continued by having been "stopped" with SIGCONT.
func isStop(status syscall.WaitStatus) bool {
	const continuedOnLinux = 0xffff
	return status != continuedOnLinux && syscall.Signal(status>>8) != syscall.SIGCONT
}
