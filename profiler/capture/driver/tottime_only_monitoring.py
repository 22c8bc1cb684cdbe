"""Recording only while the functions of a name run, on Python 3.12 and newer.

A second tool watches for them. Of two tools Python tells that with the higher number first, so it can open the way to the profiler before the
profiler is told of the call, and close it after having told the profiler of the return itself. The way is open or closed in each thread.
"""

import sys

from _thread import _local

from tottime_borrowed import attrgetter
from tottime_monitoring import Engine, ThreadCallbacks
from tottime_only import Named

_monitoring = sys.monitoring
_events = _monitoring.events
_WATCHER = 5


class _Gate(_local):
    """A callback that is the profiler's while it is open in the current thread."""

    def __init__(self):
        self.callback = _nothing

    __call__ = property(attrgetter("callback"))


# A function in C that takes any arguments, and does nothing.
_nothing = "".format


class _Depth(_local):
    """How many calls of the functions are open in the current thread."""

    calls = 0


class OnlyEngine(Engine):
    def __init__(self, problems, stand_ins, options):
        Engine.__init__(self, problems, stand_ins, options)
        self.named = Named(options.only)
        self.depth = _Depth()
        self.gates = {event: _Gate() for event in self.main_callbacks}
        self.of_thread = ThreadCallbacks(self)
        self.handing_over = True
        self.watching = {
            _events.PY_START: self._started,
            _events.PY_RESUME: self._entered,
            _events.PY_THROW: self._thrown_into,
            _events.PY_RETURN: self._returned,
            _events.PY_YIELD: self._yielded,
            _events.PY_UNWIND: self._unwound,
        }
        _monitoring.use_tool_id(_WATCHER, "tottime watcher")

    def begin(self):
        self._register(self.gates)
        _monitoring.set_events(self.tool, self.recorded_events)
        for event, callback in self.watching.items():
            _monitoring.register_callback(_WATCHER, event, callback)
        _monitoring.set_events(_WATCHER, _events.PY_START)

    def first(self, code, offset):
        """The first line is no call to be recorded."""

    def _started(self, code, offset):
        if not self.named.has(code):
            return _monitoring.DISABLE
        # The other events of other functions are of no interest; these two are those of all functions.
        _monitoring.set_local_events(_WATCHER, code, _events.PY_RESUME | _events.PY_RETURN | _events.PY_YIELD)
        _monitoring.set_events(_WATCHER, _events.PY_START | _events.PY_THROW | _events.PY_UNWIND)
        return self._entered(code, offset)

    def _entered(self, code, offset):
        self.depth.calls += 1
        if self.depth.calls == 1:
            of = self.of_thread.of
            for event, gate in self.gates.items():
                gate.callback = of[event]

    def _left(self, event, code, offset, value):
        if self.depth.calls == 0:
            return
        self.depth.calls -= 1
        if self.depth.calls == 0:
            for gate in self.gates.values():
                gate.callback = _nothing
            self.of_thread.of[event](code, offset, value)

    def _thrown_into(self, code, offset, error):
        if self.named.has(code):
            self._entered(code, offset)

    def _returned(self, code, offset, value):
        self._left(_events.PY_RETURN, code, offset, value)

    def _yielded(self, code, offset, value):
        self._left(_events.PY_YIELD, code, offset, value)

    def _unwound(self, code, offset, error):
        if self.named.has(code):
            self._left(_events.PY_UNWIND, code, offset, error)

    def stop(self):
        _monitoring.set_events(_WATCHER, 0)
        Engine.stop(self)

    def resume(self):
        Engine.resume(self)
        _monitoring.set_events(_WATCHER, _events.PY_START | _events.PY_THROW | _events.PY_UNWIND)

    def abandon(self):
        Engine.abandon(self)
        _monitoring.set_events(_WATCHER, 0)
        for event in self.watching:
            _monitoring.register_callback(_WATCHER, event, None)
        _monitoring.free_tool_id(_WATCHER)

    def open_calls(self, frame):
        """The code of the calls on the stack of frame from the outermost one on that is recorded, the outermost first."""
        calls = []
        while frame is not None:
            calls.append(frame.f_code)
            frame = frame.f_back
        recorded = [place for place, code in enumerate(calls) if self.named.has(code)]
        return calls[: recorded[-1] + 1][::-1] if recorded else []
