package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestKeeperHoldsNothing looks at what a keeper keeps open while its program runs.
func TestKeeperHoldsNothing(t *testing.T) {
	tree, _ := startWithPIDs(t, kept("wait"), 1)
	keeper := tree.command.Process.Pid
	if session, err := unix.Getsid(keeper); err != nil || session != keeper {
		t.Errorf("it is in session %d (%v)", session, err)
	}
	if folder, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", keeper)); err != nil || folder != "/" {
		t.Errorf("it is in %s (%v)", folder, err)
	}
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", keeper))
	if err != nil || len(files) < 5 {
		t.Fatalf("its files are %v (%v)", files, err)
	}
	for _, file := range files {
		number, err := strconv.Atoi(filepath.Base(file))
		if err != nil {
			t.Fatal(err)
		}
		target, err := os.Readlink(file)
		switch pipe := strings.HasPrefix(target, "pipe:"); {
		case err != nil:
			t.Error(err)
		case number < 3 && target != os.DevNull, number == ordersFile && !pipe, number == reportFile && !pipe, number > reportFile && (pipe || strings.HasPrefix(target, "/dev/")):
			t.Errorf("its file %d is %s", number, target)
		}
	}
}
