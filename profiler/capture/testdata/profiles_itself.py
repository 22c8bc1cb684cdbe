"""Uses cProfile for a part of what it does."""

import cProfile
import pstats
import sys


def part():
    return sum(i for i in range(10))


def rest():
    return 1


rest()
profiler = cProfile.Profile()
profiler.enable()
part()
profiler.disable()
rest()
print(sorted(name for _, _, name in pstats.Stats(profiler, stream=sys.stdout).stats if name in ("part", "rest")))
profiler.enable()  # and left running
