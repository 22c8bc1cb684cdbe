"""Makes sure that a child which this process asks to end does so.

A function in Python for a signal is a danger. The signal may come when the child is about to wait in a system call: the function in C has made its
note, but Python looks at that after the wait, which may be forever. So a child of ours is told a second time, by a signal that its thread for snapshots
waits for: that repeats the first one until it is heeded.
"""

import os

from tottime_snapshots import WAKE
from tottime_stand_ins import Work, give_back, put


class Kills:
    """A stand-in for os.kill, in its place as long as this process has children."""

    def __init__(self, recorder, number):
        self.recorder = recorder
        self.number = number
        self.codes = []

    def begin(self):
        """This process is about to start a child."""
        if self.codes or WAKE is None:
            return
        kill, number, knows = os.kill, self.number, self.recorder.knows

        class Kills(Work):
            returns_none = True

            def __init__(self, arguments):
                self.arguments = arguments
                pid = arguments[0] if arguments else None
                # The function for the signal may be called from within os.kill, or as soon as that has returned.
                self.unframed = pid.__class__ is int and (pid <= 0 or pid == os.getpid()) and arguments[1] is not None

            def returned(self, result):
                pid, sent = self.arguments
                if sent == number and pid > 0 and pid != os.getpid() and knows(pid):
                    try:
                        kill(pid, WAKE)
                    except OSError:
                        pass

        self.codes = put("kill", Kills, "os", os.name)
        self.recorder.stand_ins.update(self.codes)

    def end(self):
        """This process is a new child, and has none."""
        give_back(self.codes, "os", os.name)
        self.codes = []
