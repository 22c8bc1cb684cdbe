"""Makes sure that a child which this process asks to end does so.

A function in Python for a signal is a danger. The signal may come when the child is about to wait in a system call: the function in C has made its
note, but Python looks at that after the wait, which may be forever. So a child of ours is told a second time, by a signal that its thread for snapshots
waits for: that repeats the first one until it is heeded.
"""

import os

from tottime_snapshots import WAKE
from tottime_stand_ins import Work, put


def watch(recorder, number):
    """Puts a stand-in in the place of os.kill. Returns its code."""
    if WAKE is None:
        return []
    kill = os.kill

    class Kills(Work):
        def returned(self, result):
            pid, sent = self.arguments
            if sent == number and pid > 0 and pid != os.getpid() and recorder.knows(pid):
                try:
                    kill(pid, WAKE)
                except OSError:
                    pass

    return put("kill", Kills, "os", os.name)
