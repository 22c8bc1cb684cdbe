"""Tells everything by which a program could notice how it was started."""

import __main__
import inspect
import os
import signal
import sys


def depth():
    try:
        return 1 + depth()
    except RecursionError:
        return 1


print("argv", sys.argv, getattr(sys, "orig_argv", None))
print("path", sys.path, sys.executable, sys.prefix, sys.flags)
print("names", sorted(globals()))
for name in ("__file__", "__name__", "__package__", "__spec__", "__cached__", "__doc__", "__builtins__"):
    print(name, repr(globals().get(name)))
print("loader", type(__loader__), __loader__.name, __loader__.path)
print("main", __main__.__dict__ is globals(), sys.modules["__main__"] is __main__)
print("code", sys._getframe().f_code.co_filename, sys._getframe().f_back)
print("stack", [frame.function for frame in inspect.stack()])
print("hooks", sys.excepthook is sys.__excepthook__, sys.displayhook is sys.__displayhook__, sys.gettrace())
print("interrupt", signal.getsignal(signal.SIGINT) is signal.default_int_handler)
print("ours", sorted(name for name in sys.modules if "tottime" in name), "sitecustomize" in sys.modules, "cProfile" in sys.modules)
print("cache", [entry for entry in sys.path_importer_cache if "driver" in entry])
print("environment", sorted(name for name in os.environ if name.startswith("TOTTIME")), os.environ.get("PYTHONPATH"))
print("imported", sorted(set(sys.modules) - {"_lsprof", "atexit"}))  # the two that profiling cannot do without
print("limit", sys.getrecursionlimit(), depth())
print("streams", sys.stdin.encoding, sys.stdout.encoding, sys.stderr.encoding, sys.getfilesystemencoding(), sys.stdout.line_buffering)
