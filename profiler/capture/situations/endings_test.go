package situations_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tottime/profiler/runs"
)

// ending is ends.py, which calls leaf seven times and then ends in a way.
func ending(how string) trial { return trial{script: "ends.py", args: []string{how}} }

var (
	facts     = trial{script: "facts.py", args: []string{"-o", "a b"}, stdin: "first\nsecond\n", plain: true}
	exception = trial{script: "ends.py", args: []string{"exception"}, plain: true}
	interrupt = trial{script: "ends.py", args: []string{"interrupt"}, plain: true}
	terminate = trial{script: "ends.py", args: []string{"wait", "SIGTERM"}, during: func(t *testing.T, r *running) { r.send(t, r.command.Process.Pid, false) }}
	kill      = trial{script: "ends.py", args: []string{"wait", "SIGKILL"}, during: func(t *testing.T, r *running) {
		r.look(t)
		r.send(t, r.pid, true)
	}}
	fullDisk = trial{script: "ends.py", args: []string{"full"}, during: func(t *testing.T, r *running) {
		r.look(t)
		r.stdin.WriteString("go on\n")
	}}
	noFolder = trial{script: "facts.py", flags: func(_ tool, folder string) []string { return []string{"-o", filepath.Join(folder, "none", "x.stats")} }}
	limited  = trial{script: "ends.py", args: []string{"wait"}, limited: true, flags: func(by tool, folder string) []string {
		if by == cProfile {
			return []string{"--help"}
		}
		return []string{"--run-folder", folder}
	}}
)

// send sends a signal to a process: to the program itself, or to the command that was started.
func (r *running) send(t *testing.T, pid int, certain bool) {
	t.Helper()
	if err := send(pid, certain); err != nil {
		t.Error(err)
	}
}

// endsWith judges a program that calls leaf seven times and ends with an exit code.
func endsWith(code int) func(*seen) {
	return func(s *seen) {
		s.exits(code)
		s.called("leaf", 7)
	}
}

// endsAlike judges one that ends as under plain Python.
func endsAlike(s *seen) { endsWith(s.plain.code)(s) }

var endings = group{"How a program ends", []situation{
	{title: "`sys.exit(3)`", right: "The exit code is 3, and the profile is kept.", trial: facts, judge: func(s *seen) {
		s.exits(3)
		if s.kept() && s.function("leaf").Calls == 0 {
			s.complain("the calls of `leaf` are missing")
		}
	}},
	{title: "An uncaught exception", right: "The exit code is 1, and the profile is kept.", trial: exception, judge: endsAlike},
	{title: "Its traceback", right: "It is plain Python's, byte for byte.", trial: exception, judge: func(s *seen) {
		if strings.Contains(s.stderr, "cProfile.py") {
			s.complain("it shows cProfile's own code")
		} else if s.stderr != s.plain.stderr {
			s.complain("it differs")
		}
	}},
	{title: "Recursion that is too deep", right: "`RecursionError` comes as late as under plain Python, and every call is counted.", trial: exception, judge: func(s *seen) {
		s.like("depth", "it comes earlier")
		if s.kept() && s.wrote("depth") != strconv.Itoa(s.function("dig").Calls) {
			s.complain("the number of calls is wrong")
		}
	}},
	{title: "Ctrl-C", right: "The exit code is plain Python's, and the profile is kept.", trial: interrupt, judge: endsAlike},
	{title: "SIGTERM", right: "Sent to the command that was started, as `timeout` and containers do: the exit code is 143, and the profile is kept.", trial: terminate, judge: endsWith(143)},
	{title: "SIGKILL", right: "The exit code is 137. The last snapshot of the profile is kept, and it is said that it is one.", trial: kill, judge: func(s *seen) {
		endsWith(137)(s)
		if s.profile != nil && s.run.SnapshotAge <= 0 {
			s.complain("nothing says that something may be missing")
		}
	}},
	{title: "`os._exit(4)`", right: "The exit code is 4, and the profile is kept.", trial: ending("exit"), judge: endsWith(4)},
	{title: "`os.abort()`", right: "The exit code is 134, and the profile is kept.", trial: ending("abort"), judge: endsWith(134)},
	{title: "`os.execv`", right: "The profile of what was done before is kept.", trial: ending("exec"), judge: endsWith(0)},
	{title: "`atexit`", right: "Functions that run at the exit are measured.", trial: facts, judge: func(s *seen) {
		s.called("at_exit", 1)
	}},
}}

var places = group{"Where the profile goes", []situation{
	{title: "`-o` names a folder that does not exist", right: "That is said before the program runs, not when its profile is lost.", trial: noFolder, judge: func(s *seen) {
		if s.stdout != "" {
			s.complain("it is said when the program has run, and the profile is lost")
		}
		if s.code == 0 || !strings.Contains(s.stderr, "none") {
			s.complain("it is not said")
		}
	}},
	{title: "The disk becomes full", right: "When the program cannot write files any more, it ends as it would without a profiler. What was measured before is kept, and it is said that the rest is not.", trial: fullDisk, judge: func(s *seen) {
		s.exits(0)
		if strings.Contains(s.stderr, "Traceback") {
			s.complain("a traceback of the profiler")
		} else if !s.says("disk-full") && !s.says("snapshot") {
			s.complain("nothing says so")
		}
		s.called("leaf", 7)
	}},
}}

var meanwhile = group{"While the program runs", []situation{
	{title: "Looking at the figures", right: "What was measured so far can be read.", trial: kill, judge: func(s *seen) {
		if !s.live {
			s.complain("not offered: the file comes when the program has ended")
		}
	}},
	{title: "A time limit", right: "A program that runs on and on is ended after a given time, and its profile is kept.", trial: limited, judge: func(s *seen) {
		if s.by == cProfile && !strings.Contains(s.stdout+s.stderr, "limit") {
			s.complain("not offered")
			return
		}
		if s.run.Exit == nil || s.run.Exit.How != runs.TimeLimit {
			s.complain("it is not ended")
		}
		s.called("leaf", 7)
	}},
}}
