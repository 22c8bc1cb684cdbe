"""Makes sure that a child which this process asks to end does so.

A function in Python for a signal is a danger. The signal may come when the child is about to wait in a system call: the function in C has made its
note, but Python looks at that after the wait, which may be forever. So a child of ours is told a second time, by a file that its thread for snapshots
looks for: that repeats the signal until it is heeded.
"""

import _signal
import _thread
import os

from tottime_stand_ins import Work, give_back, put


class Kills:
    """A stand-in for os.kill, in its place as long as this process has children."""

    def __init__(self, recorder, number):
        self.recorder = recorder
        self.number = number
        self.codes = []
        self.beginning = _thread.allocate_lock()  # held by the one thread that puts the stand-in in its place

    def begin(self):
        """This process is about to start a child."""
        if self.codes or not hasattr(_signal, "pthread_kill") or not self.beginning.acquire(False):
            return
        kill, number, recorder = os.kill, self.number, self.recorder

        class Kills(Work):
            returns_none = True

            def __init__(self, arguments):
                self.arguments = arguments
                pid = arguments[0] if arguments else None
                # The function for the signal may be called from within os.kill, or as soon as that has returned.
                self.unframed = pid.__class__ is int and (pid <= 0 or pid == os.getpid()) and arguments[1] is not None

            def returned(self, result):
                pid, sent = self.arguments
                if sent == number and pid > 0 and pid != os.getpid():
                    recorder.remind(pid)

        self.codes = put("kill", Kills, "os", os.name)
        self.recorder.stand_ins.update(self.codes)

    def end(self):
        """This process is a new child, and has none."""
        give_back(self.codes, "os", os.name)
        self.codes = []
        self.beginning = _thread.allocate_lock()
