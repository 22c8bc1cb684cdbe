"""Makes a forked child begin a recording of its own.

The signals that end a program are held back meanwhile. Just after the fork Python forgets the signals that are still to be handled, so that a child
which is to die of it, as those of multiprocessing's pool are, would go on, and its parent wait for it forever.
"""

import _signal
import os
import sys

from tottime_stand_ins import Work, put


class _Callers:
    """Makes functions that call an original as if the code of a frame did it.

    Since Python 3.12 a fork warns of threads, and names the line that called it.
    """

    def __init__(self, stand_ins):
        self.stand_ins = stand_ins
        self.codes = {}  # nothing that is kept may refer to the globals of the program

    def of(self, original, frame):
        caller = lambda *arguments: original(*arguments)  # noqa: E731: all of it has to be on one line
        key = (frame.f_code.co_filename, frame.f_lineno, original.__name__)
        if key not in self.codes:
            self.codes[key] = caller.__code__.replace(co_filename=frame.f_code.co_filename, co_firstlineno=frame.f_lineno)
            self.stand_ins.add(self.codes[key])
        return type(caller)(self.codes[key], frame.f_globals, original.__name__, None, caller.__closure__)


def watch(recorder, kills):
    """Puts stand-ins in the place of os.fork and os.forkpty. Returns their code."""
    callers = _Callers(recorder.stand_ins)

    def forks(original):
        class Forks(Work):
            traced = False  # what the original is called by is ours

            def __init__(self, arguments):
                self.arguments = arguments
                if hasattr(sys, "monitoring"):
                    self.call = callers.of(original, sys._getframe(3))
                self.mask = None
                heeded = recorder.heeded()
                if heeded:
                    self.mask = _signal.pthread_sigmask(_signal.SIG_BLOCK, heeded)
                try:
                    recorder.snapshots.hold()
                except BaseException:
                    self.unblock()
                    raise

            def returned(self, result):
                pid = result[0] if result.__class__ is tuple else result
                try:
                    if pid == 0:
                        kills.end()
                        recorder.go_on_in_child()
                    else:
                        if recorder.options.children:
                            kills.begin()
                        recorder.snapshots.release()
                finally:
                    self.unblock()

            def unblock(self):
                if self.mask is not None:
                    _signal.pthread_sigmask(_signal.SIG_SETMASK, self.mask)

            def failed(self):
                self.returned(None)

        return Forks

    codes = []
    for name in ("fork", "forkpty"):
        if hasattr(os, name):
            codes += put(name, forks(getattr(os, name)), "os", os.name)
    return codes
