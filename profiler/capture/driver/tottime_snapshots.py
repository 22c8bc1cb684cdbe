"""A thread that has a snapshot of the recording written again and again, so that little is lost when the program is killed."""

import _signal
import _thread
import os
import sys

from tottime_borrowed import gc, programs_time, sleep, thread_time

if hasattr(sys, "monitoring"):
    import tottime_unheard

# In seconds. The first one is early, for programs that do not run long.
FIRST, INTERVAL = 0.2, 0.5
# A snapshot may cost this part of the program's time until the next one.
SHARE = 1 / 150

# What wakes the thread: a signal that nobody uses, where there are such and a thread can wait for one; else None.
WAKE = _signal.SIGRTMAX - 5 if hasattr(_signal, "SIGRTMAX") and hasattr(_signal, "sigtimedwait") else None

_WAKES = WAKE and range(WAKE, WAKE + 1)

# All there are, where a thread can leave them to others.
_SIGNALS = hasattr(_signal, "pthread_sigmask") and (_signal.valid_signals() if hasattr(_signal, "valid_signals") else range(1, _signal.NSIG))

_start_new_thread = _thread.start_new_thread
_start_joinable_thread = getattr(_thread, "start_joinable_thread", None)  # Python 3.13


class Snapshots:
    """Calls take() in a thread of its own, about twice a second but for less than one hundredth of the program's time; take() may say in how many
    seconds of that it wants to be called again. Where it can, the thread waits for a signal meanwhile, and calls urged() when that comes."""

    def __init__(self, take, urged, unrecorded):
        self.take = take
        self.urged = urged
        self.unrecorded = unrecorded  # where the thread's ident is to be found
        self.running = False
        if WAKE is not None:
            # No other thread must get it, nor any child.
            _signal.pthread_sigmask(_signal.SIG_BLOCK, [WAKE])

    def start(self):
        self.stopping, self.ident = False, None
        self.quit, ready = _thread.allocate_lock(), _thread.allocate_lock()
        self.quit.acquire()
        ready.acquire()
        try:
            self.handle = _started(lambda: self._run(ready))
        except RuntimeError:  # no more threads can be had
            return
        self.running = True
        ready.acquire()

    def _run(self, ready):
        self.task = _task()
        if _SIGNALS:
            # They are for the program's threads: one that came to this thread would wake none of them, and Python 3.9 would not notice it.
            _signal.pthread_sigmask(_signal.SIG_BLOCK, _SIGNALS)
        if _start_joinable_thread is None:
            self.end = _thread._set_sentinel()  # a lock that Python releases when the thread has run its last line
            self.end.acquire()
        self.unrecorded.add(_thread.get_ident())
        self.ident = _thread.get_ident()
        ready.release()
        self.wait, self.due = FIRST, 0.0
        take, woken = self._take, self._woken  # here no objects are made for the garbage collector to count
        while True:
            urgent = woken(self.wait)
            if self.stopping:
                break
            if urgent:
                self.urged()
            elif programs_time() < self.due:
                self.wait = max(self.due - programs_time(), FIRST)
            else:
                _uncollected(take)

    def _take(self):
        began = thread_time()
        early = None
        try:
            early = self.take()
        finally:
            self.wait = early or INTERVAL
            self.due = programs_time() + max(early or 0, (thread_time() - began) / SHARE)

    def _woken(self, seconds):
        if WAKE is None:
            return self.quit.acquire(True, seconds)
        # When the process is continued after the time is over, Python tells of a signal that it did not get.
        told = _signal.sigtimedwait(_WAKES, seconds)
        return told is not None and told.si_signo == WAKE

    def stop(self):
        """Ends the thread. It is gone then for the system too: Python may warn of threads, and the C library loads a library when the first thread ends,
        during which a fork would leave a child that crashes as soon as a thread of its own ends."""
        if not self.running:
            return
        self.running, self.stopping = False, True
        while self.ident is None:  # it is about to begin, and a signal has called us
            sleep(0.0001)
        self.quit.release()
        if WAKE is not None:
            try:
                _signal.pthread_kill(self.ident, WAKE)
            except OSError:  # it has seen by itself that it is to end
                pass
        # Each of these waits in C alone: what is left for the thread to run must not be mixed with what this one runs.
        if _start_joinable_thread is None:
            self.end.acquire()
            self._await_the_system()
        else:
            self.handle.join()
        self.unrecorded.discard(self.ident)

    def _await_the_system(self):
        for _ in range(1000):
            if self.task is None or not os.path.exists(self.task):
                break
            sleep(0.0001)

    def forget(self):
        """What a forked child does: it has not the thread."""
        self.running = False


def _uncollected(take):
    """Calls take() while Python collects no garbage by itself: the finalizers of the program must not be run in a thread that is none of its own.

    What take() leaves to be collected is so little that the next thread to make an object has it collected. Unlike gc.disable() this does not get in
    the way of a program that switches that off and on.
    """
    thresholds = gc.get_threshold()
    never = (0,) + thresholds[1:]
    gc.set_threshold(*never)
    try:
        take()
    except Exception:  # the next one may do better
        pass
    if gc.get_threshold() == never:
        gc.set_threshold(*thresholds)


def _task():
    """The folder in which Linux shows this thread; None elsewhere."""
    try:
        return "/proc/" + os.readlink("/proc/thread-self")
    except (AttributeError, OSError):
        return None


def _started(function):
    if not hasattr(sys, "monitoring"):
        _start_new_thread(function, ())
        return None
    # Otherwise what the thread calls would be mixed with what the main thread calls.
    if _start_joinable_thread is None:
        tottime_unheard.started(lambda thread: _start_new_thread(thread, ()), function)
        return None
    return tottime_unheard.started(lambda thread: _start_joinable_thread(thread, daemon=True), function)
