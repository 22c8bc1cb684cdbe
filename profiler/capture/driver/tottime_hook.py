"""Recording by enabling cProfile's profiler, which is best on Python 3.6 to 3.11: there every thread has a profiler of its own."""

import sys

from _lsprof import Profiler

import tottime_start
import tottime_threads


class _NewThread:
    """Stands where threading.setprofile() puts its function, which a new thread installs before it runs, if it is true.

    To be asked whether it is true is early enough to see all that the thread runs; an installed function would not see its first call.
    """

    def __init__(self, profilers):
        self.profilers = profilers

    def __bool__(self):
        profiler = Profiler()
        self.profilers.append(profiler)
        profiler.enable()
        return False


class ThreadEngine:
    """Records every thread apart."""

    def __init__(self, problems):
        self.problems = problems
        self.main = Profiler()
        self.profilers = [self.main]
        self.script = None

    def arm(self):
        """Makes the recording begin with the script's first line."""

        def wait(frame, event, argument):
            if event == "return":
                self.script = tottime_start.script_after(frame)
                if self.script is not None:
                    self._begin()

        sys.setprofile(wait)

    def _begin(self):
        tottime_threads.watch(self._thread_starts)
        self.main.enable()

    def _thread_starts(self, function):
        threading = sys.modules.get("threading")
        if threading is None or getattr(function, "__func__", None) is not threading.Thread._bootstrap:
            # Without the threading module there is no way into the new thread that would not show in its tracebacks.
            self.problems.add("bare-threads")
        elif threading._profile_hook is None:
            threading._profile_hook = _NewThread(self.profilers)
        return False

    def stop(self):
        """Ends the recording and returns what each profiler has."""
        self._check()
        stats = []
        for profiler in self.profilers:
            profiler.disable()
            stats.append(profiler.getstats())
        return stats

    def abandon(self):
        """Ends the recording in a forked child, where only the thread that forked goes on."""
        if sys.getprofile() in self.profilers:
            sys.setprofile(None)
        threading = sys.modules.get("threading")
        if threading is not None and isinstance(threading._profile_hook, _NewThread):
            threading._profile_hook = None

    def _check(self):
        if self.script is not None and sys.getprofile() is not self.main:
            self.problems.add("profiler-replaced")


class SharedEngine(ThreadEngine):
    """Records Python 3.12 or newer where the names are missing that tottime_monitoring needs: threads are mixed up."""

    def _begin(self):
        sys.setprofile(None)
        tottime_threads.watch(self._thread_starts)
        self.main.enable()

    def _thread_starts(self, function):
        self.problems.add("threads-mixed")
        return True

    def abandon(self):
        """Ends the recording in a forked child."""
        self.main.disable()

    def _check(self):
        pass
