"""Recording by the profiler in pure Python, the class of the module profile or one that is derived from it."""

import os
import sys

import tottime_start
import tottime_threads
from tottime_hook import NewThread, new_thread
from tottime_only import Named


class PureThread(tottime_threads.Thread):
    """A thread with a profiler of its own, which is told only of calls that began after it."""

    def __init__(self, profiler, named, thread=None):
        tottime_threads.Thread.__init__(self, profiler, thread)
        self.named = named
        self.tell = None

    def begin(self):
        """Begins to record the current thread."""
        outer = []
        frame = sys._getframe()
        while frame is not None:
            outer.append(frame)
            frame = frame.f_back
        dispatch = self.profiler.dispatcher
        self.profiler.t = self.profiler.get_time()
        if self.named is None:
            self.tell = _calls_within(frozenset(outer), dispatch)
        else:
            self.tell = _calls_of(self.named, dispatch)
        sys.setprofile(self.tell)

    def end(self):
        """Ends the recording of the current thread. What is still running counts as returned now."""
        if sys.getprofile() is self.tell:
            sys.setprofile(None)
            self.profiler.simulate_cmd_complete()

    def rows(self):
        """What has been recorded, in the form of getstats() but for the functions, (file, line, name), and for their callees, (function, calls)."""
        callees, rows = {}, []
        timings = list(self.profiler.timings.items())
        for function, (_, _, _, _, callers) in timings:
            for caller, calls in list(callers.items()):
                callees.setdefault(caller, []).append((function, calls))
        for function, (primitive, _, own, cumulative, callers) in timings:
            calls = sum(callers.values())
            if calls:
                rows.append((function, calls, calls - primitive, cumulative, own, callees.get(function)))
        return rows


def _calls_within(outer, dispatch):
    """A function for sys.setprofile() that tells of all but what happens in these frames themselves."""

    def tell(frame, event, argument):
        if frame not in outer:
            dispatch(frame, event, argument)

    return tell


def _calls_of(named, dispatch):
    """A function for sys.setprofile() that tells of what happens in calls of certain functions."""
    outermost = None

    def tell(frame, event, argument):
        nonlocal outermost
        if outermost is None:
            if event != "call" or not named.has(frame.f_code):
                return
            outermost = frame
        dispatch(frame, event, argument)
        if event == "return" and frame is outermost:
            outermost = None

    return tell


class PureEngine:
    """Records every thread apart."""

    def __init__(self, problems, stand_ins, options):
        self.problems = problems
        self.stand_ins = stand_ins
        self.options = options
        self.named = Named(options.only) if options.only else None
        self.threads = []
        self.script = None  # the file of the outermost call
        self.outermost = "<module>"  # the name of its code

    def measure(self):
        """Leaves the cost unknown: the profiler has its own means to allow for it."""

    def costs(self, recorded):
        return [() for _ in recorded]

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
        sys.setprofile(None)
        try:
            self.make = _maker(self.options)
            main = PureThread(self.make(), self.named)
        except BaseException as error:
            sys.stderr.write("tottime: the profiler cannot be used: %s: %s\n" % (type(error).__name__, error))
            sys.stderr.flush()
            self.problems.add("profiler-unusable")
            os._exit(1)
        self.stand_ins.update(tottime_threads.watch(self._thread_starts))
        self.threads.append(main)
        main.begin()

    def _thread_starts(self, function):
        threading = sys.modules.get("threading")
        if threading is None or getattr(function, "__func__", None) is not threading.Thread._bootstrap:
            self.problems.add("bare-threads")
        elif threading._profile_hook is None:
            threading._profile_hook = new_thread(self)
        elif not isinstance(threading._profile_hook, NewThread):
            self.problems.add("profiler-replaced")
        return False

    def begin_thread(self, thread):
        """Begins to record the current thread."""
        self.threads.append(PureThread(self.make(), self.named, thread))
        self.threads[-1].begin()

    def stop(self):
        """Ends the recording of the current thread."""
        main = self.threads[0] if self.threads else None
        if main is not None and main.ident == tottime_threads.get_ident() and sys.getprofile() is not main.tell:
            self.problems.add("profiler-replaced")
        for thread in self.threads:
            thread.end()

    def resume(self):
        """Goes on after stop()."""
        self.threads[0].begin()

    def recorded(self):
        """What each thread's profiler has: [(thread, rows)…]."""
        return [(thread, thread.rows()) for thread in self.threads]

    def unheard(self, function, arguments):
        """Calls a function without recording that."""
        tell = sys.getprofile()
        if not any(thread.tell is tell for thread in self.threads):
            return function(*arguments)
        sys.setprofile(None)
        try:
            return function(*arguments)
        finally:
            sys.setprofile(tell)  # whose end is taken for that of the other call

    def go_on_in_child(self):
        """Records only what a forked child does. Calls that were open at the fork are no calls of the child."""
        tell = sys.getprofile()
        names = [thread.name() for thread in self.threads if thread.tell is tell]
        self.threads = [PureThread(self.make(), self.named)]
        if names:
            self.threads[0].begin()

    def abandon(self):
        """Ends the recording in a forked child that is not to be recorded."""
        if any(thread.tell is sys.getprofile() for thread in self.threads):
            sys.setprofile(None)
        threading = sys.modules.get("threading")
        if threading is not None and isinstance(threading._profile_hook, NewThread):
            threading._profile_hook = None


def _maker(options):
    """What makes a profiler for a thread."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.15 says that the module will go
        from profile import Profile

    kind = _member(options.profiler_class) if options.profiler_class else Profile
    if not (isinstance(kind, type) and issubclass(kind, Profile)):
        raise TypeError("%s is no class that is derived from profile.Profile" % options.profiler_class)
    settings = {}
    if options.timer:
        settings["timer"] = _member(options.timer)
    if options.bias:
        settings["bias"] = options.bias
    return lambda: kind(**settings)


def _member(path):
    """What "module:name" names."""
    module, _, names = path.partition(":")
    __import__(module)
    member = sys.modules[module]
    for name in names.split("."):
        member = getattr(member, name)
    return member
