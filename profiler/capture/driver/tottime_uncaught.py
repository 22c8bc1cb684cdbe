"""Leaves out what Python does to show an exception that the program did not catch: some 15,000 calls since Python 3.13 does it in Python.

The hook of a program that has one of its own is a part of the program, and so is what it calls.
"""

import _thread
import os
import sys

from tottime_stand_ins import Work, put_for

_DRIVER = os.path.dirname(__file__)


def watch(engine):
    """Puts stand-ins in the place of what shows exceptions. Returns their code."""
    codes = _put(engine, sys.__excepthook__, "sys")
    if hasattr(_thread, "_excepthook"):  # Python 3.8; before, it is a part of threading.Thread
        codes += _put(engine, _thread._excepthook, "_thread", "threading")
    return codes


def _put(engine, original, *modules):
    class Shows(Work):
        def __init__(self, arguments):
            self.arguments = arguments
            if _is_pythons(sys._getframe(2).f_back):
                self.call = lambda *arguments: engine.unheard(original, arguments)

    return put_for(original, Shows, *modules)


def _is_pythons(caller):
    """Tells whether a hook is called by Python itself, in the main thread or in another, or by us for it."""
    return caller is None or caller.f_globals.get("__name__") == "threading" or os.path.dirname(caller.f_code.co_filename) == _DRIVER
