// Package process starts other programs, and ends them with every process that they started.
//
// It is the only user of os/exec. What it does about processes that are left behind depends on the system:
//
//   - Linux: this process becomes the reaper of its descendants' orphans, so that a daemon that left its session is still found below
//     it, and a process that we started is killed by the kernel when we die.
//   - macOS: a daemon is found by an environment variable that everything we start inherits, and not when it cleared its environment.
//   - Windows: what we start is in a job object, which ends with us whatever the reason.
//
// On a Unix, our own death by SIGKILL ends a whole tree only when it has a keeper: a process of our own program between us and the tree's
// root, in a session of its own, which outlives us by the time that it takes to end the tree. Each of the two finds what the other leaves
// behind. When both are killed at once, the root still dies with its keeper on Linux; the rest is found by its environment: see KillTree.
package process

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// Command is a program to start.
type Command struct {
	// Path is the program's file; it is not looked up on PATH.
	Path string
	Args []string
	// Dir is the folder to start in, "" for our own.
	Dir string
	// Env holds NAME=value, nil for our own environment.
	Env []string
	// Stdin, Stdout and Stderr are handed over as they are when they are files, so that a terminal stays a terminal. A nil one is the null device.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Hidden gives the program a console of its own without a window on Windows, so that nothing flashes up and it gets none of
	// our Ctrl-C. Elsewhere it does nothing.
	Hidden bool
	// Supervisor says that the program ends its own tree when it is asked to, as everything does that calls LeaveInterrupts. When we
	// die, it is then asked to instead of being killed. On Windows it is killed all the same.
	Supervisor bool
	// Keeper is the command line, without the program's, of a process of our own that calls Keep; nil for no keeper. The standard
	// streams must be files or nil then. Windows needs none and ignores it.
	Keeper []string
	// StandIn says that we stand in for the program towards the shell and whoever else knows us instead of it: we are stopped and continued
	// with it, instead of by Ctrl-Z ourselves, and pass on to it signals such as SIGUSR1. One that is sent to a whole process group therefore
	// comes to the program twice. It needs a keeper, and is for one program at a time; it does nothing on Windows.
	StandIn bool
	// wait waits for the program's end in our place; nil for nobody. It is a keeper's, on a Unix.
	wait func(*os.Process) Exit
}

// String is the command as a user would type it, roughly.
func (c Command) String() string {
	words := []string{c.Path}
	for _, arg := range c.Args {
		if arg == "" || strings.ContainsAny(arg, " \t\n\"'\\$") {
			arg = fmt.Sprintf("%q", arg)
		}
		words = append(words, arg)
	}
	return strings.Join(words, " ")
}

// Exit is how a process ended.
type Exit struct {
	// Code is the exit code; for a process that a signal ended it is 128 and the signal's number, as in a shell.
	Code int
	// Signal is the name of the signal that ended the process, such as "SIGTERM"; it is "" when it ended by itself.
	Signal string
}

func (e Exit) String() string {
	if e.Signal != "" {
		return e.Signal
	}
	return fmt.Sprintf("exit code %d", e.Code)
}
