"""A thread that has a snapshot of the recording written again and again, so that little is lost when the program is killed."""

import _signal
import _thread
import os
import sys

from tottime_borrowed import gc, programs_time, sleep, thread_time

if hasattr(sys, "monitoring"):
    import tottime_unheard

# In seconds. The first one is early, for programs that do not run long. The thread never sleeps for longer than an interval.
FIRST, INTERVAL = 0.2, 0.5
# A snapshot may cost this part of the program's time until the next one.
SHARE = 1 / 150

_start_new_thread = _thread.start_new_thread
_start_joinable_thread = getattr(_thread, "start_joinable_thread", None)  # Python 3.13
_getpid = os.getpid


class Snapshots:
    """Calls take() in a thread of its own, about twice a second but for less than one hundredth of the program's time; take() may say in how many
    seconds of that it wants to be called again. Each time that the thread wakes up it calls tick() with itself, which has `wanted` until it is to end.

    While a process is forked there is no such thread. Several threads of the program may fork at once, and the function for a signal may while its
    thread does: the first to hold the thread ends it, the last to release it starts another.
    """

    def __init__(self, take, tick):
        self.take = take
        self.tick = tick
        self.forget()

    def forget(self):
        """What a forked child does: it has not the thread, nor any other that may hold the lock."""
        self.pid = _getpid()
        self.lock = _thread.RLock()  # guards what follows
        self.wanted = False
        self.holds = 0
        self.thread = None

    def start(self):
        with self.lock:
            self.wanted = True
            self._begin()

    def stop(self):
        with self.lock:
            self.wanted = False
            self._end()

    def hold(self):
        """Does without the thread until release()."""
        if self.pid != _getpid():
            # In a child before it goes on: only what the program has called at a fork comes here.
            self.forget()
            self.holds = 1
        with self.lock:
            self.holds += 1
            try:
                self._end()
            except BaseException:  # such as KeyboardInterrupt
                self.release()
                raise

    def release(self):
        with self.lock:
            self.holds = max(0, self.holds - 1)
            self._begin()

    def _begin(self):
        if self.holds > 0 or not self.wanted or self.thread is not None and self.thread.wanted:
            return
        self.thread = thread = _Thread()
        try:
            thread.handle = _started(lambda: self._run(thread))
        except RuntimeError:  # no more threads can be had
            self.thread = None
            return
        thread.begun = True
        thread.await_entry()

    def _end(self):
        thread = self.thread
        if thread is not None:
            thread.end()
            self.thread = None

    def _run(self, thread):
        thread.enter()
        self.wait, self.due = FIRST, 0.0
        take, sleeps, tick = self._take, thread.sleeps, self.tick  # here no objects are made for the garbage collector to count
        while sleeps(min(self.wait, INTERVAL)):
            tick(thread)
            if programs_time() < self.due:
                self.wait = max(self.due - programs_time(), FIRST)
            elif thread.wanted:
                _uncollected(take)

    def _take(self):
        began = thread_time()
        early = None
        try:
            early = self.take()
        finally:
            self.wait = early or INTERVAL
            self.due = programs_time() + max(early or 0, (thread_time() - began) / SHARE)


class _Thread:
    """The thread, from one start to the end that follows.

    Whatever waits for it does so in C: what is left for the thread to run must not be mixed with what the other one runs. The function for a signal may
    come in between and wait, too, or it may fork, and we may be the child.
    """

    def __init__(self):
        self.pid = _getpid()
        self.wanted, self.begun, self.entered = True, False, False
        self.left = []  # not empty when the thread has run its last line
        self.quit, self.ready = _thread.allocate_lock(), _thread.allocate_lock()
        self.quit.acquire()
        self.ready.acquire()

    def enter(self):
        """What the thread does first."""
        if _SIGNALS:
            # They are for the program's threads: one that came to this thread would wake none of them, and Python 3.9 would not notice it.
            _signal.pthread_sigmask(_signal.SIG_BLOCK, _SIGNALS)
        if _start_joinable_thread is None:
            self.place = _place()
            self.gone = _thread._set_sentinel()  # a lock that Python releases when the thread has run its last line
            self.gone.acquire()
        self.entered = True
        self.ready.release()

    def sleeps(self, seconds):
        """Waits, at most until the thread is to end. Returns whether it is to go on."""
        if self.wanted:
            self.quit.acquire(True, seconds)
        return self.wanted

    def end(self):
        """Ends the thread. It is gone then for the system too: Python may warn of threads, and the C library loads a library when the first thread ends,
        during which a fork would leave a child that crashes as soon as a thread of its own ends."""
        self.wanted = False
        if not self.begun:
            return
        try:
            self.quit.release()
        except RuntimeError:  # it is told already
            pass
        if _start_joinable_thread is not None:
            self.handle.join()
            return
        self.await_entry()
        while not self.left and self.pid == _getpid():
            self.left.extend(filter(None, map(self.gone.acquire, (True,), (0.1,))))  # no signal is heeded between the two
        while os.path.exists(self.place) and self.pid == _getpid():
            sleep(0.0001)

    def await_entry(self):
        while not self.entered and self.pid == _getpid():
            self.ready.acquire(True, 0.1)


def _signals():
    if not hasattr(_signal, "pthread_sigmask"):
        return ()
    first = getattr(_signal, "SIGRTMIN", _signal.NSIG)
    # Those in between are the C library's.
    return tuple(range(1, min(32, _signal.NSIG))) + tuple(range(first, _signal.NSIG))


_SIGNALS = _signals()


def _place():
    """The folder that tells of the current thread while the system has it, "" where there is no such."""
    try:
        return "/proc/" + os.readlink("/proc/thread-self")
    except OSError:
        return ""


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


def _started(function):
    if not hasattr(sys, "monitoring"):
        _start_new_thread(function, ())
        return None
    # Otherwise what the thread calls would be mixed with what the main thread calls.
    if _start_joinable_thread is None:
        tottime_unheard.started(lambda thread: _start_new_thread(thread, ()), function)
        return None
    return tottime_unheard.started(lambda thread: _start_joinable_thread(thread, daemon=True), function)
