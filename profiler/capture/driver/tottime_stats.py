"""Turns what profilers recorded into the contents of a plain pstats file."""

import marshal
import os
import sys


def ran(recordings, script):
    """Tells whether the script's first line was run.

    Any function of the script says so. The module itself may be missing: see lost_count.
    """
    return any(getattr(entry.code, "co_filename", None) == script for recording in recordings for entry in recording)


def lost_count(recording, script):
    """Tells whether the profiler of the main thread took the end of one call for that of another.

    Python 3.11, 3.13 and 3.14 look for signals before they tell a profiler that a function begins or a generator goes on. An exception that
    comes of one there, such as KeyboardInterrupt, has them tell of the end of a call whose beginning they never told. It is taken for the end
    of the caller, and so on outwards, until nothing is left that the end of the script itself could be.
    """
    return not any(
        getattr(entry.code, "co_filename", None) == script and entry.code.co_name == "<module>" for entry in recording
    )


def merge(recordings, driver, folder):
    """Adds up the getstats() of several profilers, in pstats' form:
    {(file, line, name): (primitive calls, calls, self, cumulative, {caller: (calls, primitive calls, self, cumulative)})}

    Functions in the folder `driver` are left out, and so is Python's own wait for the last thread. Relative file names are taken from `folder`.
    """
    label = _Labels(folder)
    stats, hidden = {}, set()
    last_wait = getattr(getattr(sys.modules.get("threading"), "_shutdown", None), "__code__", None)
    for recording in recordings:
        for entry in recording:
            key = label(entry.code)
            if entry.code is last_wait or os.path.dirname(getattr(entry.code, "co_filename", "")) == driver:
                hidden.add(key)
            _add(_row(stats, key), entry)
            for call in entry.calls or ():
                _add(_row(stats, label(call.code))[4].setdefault(key, [0, 0, 0.0, 0.0]), call)
    for key in sorted(hidden, key=_stands_for_another):
        if key in stats:
            _cut_out(stats, key)
    return {
        key: (cc, nc, tt, ct, {caller: tuple(edge) for caller, edge in callers.items()})
        for key, (nc, cc, tt, ct, callers) in stats.items()
        if nc
    }


def _row(stats, key):
    return stats.setdefault(key, [0, 0, 0.0, 0.0, {}])


def _add(figures, entry):
    figures[0] += entry.callcount
    figures[1] += entry.callcount - entry.reccallcount
    figures[2] += entry.inlinetime
    figures[3] += entry.totaltime


def _stands_for_another(key):
    """Tells the driver's wrappers of others' functions."""
    return key[2] in ("start_thread", "fork")


def _cut_out(stats, key):
    """Removes a function and what only it called, except that what a wrapper called was called by its callers."""
    calls, _, _, _, callers = stats.pop(key)
    heirs = callers if _stands_for_another(key) else {}
    for callee, row in list(stats.items()):
        edge = row[4].pop(key, None)
        if edge is None:
            continue
        for caller, (share, _, _, _) in heirs.items():
            inherited = row[4].setdefault(caller, [0, 0, 0.0, 0.0])
            for i, figure in enumerate(edge):
                inherited[i] += type(figure)(figure * share / calls)
        if not heirs:
            for i, figure in enumerate(edge):
                row[i] -= figure
            if row[0] == 0 and callee in stats:
                _cut_out(stats, callee)


class _Labels:
    """The keys of functions in a pstats file, with absolute file names where there is such a file."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}

    def __call__(self, code):
        if isinstance(code, str):
            return ("~", 0, code)
        name = code.co_filename
        if name not in self.files:
            self.files[name] = _readable(self._absolute(name))
        return (self.files[name], code.co_firstlineno, code.co_name)

    def _absolute(self, name):
        path = os.path.normpath(os.path.join(self.folder, name))
        return path if os.path.exists(path) else name


def _readable(name):
    """Gives a file name its letters in a locale that knows ASCII only."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeError:
        return name


def write(stats, path):
    """Replaces the file at path in one step."""
    temporary = "%s.%d" % (path, os.getpid())
    with open(temporary, "wb") as file:
        # Version 2 is the newest that every Python reads.
        marshal.dump(stats, file, 2)
    os.replace(temporary, path)
