"""Turns what profilers recorded into a recording, whose form profiler/recording describes, and writes it."""

import marshal
import os
import sys

_VERSION = 1  # of the form
_MARSHAL = 2  # the newest version that every Python reads
_Code = type((lambda: None).__code__)


class Functions:
    """The table of functions of a recording. It grows from snapshot to snapshot; a function keeps its place.

    What is kept of a function are its code and bytes, which are nothing to Python's garbage collector: see tottime_snapshots.
    """

    def __init__(self, driver, folder, stand_ins):
        self.folder_of_driver = driver
        self.folder = folder  # what relative file names are taken from
        self.table = []  # marshalled
        self.own = []  # the places of the driver's functions
        self.stand_ins = stand_ins  # the code of those of them that stand for a function that the program called
        self._standing_in = []  # the places of those of them that are in the driver's files: some are equal, but not the same
        self.places = {}  # by the id of the code object, else by what is known instead
        self._kept = []  # the code objects whose ids are in places: an id must not be used again
        self._files = {}
        self._ends = {}
        self._unended = []  # the code of functions whose last line is still to be found

    def afresh(self):
        """Another table, without a function, that knows what this one knows."""
        other = Functions(self.folder_of_driver, self.folder, self.stand_ins)
        other._files, other._ends, other._kept = self._files, self._ends, self._kept
        return other

    def place(self, code):
        """Where in the table a function is; its code is a str for one in C, and (file, line, name) where no more is known."""
        key = id(code) if code.__class__ is _Code else code
        place = self.places.get(key)
        if place is None:
            place = len(self.table)
            self.table.append(self._described(code, 0))
            self._kept.append(code)
            self.places[key] = place
            if code.__class__ is _Code:
                self._unended.append(code)
            if code.__class__ is not str and self._file(code[0] if code.__class__ is tuple else code.co_filename)[1]:
                self.own.append(place)
                if code in self.stand_ins:
                    self._standing_in.append(place)
        return place

    def end(self, most=None):
        """Finds the last lines of so many functions, else of all, which takes longer than all else that there is to tell of them."""
        most = len(self._unended) if most is None else most
        for code in self._unended[:most]:
            self.table[self.places[id(code)]] = self._described(code, self._end(code))
        del self._unended[:most]

    def wrappers(self):
        """The places of the stand-ins."""
        return self._standing_in + self._places_of(self.stand_ins)

    def driver(self):
        """The places of the driver's functions, and of that with which Python waits for the last thread."""
        last = getattr(getattr(sys.modules.get("threading"), "_shutdown", None), "__code__", None)
        return self.own + self._places_of([last] if last else [])

    def _places_of(self, codes):
        keys = [key for code in list(codes) for key in (id(code), (code.co_filename, code.co_firstlineno, code.co_name))]
        return [self.places[key] for key in keys if key in self.places]

    def _described(self, code, end):
        if code.__class__ is str:
            described = ("~", 0, code, "", 0, 0)
        elif code.__class__ is tuple:
            name, line, function = code
            described = (self._file(name)[0], line, function, "", 0, 0)
        else:
            name, function = code.co_filename, code.co_name
            fingerprint = _fingerprint(code) if function[:1] == "<" or name[:1] == "<" else 0
            described = (self._file(name)[0], code.co_firstlineno, function, getattr(code, "co_qualname", ""), end, fingerprint)
        return marshal.dumps(described, _MARSHAL)

    def _file(self, name):
        """The name of a file as it is recorded, and whether the file is the driver's."""
        known = self._files.get(name)
        if known is None:
            known = self._files[name] = (readable(self._absolute(name)) if name else name, os.path.dirname(name) == self.folder_of_driver)
        return known

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


def readable(name):
    """Gives a file name its letters in a locale that knows ASCII only."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeError:
        return name


def rows(entries, functions):
    """The getstats() of a profiler as rows of a thread, marshalled one by one: few objects are there at once."""
    known, place, dumps = functions.places.get, functions.place, marshal.dumps
    return [
        dumps(
            (
                known(id(code) if code.__class__ is _Code else code) or place(code),
                calls,
                recursive,
                cumulative,
                own,
                callees
                and [
                    (known(id(callee[0]) if callee[0].__class__ is _Code else callee[0]) or place(callee[0]), callee[1], callee[2], callee[3], callee[4])
                    for callee in callees
                ],
            ),
            _MARSHAL,
        )
        for code, calls, recursive, cumulative, own, callees in entries
    ]


def counted_rows(entries, functions):
    """The same of a profiler that counts the calls of callees without timing them."""
    place = functions.place
    return [
        marshal.dumps((place(code), calls, recursive, cumulative, own, callees and [(place(callee), count) for callee, count in callees]), _MARSHAL)
        for code, calls, recursive, cumulative, own, callees in entries
    ]


def content(process, functions, threads):
    """The recording, marshalled: what is known of the process, with its [(name, ident, rows)…]."""
    known = dict(process, version=_VERSION, driver=functions.driver(), wrappers=functions.wrappers())
    lists = {"functions": _list(functions.table), "threads": _list([_thread(*thread) for thread in threads])}
    added = b"".join([marshal.dumps(name, _MARSHAL) + text for name, text in lists.items()])
    return marshal.dumps(known, _MARSHAL)[:-1] + added + b"0"  # with which a dict ends


def _thread(name, ident, rows):
    return b"(" + _length(3) + marshal.dumps(name, _MARSHAL) + marshal.dumps(ident, _MARSHAL) + _list(rows)


def _length(count):
    return count.to_bytes(4, "little")


def _list(texts):
    return b"[" + _length(len(texts)) + b"".join(texts)


def write(text, path):
    """Replaces the file at path in one step."""
    temporary = path[: -len(".rec")] + ".tmp"
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


def overwrite(text, path):
    """Puts a short text in the place of what is in the file at path, for which no more room is needed. It may fail."""
    try:
        with open(path, "r+b", 0) as file:
            _write_all(file, text)
            file.truncate()
    except OSError:
        pass


def _write_all(file, text):
    left = memoryview(text)
    while left:
        left = left[file.write(left) :]
