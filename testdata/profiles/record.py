"""Records the programs beside this file with both profilers of the Python that runs it:

    for python in ~/.pyenv/versions/*/bin/python; do $python record.py; done

writes <profiler>/<python>/<program>.stats. Works on Python 2.7 and later. The programs seem to lie in /srv/example, so that what is recorded
does not depend on the folder of this file. `profile` is run as `python -m profile` runs it, which stores a code object as a name, and for one
program as profile.run("text") does, which stores the text. The profilers' clock is a counter, so that the figures are the same on every machine.
"""
import cProfile
import io
import itertools
import os
import profile
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = {"recursion": "recursion.py", "shapes": "shapes.py", "offices": "offices.py"}
if sys.version_info[0] > 2:
    PROGRAMS["names"] = "gr\xf6\xdfe.py"


def clock():
    """Returns a clock that moves on by a little more than a millisecond each time it is read."""
    ticks = iter(itertools.count(0.0, 0.001237))
    return ticks.next if hasattr(ticks, "next") else ticks.__next__


def record(profiler, tool, program, statement=None):
    with io.open(os.path.join(HERE, "programs", program + ".py"), "rb") as source:
        code = compile(source.read(), "/srv/example/" + PROGRAMS[program], "exec", dont_inherit=True)
    names = {"__name__": "__main__", "code": code}
    try:
        profiler.runctx(statement or code, names, names)
    finally:
        folder = os.path.join(HERE, tool, "%d.%d" % sys.version_info[:2])
        if not os.path.isdir(folder):
            os.makedirs(folder)
        profiler.dump_stats(os.path.join(folder, ("text" if statement else program) + ".stats"))


for program in PROGRAMS:
    record(cProfile.Profile(clock()), "cprofile", program)
    record(profile.Profile(clock()), "profile", program)
record(profile.Profile(clock()), "profile", "shapes", "exec(code)")
