"""Has a clock that goes on by one each time that it is looked at, and profilers to compare with."""

import cProfile
import profile

count = 0


def tick():
    global count
    count += 1
    return float(count)


class Ticking(profile.Profile):
    """A profiler of a user's own."""

    def __init__(self, timer=None, bias=None):
        super().__init__(timer or tick, bias)


class Other:
    """No profiler."""


class Switched(cProfile.Profile):
    """What Profile(**switches) is to be: Python 3.14 forgets them when it is enabled."""

    def __init__(self, **switches):
        super().__init__()
        self.switches = switches

    def runcall(self, function):
        self.enable(**self.switches)
        try:
            function()
        finally:
            self.disable()


def made(how):
    """The profiler that Python's modules make for such options."""
    return {
        "no-builtins": lambda: Switched(builtins=False),
        "no-subcalls": lambda: Switched(subcalls=False),
        "whole": cProfile.Profile,
        "timer": lambda: profile.Profile(tick),
        "bias": lambda: profile.Profile(tick, 0.25),
    }[how]()
