//go:build linux || darwin

package process

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// keeperGrace is how long a keeper gives its tree to end by itself when the supervisor is gone, so that it saves what it measured.
	keeperGrace = 500 * time.Millisecond
	// The files of a keeper: what the supervisor orders, and what the keeper reports.
	ordersFile, reportFile = 3, 4
	// orderToAsk asks the program to end. The end of the orders is the end of the supervisor, or of its interest.
	orderToAsk = 'a'
	// orderStopping asks whether the supervisor is to stop for the stops that were reported, orderContinued tells that it was continued after that.
	orderStopping, orderContinued = 's', 'c'
	// lastSignal is the highest number of a signal: an order that is no higher is a signal to pass on.
	lastSignal = 64
	// reportStopped reports that the program was stopped, and by which signal.
	reportStopped = "stopped %d\n"
	// reportFollow answers whether the supervisor is to stop: a program that goes on again by then is no reason to.
	reportFollow = "follow %t\n"
)

// keeper is the supervisor's side of a tree's keeper. The keeper reports in lines: "started PID", or "failed ERRNO TEXT" when the program
// cannot be started, then "stopped SIGNAL" as often as it is, "follow BOOL" as often as it is asked, and "ended CODE SIGNAL EMPTY", EMPTY being true when it has left nothing behind.
type keeper struct {
	orders, reports *os.File
	lines           *bufio.Reader
	theirs          []*os.File    // the keeper's ends, which we close when it has them
	pid             int           // the program's, with its identity
	identity        string        //
	gone            chan struct{} // closed when the keeper has ended; nil until the program is started
	empty           atomic.Bool   // nothing is left of the tree
	standsIn        bool          // we stand in for the program
	awake           time.Time     // when we were continued after the program's last stop
	ending          chan struct{} // closed when the program is asked to end
	endingOnce      sync.Once
}

// keep makes of the command of a program that of its keeper.
func keep(cmd *exec.Cmd, command Command, id string) (*keeper, error) {
	for _, stream := range []any{command.Stdin, command.Stdout, command.Stderr} {
		if _, ok := stream.(*os.File); !ok && stream != nil {
			return nil, errors.New("a program with a keeper needs files for its input and output")
		}
	}
	ordersRead, orders, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	reports, reportsWrite, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, ordersRead.Close(), orders.Close())
	}
	cmd.Path, cmd.Err = command.Keeper[0], nil
	cmd.Args = append(append(append([]string(nil), command.Keeper...), id, command.Path), command.Args...)
	cmd.Env = command.Env // The keeper itself is no member of the tree.
	cmd.ExtraFiles = []*os.File{ordersRead, reportsWrite}
	return &keeper{orders: orders, reports: reports, lines: bufio.NewReader(reports), theirs: cmd.ExtraFiles, standsIn: command.StandIn, ending: make(chan struct{})}, nil
}

// begin waits until the program is started.
func (k *keeper) begin() (pid int, err error) {
	k.closeTheirs()
	line, _ := k.lines.ReadString('\n')
	word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	switch word {
	case "started":
		if k.pid, err = strconv.Atoi(rest); err == nil {
			k.identity = Identity(k.pid)
			k.gone = make(chan struct{})
			if k.standsIn {
				standingIn.Store(k)
				standIn()
			}
		}
		return k.pid, err
	case "failed":
		number, text, _ := strings.Cut(rest, " ")
		if errno, _ := strconv.Atoi(number); errno != 0 {
			return 0, syscall.Errno(errno)
		}
		return 0, errors.New(text)
	default:
		return 0, errors.New("the process that was to keep it has ended")
	}
}

// wait waits for the program's end.
func (k *keeper) wait(cmd *exec.Cmd) Exit {
	go func() {
		collect(cmd)
		close(k.gone)
	}()
	line := k.stops()
	standingIn.CompareAndSwap(k, nil)
	var exit Exit
	var empty bool
	if _, err := fmt.Sscanf(line, "ended %d %q %t\n", &exit.Code, &exit.Signal, &empty); err == nil {
		k.empty.Store(empty)
		return exit
	}
	// The keeper was killed. On Linux the program dies with it, elsewhere it goes on.
	Kill(k.pid, k.identity)
	return Exit{Code: 128 + int(unix.SIGKILL), Signal: signalName(unix.SIGKILL)}
}

