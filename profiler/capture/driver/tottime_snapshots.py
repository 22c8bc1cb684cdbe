"""A thread that has a snapshot of the recording written again and again, so that little is lost when the program is killed."""

import _thread
import os
import sys

from tottime_borrowed import sleep, thread_time

# In seconds. The first one is early, for programs that do not run long.
FIRST, INTERVAL = 0.2, 0.5
# A snapshot may cost this part of the time until the next one.
SHARE = 1 / 150

_start_new_thread = _thread.start_new_thread
_start_joinable_thread = getattr(_thread, "start_joinable_thread", None)  # Python 3.13


class Snapshots:
    """Calls take() in a thread of its own, about twice a second but for less than one hundredth of the program's time."""

    def __init__(self, take, unrecorded):
        self.take = take
        self.unrecorded = unrecorded  # where the thread's ident is to be found
        self.quit = None  # a lock that is held while the thread is to run

    def start(self):
        quit = self.quit = _thread.allocate_lock()
        ready = _thread.allocate_lock()
        quit.acquire()
        ready.acquire()
        try:
            self.handle = _started(lambda: self._run(quit, ready))
        except RuntimeError:  # no more threads can be had
            self.quit = None
            return
        ready.acquire()

    def _run(self, quit, ready):
        self.ident = _thread.get_ident()
        self.unrecorded.add(self.ident)
        self.native = _thread.get_native_id() if hasattr(_thread, "get_native_id") else None
        if _start_joinable_thread is None:
            self.end = _thread._set_sentinel()  # a lock that Python releases when the thread has run its last line
            self.end.acquire()
        ready.release()
        wait = FIRST
        while not quit.acquire(True, wait):
            began = thread_time()
            self.take()
            wait = max(INTERVAL, (thread_time() - began) / SHARE)

    def stop(self):
        """Ends the thread. Where Python warns of threads, it is gone then for the system too."""
        if self.quit is None:
            return
        self.quit.release()
        self.quit = None
        # Each of these waits in C alone: what is left for the thread to run must not be mixed with what this one runs.
        if _start_joinable_thread is None:
            self.end.acquire()
            self._await_the_system()
        else:
            self.handle.join()
        self.unrecorded.discard(self.ident)

    def _await_the_system(self):
        for _ in range(100 if hasattr(sys, "monitoring") else 0):
            if not os.path.exists("/proc/self/task/%s" % self.native):
                break
            sleep(0.0001)

    def forget(self):
        """What a forked child does: it has not the thread."""
        self.quit = None


def _started(function):
    if not hasattr(sys, "monitoring"):
        _start_new_thread(function, ())
        return None
    return _started_unheard(function)


def _started_unheard(function):
    """Starts a thread in which nothing is an event to any tool, as in a callback: all of it is one. Otherwise its calls would be mixed with
    those of the main thread."""
    monitoring = sys.monitoring
    tool = next((tool for tool in (4, 3) if monitoring.get_tool(tool) in (None, _NAME)), None)
    if tool is None:
        raise RuntimeError("there is no tool left")

    def thread():
        pass

    event = monitoring.events.PY_START
    if monitoring.get_tool(tool) is None:
        monitoring.use_tool_id(tool, _NAME)
    monitoring.register_callback(tool, event, lambda code, offset: function())
    monitoring.set_local_events(tool, thread.__code__, event)
    if _start_joinable_thread is not None:
        return _start_joinable_thread(thread, daemon=True)
    _start_new_thread(thread, ())
    return None


_NAME = "tottime snapshots"
