//go:build unix

package process

import "testing"

func TestKill(t *testing.T) {
	tree, err := Start(Command{Path: "/bin/sleep", Args: []string{"60"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Kill() })
	identity := Identity(tree.PID())
	if err := Kill(tree.PID(), identity+"0"); err != nil || Identity(tree.PID()) != identity {
		t.Errorf("a process with another identity: %v, alive %v", err, Identity(tree.PID()) == identity)
	}
	if err := Kill(tree.PID(), identity); err != nil {
		t.Fatal(err)
	}
	if exit := tree.Wait(); exit.Signal != "SIGKILL" {
		t.Errorf("it ended with %v", exit)
	}
	if err := Kill(tree.PID(), identity); err != nil {
		t.Errorf("a process that is gone: %v", err)
	}
}
