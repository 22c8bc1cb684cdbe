"""What Python imports when it starts: it arms the profiler and leaves no trace of itself.

The program is run by `python SCRIPT ARGS` itself, so everything about it is as ever: the main module, the paths, the tracebacks, the
exit code, what happens on Ctrl-C. This file is found first because its folder leads PYTHONPATH.
"""

import sys


def _load():
    """Loads the rest of the driver, takes all traces of it away and returns the recorder."""
    import os

    try:
        from tottime_recorder import Recorder

        return Recorder(os.environ["TOTTIME_PROFILE"])
    finally:
        for name in [name for name in sys.modules if name.startswith("tottime_")]:
            del sys.modules[name]
        folder = os.path.dirname(__file__)
        sys.path.remove(folder)
        sys.path_importer_cache.pop(folder, None)
        del os.environ["TOTTIME_PROFILE"], os.environ["PYTHONPATH"]
        path = os.environ.pop("TOTTIME_PYTHONPATH", None)
        if path is not None:
            os.environ["PYTHONPATH"] = path


_arm = _load().arm

# Now the site's own sitecustomize has its turn. When there is none, the ImportError is what site.py expects.
del sys.modules["sitecustomize"]
try:
    import sitecustomize
finally:
    _arm()
