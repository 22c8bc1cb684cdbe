"""Recording only while the functions of a name run."""

import sys

from tottime_borrowed import gc

_Function = type(lambda: None)


class Named:
    """Knows functions of a qualified name by their code."""

    def __init__(self, name):
        self.name = name
        self.last = name.rpartition(".")[2]
        self.known = {}

    def has(self, code):
        if code.co_name != self.last:
            return False
        known = self.known.get(code)
        if known is None:
            known = self.known[code] = self.name in _qualified(code)
        return known


def _qualified(code):
    """The qualified names of the functions with that code."""
    if hasattr(code, "co_qualname"):  # Python 3.11
        return (code.co_qualname,)
    return [it.__qualname__ for it in gc.get_referrers(code) if it.__class__ is _Function and it.__code__ is code]


class Watch:
    """Enables a profiler while such a function runs in this thread, on Python 3.11 and older.

    There the trace function hears of a call just before the profiler does, so that this call itself is recorded, and of a return, too. While the
    profiler is enabled, the trace function is one in C that does nothing, so as not to be slower than need be.
    """

    def __init__(self, named, profiler):
        self.named = named
        self.profiler = profiler

    def begin(self):
        sys.settrace(self._called)

    def is_there(self):
        return sys.gettrace() in (self._called, _nothing)

    def _called(self, frame, event, argument):
        if not self.named.has(frame.f_code):
            return None
        sys.settrace(_nothing)
        if hasattr(frame, "f_trace_lines"):  # Python 3.7
            frame.f_trace_lines = False
        self.profiler.enable()
        return self._in_function

    def _in_function(self, frame, event, argument):
        if event == "return":
            self.profiler.disable()
            sys.settrace(self._called)
        return self._in_function


# getattr(frame, "call", None) is None: such a frame is not traced further.
_nothing = getattr
