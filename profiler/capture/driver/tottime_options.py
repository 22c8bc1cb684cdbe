"""What the user chose: the environment variable TOTTIME_OPTIONS, such as "builtins=0;only=Basket.add", all of which may be left out.

    children=0      other Python processes that the program starts are not recorded
    builtins=0      functions in C are not recorded
    subcalls=0      who called whom is not told in the end
    profiler=NAME   "cprofile" or "profile", the profiler in pure Python
    class=M:C       the class of that profiler, within a module
    timer=M:F       the function that profiler "profile" reads the time from
    bias=SECONDS    what profiler "profile" takes off for each event
    only=NAME       records only while the function of that qualified name runs

A percent sign and two hexadecimal digits stand for a letter, such as %3B for a semicolon and %25 for the percent sign itself.
"""


class Options:
    def __init__(self, text):
        given = entries(text)
        self.children = given.get("children") != "0"
        self.builtins = given.get("builtins") != "0"
        self.subcalls = given.get("subcalls") != "0"
        self.profiler = given.get("profiler", "cprofile")
        self.profiler_class = given.get("class")
        self.timer = given.get("timer")
        self.bias = float(given.get("bias", 0))
        self.only = given.get("only")


def entries(text):
    """The entries of such a text by name."""
    given = dict(entry.split("=", 1) for entry in text.split(";") if "=" in entry)
    return {name: _unquoted(value) for name, value in given.items()}


def _unquoted(text):
    first, *others = text.split("%")
    return first + "".join(chr(int(part[:2], 16)) + part[2:] for part in others)
