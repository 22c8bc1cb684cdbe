// Package process starts other programs, and ends them with every process that they started.
//
// It is the only user of os/exec. What it does about processes that are left behind depends on the system:
//
//   - Linux: this process becomes the reaper of its descendants' orphans, so that a daemon that left its session is still found below
//     it, and a process that we started is killed by the kernel when we die.
//   - macOS: a daemon is found by an environment variable that everything we start inherits. When we are killed ourselves by SIGKILL,
//     what we started goes on; whoever knows the tree's ID ends it with KillTree.
//   - Windows: what we start is in a job object, which ends with us whatever the reason.
//
// On every Unix, grandchildren of a supervisor that was killed by SIGKILL are found by KillTree as well.
package process

import (
	"fmt"
	"io"
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
	// Supervisor says that the program ends its own tree when it gets SIGTERM, as `tottime run` does. When we die, it is then asked
	// to instead of being killed.
	Supervisor bool
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
