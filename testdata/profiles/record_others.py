"""Records the program shapes.py with profilers that are not Python's own but write its format. In this folder:

    python -m pip install pyinstrument yappi
    python -c "exec(compile(open('record_others.py').read(), '/srv/example/record.py', 'exec'))"

writes <tool>/shapes.stats; by the second line this file, too, seems to lie in /srv/example. pyinstrument takes samples, so it counts no calls:
all counts are -1.
"""
import os

import pyinstrument
import pyinstrument.renderers
import yappi


def program(repetitions):
    with open("programs/shapes.py", "rb") as source:
        code = compile(source.read(), "/srv/example/shapes.py", "exec", dont_inherit=True)
    names = {"__name__": "__main__"}
    exec(code, names)
    for _ in range(repetitions - 1):
        names["main"]()


def target(tool):
    os.makedirs(tool, exist_ok=True)
    return os.path.join(tool, "shapes.stats")


yappi.start(builtins=True)
program(1)
yappi.stop()
yappi.get_func_stats().save(target("yappi"), type="pstat")

sampler = pyinstrument.Profiler(interval=0.0001)
sampler.start()
program(100)
sampler.stop()
with open(target("pyinstrument"), "wb") as out:
    text = sampler.output(pyinstrument.renderers.PstatsRenderer(show_all=False))
    out.write(text.encode("utf-8", "surrogateescape"))
