"""What Python imports when it starts: it arms the profiler and leaves no trace of itself.

The program is run by `python SCRIPT ARGS` itself, so everything about it is as ever: the main module, the paths, the tracebacks, the
exit code, what happens on Ctrl-C. This file is found first because its folder leads PYTHONPATH. Pythons that we do not support come here too,
in processes that the program starts: up to where they are told apart, this is written for all of them.
"""

import sys


def _load():
    """Loads the rest of the driver, takes all traces of it away and returns what arms it."""
    import os

    driver = os.path.dirname(__file__)
    unwritten = sys.dont_write_bytecode
    # A driver that is kept for the next run has this folder. Whether the program's own modules are to be compiled to files is another matter.
    sys.dont_write_bytecode = not os.path.isdir(os.path.join(driver, "__pycache__"))
    try:
        from tottime_environment import Environment, hidden

        found = hidden()
        if "TOTTIME_PARTS" not in found or sys.version_info < (3, 6) or sys.implementation.name != "cpython":
            return lambda: None
        from tottime_arms import armed

        return armed(Environment(driver, found), found)
    except Exception:  # the program is none the worse for it
        return lambda: None
    finally:
        sys.dont_write_bytecode = unwritten
        for name in [name for name in sys.modules if name.startswith("tottime_")]:
            del sys.modules[name]
        if driver in sys.path:
            sys.path.remove(driver)
        sys.path_importer_cache.pop(driver, None)


_arm = _load()

# Now the site's own sitecustomize has its turn. When there is none, the ImportError is what site.py expects.
_this = sys.modules.pop("sitecustomize")  # Python 2 empties a module that nothing refers to
try:
    import sitecustomize
finally:
    _arm()
