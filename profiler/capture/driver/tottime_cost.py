"""Measures what it costs to record calls, so that it can be taken off the figures: see profiler/overhead.

A call of an empty function is timed with and without the profiler. What the profiler then says that the function took is the part of the cost that
falls between its two readings of the clock; the rest falls outside of them, and is counted as time of the caller.
"""

import sys

from tottime_borrowed import perf_counter

# All in all it takes about 0.4 ms, and 0.6 to 0.8 ms on Python 3.12 and newer, where there are two ways of recording. Before Python 3.8 the profiler's
# clock ticks but once in a microsecond, so that its readings are right only on average.
_CALLS = 80 if hasattr(sys, "monitoring") else 200
_ATTEMPTS = 3


def _empty():
    pass


def _function(turns):
    begun = perf_counter()
    for _ in turns:
        _empty()
    return perf_counter() - begun


def _builtin(turns):
    begun = perf_counter()
    for _ in turns:
        len(turns)
    return perf_counter() - begun


def _method(turns):
    nothing = []
    begun = perf_counter()
    for _ in turns:
        nothing.clear()
    return perf_counter() - begun


def _none(turns):
    begun = perf_counter()
    for _ in turns:
        pass
    return perf_counter() - begun


# In the order in which profiler/recording reads them.
_KINDS = (_function, _builtin, _method)


class Enabled:
    """Recording by enabling the profiler."""

    def __init__(self, profiler):
        self.profiler = profiler

    def on(self, work):
        self.profiler.enable()

    def off(self, work):
        self.profiler.disable()


class Monitored:
    """Recording by callbacks of a tool for sys.monitoring, which are told of what is measured alone."""

    def __init__(self, profiler, tool, callbacks, events):
        self.profiler = profiler
        self.tool = tool
        self.set, names = sys.monitoring.set_local_events, sys.monitoring.events
        self.calls, self.begins = events & names.CALL, names.PY_START | names.PY_RETURN
        for event, callback in callbacks.items():
            sys.monitoring.register_callback(tool, event, callback)

    def on(self, work):
        self.set(self.tool, work.__code__, self.calls)
        self.set(self.tool, _empty.__code__, self.begins)

    def off(self, work):
        self.set(self.tool, work.__code__, 0)
        self.set(self.tool, _empty.__code__, 0)


def of_calls(way):
    """The seconds that a call costs between the readings of the clock and outside of them, for each kind; () if that cannot be told."""
    turns = range(_CALLS)
    try:
        turn = min([_none(turns) for _ in range(_ATTEMPTS)]) / _CALLS
        return tuple([cost for work in _KINDS for cost in _cost(way, work, turns, turn)])
    except Exception:  # the program is what matters
        return ()


def _cost(way, work, turns, turn):
    plain = min([work(turns) for _ in range(_ATTEMPTS)])
    attempts = sorted([_attempt(way, work, turns) for _ in range(_ATTEMPTS)])
    cost = max(0.0, attempts[0][0] - plain) / _CALLS
    # The body of an empty function takes about as long as a turn of an empty loop.
    within = (attempts[0][1] + attempts[1][1]) / 2 / _CALLS - turn
    within = min(cost, max(0.0, within))
    return within, cost - within


def _attempt(way, work, turns):
    """The seconds that all the calls took, and those that the profiler says of them."""
    way.profiler.clear()
    way.on(work)
    try:
        seconds = work(turns)
    finally:
        way.off(work)
    return seconds, sum([entry[4] for entry in way.profiler.getstats() if entry[1] == len(turns)])


def mixed(one, other, share):
    """Costs of which this share is the other's."""
    return tuple([first + (second - first) * share for first, second in zip(one, other)])
