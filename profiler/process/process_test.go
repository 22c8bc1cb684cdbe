package process

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"
)

func TestExitCodes(t *testing.T) {
	for _, code := range []string{"0", "3", "255"} {
		tree, err := Start(helper("exit", code))
		if err != nil {
			t.Fatal(err)
		}
		if got := tree.Wait(); got.String() != "exit code "+code {
			t.Errorf("the program ended with %v, want exit code %s", got, code)
		}
		if left := tree.Kill(); left != 0 {
			t.Errorf("%d processes were left behind, want none", left)
		}
	}
}

func TestSettle(t *testing.T) {
	tree, pids := startWithPIDs(t, helper("wait"), 1)
	tree.Settle(time.Millisecond)
	if Identity(pids[0]) == "" {
		t.Error("Settle ended the program")
	}
	tree.Kill()
	start := time.Now()
	if tree.Settle(time.Hour); time.Since(start) > time.Minute {
		t.Error("Settle waited for nothing")
	}
}

func TestStreams(t *testing.T) {
	var stdout bytes.Buffer
	command := helper("print", "a b", "é")
	command.Stdout = &stdout
	tree, err := Start(command)
	if err != nil {
		t.Fatal(err)
	}
	tree.Wait()
	if got := stdout.String(); got != "a b é" {
		t.Errorf("the program wrote %q", got)
	}
	tree.Kill()
}

func TestStartOfMissingProgram(t *testing.T) {
	_, err := Start(Command{Path: "/no/such/program"})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "/no/such/program") {
		t.Errorf("the error is %v, want one that names the program", err)
	}
}

func TestTreesAreNested(t *testing.T) {
	var stdout bytes.Buffer
	command := helper("environment")
	command.Stdout = &stdout
	command.Env = append(command.Env, treeVariable+"=OUTER")
	tree, err := Start(command)
	if err != nil {
		t.Fatal(err)
	}
	tree.Wait()
	tree.Kill()
	if got, want := stdout.String(), "OUTER/"+tree.ID(); got != want {
		t.Errorf("the program is in trees %q, want %q", got, want)
	}
}

func TestOutput(t *testing.T) {
	plenty := Limits{Time: time.Minute, Bytes: 1000}
	for _, test := range []struct {
		name    string
		command Command
		limits  Limits
		output  string
		err     error
		text    string
	}{
		{"answers", helper("print", "yes"), plenty, "yes", nil, ""},
		{"fails", helper("exit", "3"), plenty, "", ErrFailed, "it failed (exit code 3): last line"},
		{"hangs", helper("wait"), Limits{Time: 50 * time.Millisecond, Bytes: 1000}, "", ErrTimeLimit, "it was given 50ms"},
		{"floods", helper("flood"), plenty, "", ErrOutputLimit, "too much"},
		{"is missing", Command{Path: "/no/such"}, plenty, "", fs.ErrNotExist, "cannot start /no/such"},
	} {
		t.Run(test.name, func(t *testing.T) {
			output, err := Output(t.Context(), test.command, test.limits)
			if string(output) != test.output || !errors.Is(err, test.err) {
				t.Fatalf("Output is %q, %v; want %q, %v", output, err, test.output, test.err)
			}
			if err != nil && !strings.Contains(err.Error(), test.text) {
				t.Errorf("the error %q does not say %q", err, test.text)
			}
		})
	}
}

func TestOutputCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Output(ctx, helper("wait"), Limits{Time: time.Minute, Bytes: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want context.Canceled", err)
	}
}

func TestIdentity(t *testing.T) {
	own := Identity(os.Getpid())
	if own == "" || own != Identity(os.Getpid()) {
		t.Errorf("our identity is %q and then %q", own, Identity(os.Getpid()))
	}
	tree, pids := startWithPIDs(t, helper("wait"), 1)
	if other := Identity(pids[0]); other == "" || other == own {
		t.Errorf("another process's identity is %q, ours %q", other, own)
	}
	tree.Kill()
	if got := Identity(pids[0]); got != "" {
		t.Errorf("a process that has ended has identity %q", got)
	}
}

func TestCommandString(t *testing.T) {
	command := Command{Path: "/usr/bin/python3", Args: []string{"a b.py", "", "-x"}}
	if got, want := command.String(), `/usr/bin/python3 "a b.py" "" -x`; got != want {
		t.Errorf("String is %s, want %s", got, want)
	}
}
