"""Makes a forked child forget what its parent does with a signal, and tells it that it is a child.

A function in Python for a signal is a danger to a child. The signal may come just after the fork, when Python forgets the signals that
are still to be handled, or while the child waits in a system call that it entered just before the function in C had made its note. A child
that is to die of SIGTERM, as those of multiprocessing's pool are, would then go on, and its parent wait for it forever. So the signal
is held back from before the fork until the child has its default for it.
"""

import _signal
import os
from _thread import get_ident


class _Guard:
    """Holds back a signal from forked children while it is handled by a function."""

    def __init__(self, number, function, tell):
        self.number, self.function, self.tell = number, function, tell
        self.masks = {}  # the signals that were held back before, by the thread that forks

    def before(self):
        if _signal.getsignal(self.number) == self.function:
            self.masks[get_ident()] = _signal.pthread_sigmask(_signal.SIG_BLOCK, [self.number])

    def after_in_parent(self):
        mask = self.masks.pop(get_ident(), None)
        if mask is not None:
            _signal.pthread_sigmask(_signal.SIG_SETMASK, mask)

    def after_in_child(self):
        if get_ident() in self.masks:
            _signal.signal(self.number, _signal.SIG_DFL)
        self.tell()
        self.after_in_parent()


def guard(number, function, tell):
    """Protects the children that are forked from a signal's function, and calls tell() first of all in each of them."""
    if not hasattr(os, "fork"):
        return
    guard = _Guard(number, function, tell)
    if hasattr(os, "register_at_fork"):  # Python 3.7
        os.register_at_fork(before=guard.before, after_in_parent=guard.after_in_parent, after_in_child=guard.after_in_child)
    else:
        os.fork = _guarded(os.fork, guard)


def _guarded(original, guard):
    def fork():
        guard.before()
        pid = -1
        try:
            pid = original()
            return pid
        finally:
            guard.after_in_parent() if pid else guard.after_in_child()

    return fork
