"""Profiles a part of what it does itself."""

import cProfile
import pstats


def before():
    pass


def part():
    pass


def after():
    pass


before()
profiler = cProfile.Profile()
profiler.enable()
part()
profiler.disable()
after()
print("part:", [figures[0] for (_, _, name), figures in pstats.Stats(profiler).stats.items() if name == "part"])
