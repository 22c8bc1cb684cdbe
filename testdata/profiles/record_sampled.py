"""Records the programs beside this file in the format of Python 3.15's sampling profiler:

    python3.15 record_sampled.py

writes sampling/<python>/<program>.stats. Python's own collector (profiling.sampling.pstats_collector) makes the samples a profile and saves it.
Only, no clock takes the samples from outside the program, as `python -m profiling.sampling run --pstats` would: each seventh line that is
executed is a sample, so that the files are the same on every machine, and can be made where a process cannot read another one's memory.
A stack is what that profiler sees: qualified names, the current line of each frame, and <GC> on top of it while garbage is collected.
"""
import gc
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


def record(program):
    collector = PstatsCollector(INTERVAL)
    lines = 0

    def sample(stack):
        collector.collect([InterpreterInfo((0, [ThreadInfo((1, 0, stack))]))])

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


for program in "expressions", "recursion", "shapes":
    record(program)
