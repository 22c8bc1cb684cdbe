"""Calls functions of ours so that a debugger or a tool for coverage that uses sys.settrace() is not told of them.

To switch the tracing off in a function of ours is too late: its beginning has been told by then. So functions in C do that before, one after the
other: zip() takes what calls of sys.gettrace() and of sys.settrace(None) return.
"""

import sys

_UNEQUAL = object()
_none = {}.clear
_trace, _off = sys.gettrace, sys.settrace


def leave_alone():
    """Tells that the tracing is our own: it is not to be switched off."""
    global _trace, _off
    _trace, _off = _none, repr


def calls(function):
    """A function in C that returns what calls function((trace, …), *arguments) without tracing. The last that it does has to be again(trace)."""
    tracing = zip(iter(_trace, _UNEQUAL), map(_off, iter(_none, _UNEQUAL)))
    return Method(next, map(Method(Method, function), tracing))


def again(trace):
    """Goes on with the tracing. As the frames that are there now have not been traced, their ends are not told of."""
    if trace is not None and sys.gettrace() is None:
        sys.settrace(trace)


def untraced(function):
    """A callable that calls a function without tracing."""

    def call(tracing, *arguments):
        try:
            return function(*arguments)
        finally:
            if tracing[0] is not None:
                again(tracing[0])

    return type("Untraced", (), {"__slots__": (), "__call__": property(calls(call))})()


class _Any:
    def method(self):
        pass


Method = type(_Any().method)
