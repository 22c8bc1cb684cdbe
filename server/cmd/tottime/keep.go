package main

import (
	"fmt"
	"os"

	"tottime/profiler/process"
)

// keepCommand is the first argument of the process between `tottime run` and the program: see process.Command. It is no command for people,
// and what follows it is the program's own command line, which no parser may touch.
const keepCommand = "keep"

// keeperCommand is the command line of a keeper.
func keeperCommand() ([]string, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("cannot tell where tottime itself is: %w", err)
	}
	return []string{executable, keepCommand}, nil
}

// keep is a keeper; what it has to say goes to its supervisor.
func keep(args []string) (code int) {
	if err := process.Keep(args); err != nil {
		return int(exitFailure)
	}
	return 0
}
