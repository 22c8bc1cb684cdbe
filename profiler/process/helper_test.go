package process

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// helperVariable makes the test binary play one of the programs of helpers instead of running the tests.
const helperVariable = "TOTTIME_TEST_HELPER"

// keepArgument makes the test binary a keeper.
const keepArgument = "keep"

// helpers are the programs that the tests start, by name.
var helpers = map[string]func(args []string){
	"exit": func(args []string) {
		code, _ := strconv.Atoi(args[0])
		fmt.Fprintln(os.Stderr, "first line")
		fmt.Fprintln(os.Stderr, "last line")
		os.Exit(code)
	},
	"print": func(args []string) { fmt.Print(strings.Join(args, " ")) },
	"flood": func([]string) {
		for {
			if _, err := fmt.Println(strings.Repeat("x", 1000)); err != nil {
				return
			}
		}
	},
	// wait tells its number and goes on until it is ended.
	"wait": func([]string) {
		fmt.Println(os.Getpid())
		select {}
	},
	"environment": func([]string) { fmt.Print(os.Getenv(treeVariable)) },
	// supervise starts a program that waits, and waits itself.
	"supervise": func([]string) {
		command := helper("wait")
		command.Stdout = os.Stdout
		if _, err := Start(command); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		select {}
	},
}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == keepArgument {
		if Keep(os.Args[2:]) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	if play, ok := helpers[os.Getenv(helperVariable)]; ok {
		// The helper waits forever in a select, which is not a deadlock while a timer runs.
		time.AfterFunc(time.Hour, func() { os.Exit(3) })
		play(os.Args[1:])
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func helper(name string, args ...string) Command {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return Command{Path: self, Args: args, Env: append(os.Environ(), helperVariable+"="+name)}
}

// startWithPIDs starts a helper and reads the count process numbers that it and its children print.
func startWithPIDs(t *testing.T, command Command, count int) (*Tree, []int) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	command.Stdout = write
	tree, err := Start(command)
	write.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Kill() })
	var pids []int
	for lines := bufio.NewScanner(read); len(pids) < count; {
		if !lines.Scan() {
			t.Fatalf("the helper told %d process numbers, want %d", len(pids), count)
		}
		pid, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatalf("the helper said %q", lines.Text())
		}
		pids = append(pids, pid)
	}
	return tree, pids
}
