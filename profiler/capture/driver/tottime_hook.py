"""Recording by enabling cProfile's profiler, which is best on Python 3.6 to 3.11: there every thread has a profiler of its own."""

import sys

from _lsprof import Profiler

import tottime_cost
import tottime_fork_rows
import tottime_start
import tottime_threads
from tottime_untraced import again, calls

if hasattr(sys, "monitoring"):
    import tottime_unheard


class NewThread:
    """Stands where threading.setprofile() puts its function, which a new thread installs before it runs, if it is true.

    To be asked whether it is true is early enough to see all that the thread runs; an installed function would not see its first call.
    """

    def __init__(self, engine):
        self.engine = engine

    def __bool__(self):
        active = sys.modules["threading"]._active.get(tottime_threads.get_ident(), tottime_threads.Nameless)
        self.engine.begin_thread(active)
        return False


def new_thread(engine):
    """A NewThread of which a tracer is not told."""
    asked = NewThread(engine).__bool__

    def ask(tracing):
        try:
            return asked()
        finally:
            again(tracing[0])

    return type("NewThread", (NewThread,), {"__bool__": property(calls(ask))})(engine)


class ThreadEngine:
    """Records every thread apart."""

    def __init__(self, problems, stand_ins, options):
        self.problems = problems
        self.stand_ins = stand_ins
        self.switches = {"builtins": options.builtins}
        self.main = Profiler(**self.switches)
        self.threads = [tottime_threads.Thread(self.main)]
        self.script = None  # the file of the outermost call
        self.outermost = "<module>"  # the name of its code
        self.forked = None  # what is known of the calls that were open when this process was forked
        self.cost = ()

    def measure(self):
        """Measures what it costs to record calls."""
        self.cost = tottime_cost.of_calls(tottime_cost.Enabled(Profiler(**self.switches)))

    def costs(self, recorded):
        """What it costs in each of the recorded threads, () where that is not known."""
        return [self.cost for _ in recorded]

    def arm(self, command, begun):
        """Makes the recording begin with the program's first line, and calls begun() then."""
        start = tottime_start.Start(command)

        def wait(frame, event, argument):
            self.script = start.file(frame, event, argument)
            if self.script is not None:
                begun()
                self.begin()

        sys.setprofile(wait)

    def begin(self):
        self.stand_ins.update(tottime_threads.watch(self._thread_starts))
        self.main.enable()

    def _thread_starts(self, function):
        threading = sys.modules.get("threading")
        if threading is None or getattr(function, "__func__", None) is not threading.Thread._bootstrap:
            # Without the threading module there is no way into the new thread that would not show in its tracebacks.
            self.problems.add("bare-threads")
        elif threading._profile_hook is None:
            threading._profile_hook = new_thread(self)
        elif not isinstance(threading._profile_hook, NewThread):
            self.problems.add("profiler-replaced")
        return False

    def begin_thread(self, thread):
        """Begins to record the current thread."""
        self.add(thread).enable()

    def add(self, thread):
        """A profiler for the current thread."""
        profiler = Profiler(**self.switches)
        self.threads.append(tottime_threads.Thread(profiler, thread))
        return profiler

    def stop(self):
        """Ends the recording. What is still running counts as returned now."""
        self._check()
        for thread in self.threads:
            thread.profiler.disable()

    def resume(self):
        """Goes on after stop()."""
        self.main.enable()

    def recorded(self):
        """What each thread's profiler has: [(thread, entries)…]."""
        recorded = [(thread, thread.profiler.getstats()) for thread in self.threads]
        if self.forked is not None:
            recorded[0] = (recorded[0][0], self.forked.rest(recorded[0][1]))
        return recorded

    def unheard(self, function, arguments):
        """Calls a function without recording that."""
        profiler = sys.getprofile()
        if not any(thread.profiler is profiler for thread in self.threads):
            return function(*arguments)
        sys.setprofile(None)
        try:
            return function(*arguments)
        finally:
            profiler.enable()  # whose end is taken for that of the call that set it to None

    def go_on_in_child(self):
        """Records only what a forked child does. It has but the thread that forked, and goes on in the calls that are open there."""
        thread = self._of_this_thread()
        self.dropped = self.threads  # a profiler that goes takes the one of this thread with it
        self.main, self.threads = thread.profiler, [thread]
        self.forked = tottime_fork_rows.Forked(self.main.getstats(), sys._getframe())

    def abandon(self):
        """Ends the recording in a forked child that is not to be recorded."""
        profiler = sys.getprofile()
        if any(thread.profiler is profiler for thread in self.threads):
            sys.setprofile(None)
        threading = sys.modules.get("threading")
        if threading is not None and isinstance(threading._profile_hook, NewThread):
            threading._profile_hook = None

    def _of_this_thread(self):
        profiler = sys.getprofile()
        for thread in self.threads:
            if thread.profiler is profiler:
                return thread
        return tottime_threads.Thread(Profiler(**self.switches))  # the program replaced ours

    def _check(self):
        if self.script is not None and sys.getprofile() is not self.main and tottime_threads.get_ident() == self.threads[0].ident:
            self.problems.add("profiler-replaced")


class SharedEngine(ThreadEngine):
    """Records Python 3.12 or newer where the names are missing that tottime_monitoring needs: threads are mixed up."""

    def begin(self):
        sys.setprofile(None)
        ThreadEngine.begin(self)

    def _thread_starts(self, function):
        self.problems.add("threads-mixed")
        return True

    def abandon(self):
        """Ends the recording in a forked child that is not to be recorded."""
        self.main.disable()

    def unheard(self, function, arguments):
        """Calls a function without recording that."""
        tottime_unheard.call(function, arguments)

    def _of_this_thread(self):
        return self.threads[0]

    def _check(self):
        pass
