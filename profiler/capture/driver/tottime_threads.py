"""Knows the program's threads, and tells when it starts one."""

import _thread
import sys

from _weakref import ref

from tottime_stand_ins import Work, give_back, put

get_ident = _thread.get_ident

_NAMES = ("start_new_thread", "start_new", "start_joinable_thread")


class Thread:
    """What is known of a thread that is recorded."""

    def __init__(self, profiler, thread=None):
        self.profiler = profiler
        self.ident = get_ident()
        self._name = "MainThread" if thread is None else thread.name
        self._thread = None if thread is None else ref(thread)

    def name(self):
        """Its name as it is now or was last, as long as Python knows the thread."""
        if self._thread is not None:
            thread = self._thread()
            if thread is not None and thread.name.__class__ is str:
                self._name = thread.name
        return self._name


class Nameless:
    """A thread that the threading module did not start."""

    name = ""


def starting(frame):
    """The threading.Thread whose first function is on the stack of frame, None for a thread that has no such."""
    bootstrap = getattr(getattr(sys.modules.get("threading"), "Thread", None), "_bootstrap", None)
    code = getattr(bootstrap, "__code__", None)
    while frame is not None:
        if frame.f_code is code:
            return frame.f_locals.get("self")
        frame = frame.f_back
    return None


def watch(tell):
    """Calls tell(function) before a thread starts, until it returns True. Returns the code of what stands in for Python's own functions."""

    class Starts(Work):
        names = ("function",)

        def __init__(self, arguments):
            self.arguments = arguments
            if tell(arguments[0] if arguments else None):
                give_back(codes, "_thread", "threading")

    codes = []
    for name in _NAMES:
        codes += put(name, Starts, "_thread") + put("_" + name, Starts, "threading")
    return codes
