"""Turns what profilers recorded into a recording, whose form profiler/recording describes, and writes it."""

import marshal
import os
import sys

_VERSION = 1  # of the form
_Code = type((lambda: None).__code__)


class Functions:
    """The table of functions of a recording. It grows from snapshot to snapshot; a function keeps its place."""

    def __init__(self, driver, folder, stand_ins):
        self.driver = driver  # the folder of our own functions
        self.folder = folder  # what relative file names are taken from
        self.table = []
        self.own = []  # the places of the driver's functions
        self.wrappers = []  # the places of those of them that stand for a function that the program called
        self.stand_ins = stand_ins  # the wrappers' code
        self._places = {}
        self._kept = []  # the code objects whose ids are in _places: an id must not be used again
        self._files = {}
        self._ends = {}

    def afresh(self):
        """Another table, without a function, that knows what this one knows."""
        other = Functions(self.driver, self.folder, self.stand_ins)
        other._files, other._ends, other._kept = self._files, self._ends, self._kept
        return other

    def place(self, code):
        """Where in the table a function is; its code is a str for one in C, and (file, line, name) where no more is known."""
        key = id(code) if code.__class__ is _Code else code
        place = self._places.get(key)
        if place is None:
            place = len(self.table)
            self.table.append(self._describe(code, place))
            self._kept.append(code)
            self._places[key] = place
        return place

    def _describe(self, code, place):
        if code.__class__ is str:
            return ("~", 0, code, "", 0, 0)
        if code.__class__ is tuple:
            return self._describe_label(code, place)
        if code in self.stand_ins:
            self.wrappers.append(place)
        elif os.path.dirname(code.co_filename) == self.driver or code is _last_wait():
            self.own.append(place)
        file = self._file(code.co_filename)
        return (file, code.co_firstlineno, code.co_name, getattr(code, "co_qualname", ""), self._end(code), _fingerprint(code))

    def _describe_label(self, label, place):
        file, line, name = label
        if any(_label(code) == label for code in self.stand_ins):
            self.wrappers.append(place)
        elif os.path.dirname(file) == self.driver or label == _label(_last_wait()):
            self.own.append(place)
        return (self._file(file) if file else file, line, name, "", 0, 0)

    def _file(self, name):
        if name not in self._files:
            self._files[name] = readable(self._absolute(name))
        return self._files[name]

    def _absolute(self, name):
        try:
            path = os.path.normpath(os.path.join(self.folder, name))
            return path if os.path.exists(path) else name
        except ValueError:  # compile() takes names that no file can have
            return name

    def _end(self, code):
        """The last line of a function, those of the functions within it included."""
        end = self._ends.get(id(code))
        if end is None:
            inner = [self._end(constant) for constant in code.co_consts if constant.__class__ is code.__class__]
            end = self._ends[id(code)] = max(inner + [_last_line(code)])
            self._kept.append(code)
        return end


def _fingerprint(code):
    """A number that differs where code does, for functions that may have a namesake on the same line: those without a name, and those that were made
    from a text at run time. It is 0 for others."""
    if not (code.co_name.startswith("<") or code.co_filename.startswith("<")):
        return 0
    constants = [constant for constant in code.co_consts if constant is None or constant.__class__ in (int, float, str, bytes)]
    text = repr((code.co_names, code.co_varnames, code.co_freevars, constants)).encode("utf-8", "surrogatepass")
    where = code.co_linetable if hasattr(code, "co_linetable") else code.co_lnotab
    return int.from_bytes(text + code.co_code + where, "little") % ((1 << 52) - 47)


def _last_line(code):
    if hasattr(code, "co_lines"):
        return max([line for _, _, line in code.co_lines() if line] + [code.co_firstlineno])
    last = line = code.co_firstlineno
    for step in code.co_lnotab[1::2]:
        line += step - 256 if step > 127 else step
        last = max(last, line)
    return last


def _label(code):
    return code and (code.co_filename, code.co_firstlineno, code.co_name)


def _last_wait():
    """The code with which Python waits for the last thread."""
    return getattr(getattr(sys.modules.get("threading"), "_shutdown", None), "__code__", None)


def readable(name):
    """Gives a file name its letters in a locale that knows ASCII only."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeError:
        return name


def rows(entries, place):
    """The getstats() of a profiler as rows of a thread."""
    return [
        (
            place(code),
            calls,
            recursive,
            cumulative,
            own,
            callees and [(place(callee[0]), callee[1], callee[2], callee[3], callee[4]) for callee in callees],
        )
        for code, calls, recursive, cumulative, own, callees in entries
    ]


def counted_rows(entries, place):
    """The same of a profiler that counts the calls of callees without timing them."""
    return [
        (place(code), calls, recursive, cumulative, own, callees and [(place(callee), count) for callee, count in callees])
        for code, calls, recursive, cumulative, own, callees in entries
    ]


def content(process, functions, threads):
    """The recording: what is known of the process, with its [(name, ident, rows)…]."""
    recording = dict(process)
    recording.update(
        version=_VERSION, functions=functions.table, threads=threads, driver=functions.own, wrappers=functions.wrappers
    )
    return recording


def write(recording, path):
    """Replaces the file at path in one step."""
    temporary = path[: -len(".rec")] + ".tmp"
    # Version 2 is the newest that every Python reads.
    text = marshal.dumps(recording, 2)
    try:
        with open(temporary, "wb", 0) as file:
            _write_all(file, text)
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def _write_all(file, text):
    left = memoryview(text)
    while left:
        left = left[file.write(left) :]
