"""Records the calls of a program from its first line on, and saves them when it ends."""

import _signal
import atexit
import os
import sys

from _lsprof import Profiler

import tottime_forks
import tottime_stats

if not hasattr(sys, "monitoring"):
    from tottime_hook import ThreadEngine as Engine
elif hasattr(Profiler, "_pystart_callback"):
    from tottime_monitoring import Engine
else:
    from tottime_hook import SharedEngine as Engine

# What ends the program with our leave: SIGTERM, on Windows Ctrl-Break.
_END = getattr(_signal, "SIGBREAK", _signal.SIGTERM)
# STATUS_CONTROL_C_EXIT, with which Windows ends a program on Ctrl-Break.
_CONTROL_C_EXIT = -1073741510


class Recorder:
    """The recording of this process, to be saved at a path; a forked child saves nothing."""

    def __init__(self, path):
        self.path = path
        self.driver = os.path.dirname(__file__)
        self.folder = os.getcwd()
        self.finished = False
        self.problems = set()
        self.engine = Engine(self.problems)

    def arm(self):
        """Makes the recording begin with the program's first line."""
        self._tell_problems()
        if _signal.getsignal(_END) == _signal.SIG_DFL:
            _signal.signal(_END, self._end)
        atexit.register(self._finish)  # the first to be registered is the last to be run
        tottime_forks.guard(_END, self._end, self._leave_child_alone)
        self.engine.arm()

    def _leave_child_alone(self):
        self.finished = True
        self.engine.abandon()

    def _end(self, number, frame):
        self._finish()
        if os.name == "nt":
            os._exit(_CONTROL_C_EXIT)
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _finish(self):
        if self.finished:
            return
        # A second signal must not cost the profile.
        kept = [(number, _signal.signal(number, _signal.SIG_IGN)) for number in (_signal.SIGINT, _END)]
        self.finished = True
        try:
            self._save()
        except Exception as error:
            sys.stderr.write("tottime: the profile could not be saved at %s: %s\n" % (self.path, error))
        for number, function in kept:
            if function is not None:
                _signal.signal(number, function)

    def _save(self):
        recordings = self.engine.stop()
        if tottime_stats.ran(recordings, self.engine.script):
            stats = tottime_stats.merge(recordings, self.driver, self.folder)
            tottime_stats.write(stats, self.path)
            if "threads-mixed" not in self.problems and tottime_stats.lost_count(recordings[0], self.engine.script):
                self.problems.add("lost-count")
        else:
            self.problems.add("not-started")
        self._tell_problems()

    def _tell_problems(self):
        """Leaves the codes of what the user should know; that the file is there says that the driver was loaded."""
        with open(self.path + ".problems", "wb") as file:  # a text file would import modules that the program may not have
            file.write("\n".join(sorted(self.problems)).encode())
