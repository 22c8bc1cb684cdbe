"""Records the programs beside this file in the format of Python 3.15's sampling profiler:

    python3.15 record_sampled.py

writes sampling/<python>/<program>.stats. Python's own collector (profiling.sampling.pstats_collector) makes the samples a profile and saves it.
Only, no clock takes the samples from outside the program, as `python -m profiling.sampling run --pstats` would: each seventh line that is
executed is a sample, so that the files are the same on every machine, and can be made where a process cannot read another one's memory.
A stack is what that profiler sees: qualified names, the current line of each frame, and <GC> on top of it while garbage is collected.

Such a profile keeps lines, and pairs of lines of which one has called the other. <program>.json beside it has what is lost by that: in how many
samples each function was on top of the stack, and anywhere on it; and the same of each function as called by another. A sample counts once.
"""
import collections
import gc
import json
import os
import sys
from _remote_debugging import FrameInfo, InterpreterInfo, ThreadInfo
from profiling.sampling.pstats_collector import PstatsCollector

HERE = os.path.dirname(os.path.abspath(__file__))
LINES = 7  # from sample to sample
INTERVAL = 1000  # of samples, as the profile says, in microseconds


def frames(top):
    """Lists a stack from the top down to the program's module."""
    while top is not None and top.f_code.co_filename.startswith("/srv/"):
        yield FrameInfo((top.f_code.co_filename, (top.f_lineno, top.f_lineno, 0, 0), top.f_code.co_qualname, None))
        top = top.f_back


class Truth:
    """Counts samples by function, and by function and direct caller."""

    def __init__(self):
        self.top = collections.Counter()
        self.anywhere = collections.Counter()

    def count(self, stack):
        names = [frame.funcname for frame in stack]
        pairs = list(zip(names, names[1:]))
        self.top.update(names[:1] + pairs[:1])
        self.anywhere.update(set(names + pairs))

    def save(self, path):
        with open(path, "w", encoding="utf-8") as out:
            rows = [
                {"function": key[0], "caller": key[1], "top": self.top[key], "anywhere": samples}
                if isinstance(key, tuple)
                else {"function": key, "top": self.top[key], "anywhere": samples}
                for key, samples in sorted(self.anywhere.items(), key=str)
            ]
            json.dump({"interval": INTERVAL * 1e-6, "rows": rows}, out, indent=1)
            out.write("\n")


def record(program):
    collector, truth = PstatsCollector(INTERVAL), Truth()
    lines = 0

    def sample(stack):
        collector.collect([InterpreterInfo((0, [ThreadInfo((1, 0, stack))]))])
        truth.count(stack)

    def trace(frame, event, argument):
        nonlocal lines
        if not frame.f_code.co_filename.startswith("/srv/"):
            return None
        lines += event == "line"
        if event == "line" and lines % LINES == 0:
            sample(list(frames(frame)))
        return trace

    def collecting(phase, details):
        if phase == "start":
            sample([FrameInfo(("~", None, "<GC>", None)), *frames(sys._getframe(1))])

    with open(os.path.join(HERE, "programs", program + ".py"), "rb") as source:
        code = compile(source.read(), "/srv/example/" + program + ".py", "exec", dont_inherit=True)
    gc.collect()
    gc.disable()
    gc.callbacks.append(collecting)
    sys.settrace(trace)
    try:
        exec(code, {"__name__": "__main__"})
    finally:
        sys.settrace(None)
        gc.callbacks.remove(collecting)
        gc.enable()
    folder = os.path.join(HERE, "sampling", "%d.%d" % sys.version_info[:2])
    os.makedirs(folder, exist_ok=True)
    collector.export(os.path.join(folder, program + ".stats"))
    truth.save(os.path.join(folder, program + ".json"))


for program in "expressions", "recursion", "shapes":
    record(program)
