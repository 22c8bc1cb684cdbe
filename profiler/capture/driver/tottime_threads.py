"""Tells when the program starts a thread."""

import _thread
import sys

get_ident = _thread.get_ident

_NAMES = ("start_new_thread", "start_new", "start_joinable_thread")


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
