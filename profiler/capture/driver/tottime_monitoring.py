"""Recording on Python 3.12 and newer, where the events of all threads go to the same callbacks.

While there is one thread, the callbacks are the profiler's own C functions, which is as fast as cProfile. When a second thread is about to
start, others take their place that hand each event to the profiler of the thread it happens in: with one profiler for all, the threads'
calls would be mixed up. None of them is a function in Python: Ctrl-C could come just as that begins, which would show the driver in the
program's traceback and lose the event. The profiler itself is never enabled, so that the program can use one of its own.
"""

import sys

from _lsprof import Profiler
from _thread import _local

import tottime_cost
import tottime_threads
import tottime_unheard
from tottime_borrowed import attrgetter

_monitoring = sys.monitoring
_events = _monitoring.events
_TOOLS = (3, 4)  # the numbers that no kind of tool is meant to use
_CALLS = (
    _events.PY_START
    | _events.PY_RESUME
    | _events.PY_THROW
    | _events.PY_RETURN
    | _events.PY_YIELD
    | _events.PY_UNWIND
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


class ThreadCallbacks(_local):
    """The callbacks of the current thread's profiler, by event."""

    def __init__(self, engine):
        self.of = engine.callbacks_of_thread(sys._getframe(1))


class _HandOver(_local):
    """A callback that calls the one of the current thread's profiler. Python looks for __call__ with nothing but functions in C."""

    def __init__(self, of_thread, event):
        self.callback = of_thread.of[event]

    __call__ = property(attrgetter("callback"))


class _Calibrated:
    """Stands for the thread in which the cost is measured."""

    def __init__(self, of):
        self.of = of


class Engine:
    def __init__(self, problems, stand_ins, options):
        self.problems = problems
        self.stand_ins = stand_ins
        self.switches = {"builtins": options.builtins}
        self.recorded_events = _CALLS | (_events.CALL if options.builtins else 0)
        self.main = Profiler(**self.switches)
        self.threads = [tottime_threads.Thread(self.main)]
        self.script = None  # the file of the outermost call
        self.outermost = "<module>"  # the name of its code
        self.handing_over = False
        self.main_callbacks = _callbacks(self.main)
        self.cost = self.cost_of_handing_over = ()
        self.calls_before = 0  # of the main thread, before events were handed over
        self.tool = next(tool for tool in _TOOLS if _monitoring.get_tool(tool) is None)
        _monitoring.use_tool_id(self.tool, "tottime")

    def measure(self):
        """Measures what it costs to record calls in either way."""
        profiler = Profiler(**self.switches)
        callbacks = _callbacks(profiler)
        handing_over = {event: _HandOver(_Calibrated(callbacks), event) for event in callbacks}
        self.cost, self.cost_of_handing_over = [
            tottime_cost.of_calls(tottime_cost.Monitored(profiler, self.tool, way, self.recorded_events)) for way in (callbacks, handing_over)
        ]

    def costs(self, recorded):
        """What it costs in each of the recorded threads, () where that is not known."""
        if not self.handing_over:
            return [self.cost for _ in recorded]
        costs = [self.cost_of_handing_over for _ in recorded]
        calls = sum([entry[1] for _, entries in recorded[:1] for entry in entries])
        if 0 < self.calls_before <= calls:
            costs[0] = tottime_cost.mixed(self.cost_of_handing_over, self.cost, self.calls_before / calls)
        return costs

    def arm(self, command, begun):
        """Makes the recording begin with the program's first line, and calls begun() then."""
        main = sys.modules["__main__"].__dict__

        def wait(code, offset):
            if sys._getframe(1).f_globals is main:
                self.script = code.co_filename
                begun()
                self.begin()
                self.first(code, offset)

        _monitoring.register_callback(self.tool, _events.PY_START, wait)
        _monitoring.set_events(self.tool, _events.PY_START)

    def first(self, code, offset):
        """Records the call with whose first line the recording begins."""
        self.main_callbacks[_events.PY_START](code, offset)

    def begin(self):
        self._register(self.main_callbacks)
        self.stand_ins.update(tottime_threads.watch(self._thread_starts))
        _monitoring.set_events(self.tool, self.recorded_events)

    def _register(self, callbacks):
        for event, callback in callbacks.items():
            _monitoring.register_callback(self.tool, event, callback)

    def _thread_starts(self, function):
        of_thread = ThreadCallbacks(self)
        self.calls_before = sum(map(attrgetter("callcount"), self.main.getstats()))
        self.handing_over = True
        self._register({event: _HandOver(of_thread, event) for event in self.main_callbacks})
        return True

    def callbacks_of_thread(self, frame):
        ident = tottime_threads.get_ident()
        if ident == self.threads[0].ident:
            return self.main_callbacks
        profiler = Profiler(**self.switches)
        if not tottime_unheard.has_started(frame):
            thread = tottime_threads.starting(frame) or tottime_threads.Nameless
            self.threads.append(tottime_threads.Thread(profiler, thread))
        return _callbacks(profiler)

    def stop(self):
        """Ends the recording. What is still running counts as returned now."""
        _monitoring.set_events(self.tool, 0)
        for thread in self.threads:
            self._close_open_calls(thread.profiler)

    def resume(self):
        """Goes on after stop()."""
        for thread in self.threads:
            thread.profiler.__init__(**self.switches)
        _monitoring.set_events(self.tool, self.recorded_events)

    def recorded(self):
        """What each thread's profiler has: [(thread, entries)…]."""
        return [(thread, thread.profiler.getstats()) for thread in self.threads]

    def unheard(self, function, arguments):
        """Calls a function without recording that."""
        tottime_unheard.call(function, arguments)

    def go_on_in_child(self):
        """Records only what a forked child does. It has but the thread that forked, and goes on in the calls that are open there."""
        try:
            tottime_unheard.run(self._begin_anew)
        except RuntimeError:  # the program has taken all tools
            self.problems.add("not-recorded")
            _monitoring.set_events(self.tool, 0)

    def _begin_anew(self, frame):
        ident = tottime_threads.get_ident()
        for thread in self.threads:
            thread.profiler.clear()
        self.threads = [thread for thread in self.threads if thread.ident == ident] or [tottime_threads.Thread(Profiler(**self.switches))]
        self.main = self.threads[0].profiler
        self.main_callbacks = _callbacks(self.main)
        self.calls_before = 0
        if not self.handing_over:
            self._register(self.main_callbacks)
        for code in self.open_calls(frame):
            self.main._pystart_callback(code, 0)

    def open_calls(self, frame):
        """The code of the calls on the stack of frame, the outermost first, but none that began before the program."""
        calls = []
        while frame is not None:
            calls.append(frame.f_code)
            frame = frame.f_back
        programs = [place for place, code in enumerate(calls) if code.co_filename == self.script and code.co_name == self.outermost]
        return calls[: programs[-1] + 1 if programs else None][::-1]

    def abandon(self):
        """Ends the recording in a forked child that is not to be recorded."""
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
