"""Records the program shapes.py with profilers that are not Python's own but write its format, and with one that writes pprof's. In this folder:

    python -m pip install pyinstrument yappi ipython pytest-benchmark "austin-dist<4" austin-python
    python -c "exec(compile(open('record_others.py').read(), '/srv/example/record.py', 'exec'))" [TOOL …]

writes <tool>/shapes.stats, and pprof/austin.pprof; by the second line this file, too, seems to lie in /srv/example. pyinstrument takes samples,
so it counts no calls: all counts are -1. pytest-benchmark profiles a function, not a program. austin samples another process, and now and then
while a stack changes: some samples have an invalid frame, some none at all.
"""
import os
import subprocess
import sys
import tempfile

SETUP = """
with open({path!r}, "rb") as source:
    code = compile(source.read(), "/srv/example/shapes.py", "exec", dont_inherit=True)
names = {{"__name__": "__main__"}}
exec(code, names)
""".format(path=os.path.abspath("programs/shapes.py"))


def program(repetitions):
    names = {}
    exec(SETUP, names)
    for _ in range(repetitions - 1):
        names["names"]["main"]()


def target(tool):
    os.makedirs(tool, exist_ok=True)
    return os.path.join(tool, "shapes.stats")


def yappi(tool):
    import yappi

    yappi.start(builtins=True)
    program(1)
    yappi.stop()
    yappi.get_func_stats().save(target(tool), type="pstat")


def pyinstrument(tool):
    import pyinstrument
    import pyinstrument.renderers

    sampler = pyinstrument.Profiler(interval=0.0001)
    sampler.start()
    program(100)
    sampler.stop()
    with open(target(tool), "wb") as out:
        text = sampler.output(pyinstrument.renderers.PstatsRenderer(show_all=False))
        out.write(text.encode("utf-8", "surrogateescape"))


def ipython(tool):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.push({"program": program})
    shell.run_line_magic("prun", "-q -D %s program(2)" % target(tool))


def pytest_benchmark(tool):
    import pytest

    with tempfile.TemporaryDirectory() as folder:
        test = os.path.join(folder, "test_shapes.py")
        with open(test, "w") as out:
            out.write(SETUP + "\n\ndef test_shapes(benchmark):\n    benchmark(names['main'])\n")
        options = ["--benchmark-cprofile=cumtime", "--benchmark-cprofile-loops=3", "--benchmark-cprofile-dump=" + os.path.join(folder, "dump")]
        pytest.main(["-q", "--benchmark-max-time=0.1", "-p", "no:cacheprovider", *options, test])
        os.replace(os.path.join(folder, "dump-test_shapes.prof"), target(tool))


def austin(tool):
    with tempfile.TemporaryDirectory() as folder:
        samples = os.path.join(folder, "samples")
        repeat = SETUP + "for _ in range(500): names['main']()\n"
        subprocess.check_call(["austin", "-i", "2ms", "-o", samples, sys.executable, "-c", repeat])
        subprocess.check_call(["austin2pprof", samples, "pprof/austin.pprof"])


RECORDERS = {"yappi": yappi, "pyinstrument": pyinstrument, "ipython": ipython, "pytest-benchmark": pytest_benchmark, "austin": austin}
for name in sys.argv[1:] or RECORDERS:
    RECORDERS[name](name)
