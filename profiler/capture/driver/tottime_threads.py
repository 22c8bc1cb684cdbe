"""Knows the program's threads, and tells when it starts one."""

import _thread
import sys

from _weakref import ref

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
    """Calls tell(function) before a thread starts, until it returns True."""
    for name in _NAMES:
        start = getattr(_thread, name, None)
        if start is None:
            continue
        places = [(_thread, name)]
        if "threading" in sys.modules:
            places.append((sys.modules["threading"], "_" + name))
        watched = _watched(start, tell)
        for module, attribute in places:
            if getattr(module, attribute, None) is start:
                setattr(module, attribute, watched)


def _watched(start, tell):
    def start_thread(function, *arguments, **options):
        if tell(function):
            _give_back(start_thread, start)
        return start(function, *arguments, **options)

    return start_thread


def _give_back(watched, start):
    for module in (_thread, sys.modules.get("threading")):
        for name, value in list(vars(module).items()) if module else ():
            if value is watched:
                setattr(module, name, start)
