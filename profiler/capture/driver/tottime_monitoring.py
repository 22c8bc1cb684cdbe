"""Recording on Python 3.12 and newer, where the events of all threads go to the same callbacks.

While there is one thread, the callbacks are the profiler's own C functions, which is as fast as cProfile. When a second thread is about to
start, others take their place that hand each event to the profiler of the thread it happens in: with one profiler for all, the threads'
calls would be mixed up. None of them is a function in Python: Ctrl-C could come just as that begins, which would show the driver in the
program's traceback and lose the event. The profiler itself is never enabled, so that the program can use one of its own.
"""

import sys

from _lsprof import Profiler
from _thread import _local

import tottime_start
import tottime_threads

_monitoring = sys.monitoring
_events = _monitoring.events
_TOOLS = (4, 3)  # the numbers that no kind of tool is meant to use
_RECORDED = (
    _events.PY_START
    | _events.PY_RESUME
    | _events.PY_THROW
    | _events.PY_RETURN
    | _events.PY_YIELD
    | _events.PY_UNWIND
    | _events.CALL
)


def _callbacks(profiler):
    """The profiler's own callbacks, by event; AttributeError where this Python has no such."""
    start, leave = profiler._pystart_callback, profiler._pyreturn_callback
    return {
        _events.PY_START: start,
        _events.PY_RESUME: start,
        _events.PY_THROW: getattr(profiler, "_pythrow_callback", start),
        _events.PY_RETURN: leave,
        _events.PY_YIELD: leave,
        _events.PY_UNWIND: leave,
        _events.CALL: profiler._ccall_callback,
        _events.C_RETURN: profiler._creturn_callback,
        _events.C_RAISE: profiler._creturn_callback,
    }


def _attrgetter(name):
    """operator.attrgetter, without leaving a module that the program would not have."""
    known = "_operator" in sys.modules
    import _operator

    if not known:
        del sys.modules["_operator"]
    return _operator.attrgetter(name)


class _ThreadCallbacks(_local):
    """The callbacks of the current thread's profiler, by event."""

    def __init__(self, engine):
        self.of = engine.callbacks_of_thread()


class _HandOver(_local):
    """A callback that calls the one of the current thread's profiler. Python looks for __call__ with nothing but functions in C."""

    def __init__(self, of_thread, event):
        self.callback = of_thread.of[event]

    __call__ = property(_attrgetter("callback"))


class Engine:
    def __init__(self, problems):
        self.problems = problems
        self.main = Profiler()
        self.profilers = [self.main]
        self.script = None
        self.main_callbacks = _callbacks(self.main)
        self.main_thread = tottime_threads.get_ident()

    def arm(self):
        """Makes the recording begin with the script's first line."""
        self.tool = next(tool for tool in _TOOLS if _monitoring.get_tool(tool) is None)
        _monitoring.use_tool_id(self.tool, "tottime")

        def wait(code, offset, value):
            self.script = tottime_start.script_after(sys._getframe(1))
            if self.script is not None:
                _monitoring.set_local_events(self.tool, code, 0)
                self._begin()

        _monitoring.register_callback(self.tool, _events.PY_RETURN, wait)
        _monitoring.set_local_events(self.tool, tottime_start.LAST_BEFORE_SCRIPT, _events.PY_RETURN)

    def _begin(self):
        self._register(self.main_callbacks)
        tottime_threads.watch(self._thread_starts)
        _monitoring.set_events(self.tool, _RECORDED)

    def _register(self, callbacks):
        for event, callback in callbacks.items():
            _monitoring.register_callback(self.tool, event, callback)

    def _thread_starts(self, function):
        of_thread = _ThreadCallbacks(self)
        self._register({event: _HandOver(of_thread, event) for event in self.main_callbacks})
        return True

    def callbacks_of_thread(self):
        if tottime_threads.get_ident() == self.main_thread:
            return self.main_callbacks
        profiler = Profiler()
        self.profilers.append(profiler)
        return _callbacks(profiler)

    def stop(self):
        """Ends the recording and returns what each profiler has."""
        _monitoring.set_events(self.tool, 0)
        stats = []
        for profiler in self.profilers:
            self._close_open_calls(profiler)
            stats.append(profiler.getstats())
        return stats

    def abandon(self):
        """Ends the recording in a forked child."""
        _monitoring.set_events(self.tool, 0)
        _monitoring.free_tool_id(self.tool)

    def _close_open_calls(self, profiler):
        """Counts what is still running as returned now, which a profiler does when it is disabled."""
        try:
            profiler.enable(builtins=False)
        except ValueError:  # the program left a profiler of its own running
            _monitoring.free_tool_id(_monitoring.PROFILER_ID)
            profiler.enable(builtins=False)
        profiler.disable()
