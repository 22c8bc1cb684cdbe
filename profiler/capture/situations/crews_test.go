package situations_test

import "strconv"

var several = trial{script: "threads.py"}

var threads = group{"Threads", []situation{
	{title: "The main thread", right: "The main thread's calls are counted, with their callers, while another thread runs.", trial: several, judge: func(s *seen) {
		s.calledBy("mine", "main", 50)
		s.calledBy("quick", "main", 1)
	}},
	{title: "Other threads", right: "Their calls are counted, with their callers.", trial: several, judge: func(s *seen) {
		if s.kept() && s.function("leaf").Calls == 0 {
			s.complain("their calls are missing")
			return
		}
		s.calledBy("leaf", "apart", 100)
		s.calledBy("apart", "other", 1)
		s.calledBy("hold", "other", 1)
	}},
	{title: "Times", right: "A function's time is not that of another thread.", trial: several, judge: func(s *seen) {
		s.called("quick", 1)
		took, err := strconv.ParseFloat(s.wrote("quick"), 64)
		if err != nil || s.function("quick").Cumulative > took+0.001 {
			s.complain("`quick` has the time of another thread's function")
		}
	}},
}}

// calledBy complains of another number of calls of a function, or of another caller.
func (s *seen) calledBy(name, caller string, calls int) {
	s.called(name, calls)
	if f := s.function(name); f.Calls > 0 && (len(f.Callers) != 1 || f.Callers[caller] != calls) {
		s.complain("callers are mixed up with those of other threads")
	}
}

var (
	forked  = trial{script: "forks.py"}
	crew    = trial{script: "crew.py"}
	futures = trial{script: "futures.py"}
)

var processes = group{"Processes", []situation{
	{title: "`os.fork`: the parent", right: "The parent's profile is kept, also when a child ends after it.", trial: forked, judge: func(s *seen) {
		if s.function("in_parent").Calls == 0 && s.function("in_child").Calls > 0 {
			s.complain("the child's profile takes its place")
			return
		}
		s.called("in_parent", 7)
	}},
	{title: "`os.fork`: the children", right: "Their calls are kept, whether they end by `sys.exit` or by `os._exit`.", trial: forked, judge: func(s *seen) {
		s.called("in_child", 5)
		s.called("in_brief_child", 3)
	}},
	{title: "`subprocess`", right: "The calls of a Python program that is started are kept.", trial: crew, judge: func(s *seen) {
		s.wrotes("subprocess", "0")
		s.called("called", 5)
	}},
	{title: "`multiprocessing`: fork", right: "It works, and the child's calls are kept.", trial: crew, judge: works("fork")},
	{title: "`multiprocessing`: spawn", right: "It works, and the child's calls are kept.", trial: crew, judge: works("spawn")},
	{title: "`multiprocessing`: forkserver", right: "It works, and the child's calls are kept.", trial: crew, judge: works("forkserver")},
	{title: "`concurrent.futures`", right: "A `ProcessPoolExecutor` works, and the calls of its processes are kept.", trial: futures, judge: func(s *seen) {
		if got := s.wrote("futures"); got == "TimeoutError" {
			s.complain("it hangs")
		} else if got != "5" {
			s.complain("it fails with %s", got)
		} else {
			s.called("leaf", 5)
		}
	}},
}}

// works judges one of multiprocessing's ways to start a process.
func works(method string) func(*seen) {
	return func(s *seen) {
		switch got := s.wrote(method); got {
		case "0":
			s.called(method, 5)
		case "1":
			s.complain("the child fails")
		default:
			s.complain("it fails with %s", got)
		}
	}
}
