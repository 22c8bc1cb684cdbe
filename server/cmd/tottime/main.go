// Command tottime profiles Python programs and reads their profiles, on the command line and as the backend of an editor.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
	"github.com/spf13/afero"
)

// version is the release, set by the linker when the extension is packaged.
var version = "0.1.0"

// commandLine is the whole command line: one field for each command, each declared with its flags in a file of its own.
type commandLine struct {
	Version kong.VersionFlag `help:"Print the version and exit."`

	Run     runCommand     `cmd:"" help:"Run a Python program under the profiler and print its hottest functions."`
	Stats   statsCommand   `cmd:"" help:"Print what Python's pstats prints for one or more saved profiles."`
	Merge   mergeCommand   `cmd:"" help:"Add up several profiles into one file that every Python loads (for samples: 3.15 and later)."`
	Diff    diffCommand    `cmd:"" help:"Compare two profiles function by function, and fail when the program got slower than it may."`
	Pythons pythonsCommand `cmd:"" help:"List the Python interpreters that programs can be run with."`
	Serve   serveCommand   `cmd:"" help:"Answer an editor on standard input and output, in the language of LSP (JSON-RPC 2.0). The extension starts this."`
}

// environment is what a command may touch, so that tests can run commands in memory.
type environment struct {
	fs             afero.Fs
	stdin          io.Reader
	stdout, stderr io.Writer
	// signal is the name of the signal that ended the program which a command ran, "" when none did.
	signal string
}

// exitCode is returned by a command that ends with a code of its own and has said all there is to say.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

// The exit codes of the command line.
const (
	exitFailure exitCode = 1
	exitUsage   exitCode = 2
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == keepCommand {
		os.Exit(keep(os.Args[2:]))
	}
	env := &environment{fs: afero.NewOsFs(), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	code := run(os.Args[1:], env)
	if env.signal != "" {
		endBySignal(env.signal)
	}
	os.Exit(code)
}

// run parses args, runs the command they name and returns the exit code.
func run(args []string, env *environment) (code int) {
	type exited int
	defer func() {
		if e := recover(); e != nil {
			c, ok := e.(exited)
			if !ok {
				panic(e)
			}
			code = int(c)
		}
	}()
	parser := kong.Must(&commandLine{},
		kong.Name("tottime"),
		kong.Description("Python's own profilers, told truthfully: run a program under a profiler, read and sort profiles."),
		kong.Vars{"version": version},
		kong.Writers(env.stdout, env.stderr),
		// kong ends the process after --help and --version; here it only ends run.
		kong.Exit(func(c int) { panic(exited(c)) }),
	)
	context, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(env.stderr, "tottime: %v. See tottime --help.\n", err)
		return int(exitUsage)
	}
	if err := context.Run(env); err != nil {
		if errors.As(err, new(exitCode)) {
			var c exitCode
			errors.As(err, &c)
			return int(c)
		}
		fmt.Fprintf(env.stderr, "tottime: %v\n", err)
		return int(exitFailure)
	}
	return 0
}