// stops reads the reports up to the one of the program's end, and stops us when the program is stopped if we stand in for it.
func (k *keeper) stops() (end string) {
	var which syscall.Signal
	for asked := false; ; {
		line, _ := k.lines.ReadString('\n')
		var follow bool
		if _, err := fmt.Sscanf(line, reportStopped, &which); err == nil {
			if k.standsIn && !asked {
				asked = true
				k.askToFollow()
			}
		} else if _, err := fmt.Sscanf(line, reportFollow, &follow); err == nil {
			asked = false
			if follow {
				k.follow(which)
			}
		} else {
			return line
		}
	}
}

// ask has the program asked to end. A keeper that is gone has taken the program with it.
func (k *keeper) ask() {
	k.endingOnce.Do(func() { close(k.ending) })
	k.orders.Write([]byte{orderToAsk})
}

// release ends the keeper.
func (k *keeper) release() {
	k.closeTheirs()
	k.orders.Close()
	if k.gone != nil {
		<-k.gone
	}
	k.reports.Close()
}

func (k *keeper) closeTheirs() {
	for _, file := range k.theirs {
		file.Close()
	}
	k.theirs = nil
}

// Keep is what a keeper does, with the arguments that follow those of Command.Keeper: it starts the program of a tree, reports how that
// ends, and when the supervisor is gone it ends all that is left of the tree. It returns when nothing is left.
func Keep(args []string) error {
	if len(args) < 2 {
		return errors.New("a keeper is started by its supervisor alone")
	}
	os.Unsetenv(lifelineVariable) // our supervisor's
	// The program decides what Ctrl-C means, and the supervisor what the end of the terminal does.
	signals := LeaveInterrupts()
	defer signals.Restore()
	unix.CloseOnExec(ordersFile)
	unix.CloseOnExec(reportFile)
	orders, report := os.NewFile(ordersFile, "orders"), os.NewFile(reportFile, "report")
	stops := newStops(report)
	tree, err := startTree(args[0], Command{
		Path: args[1], Args: args[2:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, wait: stops.wait,
	})
	if err != nil {
		var errno syscall.Errno
		errors.As(err, &errno)
		_, err = fmt.Fprintf(report, "failed %d %v\n", int(errno), reason(err))
		return err
	}
	leaveTerminal()
	fmt.Fprintf(report, "started %d\n", tree.PID())
	close(stops.begun)
	go func() {
		exit := tree.Wait()
		fmt.Fprintf(report, "ended %d %q %t\n", exit.Code, exit.Signal, empty(tree))
	}()
	for order := make([]byte, 1); ; {
		if _, err := io.ReadFull(orders, order); err != nil {
			break
		}
		switch order := order[0]; {
		case order == orderToAsk:
			tree.Ask()
		case order == orderStopping:
			stops.follows()
		case order == orderContinued:
			stops.goesOn()
		case order <= lastSignal:
			stops.pass(syscall.Signal(order))
		}
	}
	grace := keeperGrace
	for deadline := time.Now().Add(killingLimit); !empty(tree) && time.Now().Before(deadline); grace = 0 {
		tree.Stop(grace)
		reapOrphans()
	}
	return nil
}

// leaveTerminal lets go of the terminal, the files and the folder that belong to the program. The new session keeps us alive when the
// program's process group is killed.
func leaveTerminal() {
	if null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0); err == nil {
		for stream := range 3 {
			unix.Dup2(int(null.Fd()), stream)
		}
		null.Close()
	}
	// What the program inherits from the supervisor went through us; what is our own is closed when a program is started.
	open, _ := os.ReadDir("/dev/fd")
	for _, entry := range open {
		number, err := strconv.Atoi(entry.Name())
		if err != nil || number < 3 {
			continue
		}
		if flags, err := unix.FcntlInt(uintptr(number), unix.F_GETFD, 0); err == nil && flags&unix.FD_CLOEXEC == 0 {
			unix.Close(number)
		}
	}
	syscall.Setsid()
	os.Chdir("/")
}
