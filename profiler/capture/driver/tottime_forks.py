"""Makes a forked child begin a recording of its own.

The signal that ends a program is held back meanwhile. Just after the fork Python forgets the signals that are still to be handled, so that a child
which is to die of it, as those of multiprocessing's pool are, would go on, and its parent wait for it forever.
"""

import _signal
import os

from tottime_stand_ins import Work, put


def watch(recorder, number):
    """Puts stand-ins in the place of os.fork and os.forkpty. Returns their code."""

    class Forks(Work):
        def __init__(self, arguments):
            self.arguments = arguments
            self.mask = None
            if recorder.heeds(number):
                self.mask = _signal.pthread_sigmask(_signal.SIG_BLOCK, [number])
            recorder.snapshots.stop()

        def returned(self, result):
            pid = result[0] if result.__class__ is tuple else result
            if pid == 0:
                recorder.go_on_in_child()
            else:
                recorder.snapshots.start()
            if self.mask is not None:
                _signal.pthread_sigmask(_signal.SIG_SETMASK, self.mask)

        def failed(self):
            self.returned(None)

    return put("fork", Forks, "os", os.name) + put("forkpty", Forks, "os", os.name)
