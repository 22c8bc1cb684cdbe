"""Functions of modules in C that the program may not have: to use them leaves no module behind."""

import sys


def _borrow(name):
    known = name in sys.modules
    module = __import__(name)
    if not known:
        del sys.modules[name]
    return module


_operator = _borrow("_operator")
attrgetter, methodcaller, setitem = _operator.attrgetter, _operator.methodcaller, _operator.setitem
errno = _borrow("errno")
gc = _borrow("gc")
_time = _borrow("time")
perf_counter = _time.perf_counter
process_time = _time.process_time
now = _time.time
sleep = _time.sleep


def programs_time():
    """The seconds that this process has had: those of the processor, and a fourth of those that it spent without, for want of work or of a processor."""
    return (3 * process_time() + perf_counter()) / 4


def thread_time():
    """The seconds of processor time that this thread has used; of the wall where that is not to be known."""
    return perf_counter()


if hasattr(_time, "thread_time"):  # Python 3.7
    thread_time = _time.thread_time
elif hasattr(_time, "CLOCK_THREAD_CPUTIME_ID"):

    def thread_time():
        return _time.clock_gettime(_time.CLOCK_THREAD_CPUTIME_ID)
