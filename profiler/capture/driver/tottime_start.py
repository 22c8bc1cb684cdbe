"""Knows how the program is started, and when its first line is about to run."""

import sys

_external = sys.modules["_frozen_importlib_external"]

# The last function that runs before a script is the making of its loader.
_LAST_BEFORE_SCRIPT = _external.FileLoader.__init__.__code__


def command():
    """The command line of this process, as far as Python tells it."""
    if hasattr(sys, "orig_argv"):  # Python 3.10
        return list(sys.orig_argv)
    try:
        with open("/proc/self/cmdline", "rb") as file:
            words = file.read().split(b"\0")[:-1]
        return [word.decode("utf-8", "surrogateescape") for word in words]
    except OSError:
        return [sys.executable or ""] + list(getattr(sys, "argv", ()))


def _target(words):
    """What the command line runs: "-c", "-m", a file, or "" or "-" for standard input."""
    words = iter(words[1:])
    for word in words:
        if word == "-" or not word.startswith("-"):
            return word
        for place, letter in enumerate(word[1:]):
            if letter in "cm":
                return "-" + letter
            if letter in "WX":
                if word[place + 2 :] == "":
                    next(words, None)
                break
    return ""


class Start:
    """Finds the moment before the first line among the events that sys.setprofile() tells of."""

    def __init__(self, words):
        # The file name of a code string or of standard input, which C runs as soon as the site module is imported.
        self.main = sys.modules["__main__"].__dict__
        self.after_site = {"-c": "<string>", "-": "<stdin>", "": "<stdin>"}.get(_target(words))

    def file(self, frame, event, argument):
        """The file name in the program's code when its first line is what comes next, else None."""
        if event == "return":
            if frame.f_code is _LAST_BEFORE_SCRIPT and frame.f_locals.get("fullname") == "__main__":
                return _name_in_code(frame.f_locals["self"])
            if self.after_site is not None and frame.f_back is None:
                return self.after_site
        elif event == "c_call" and argument is exec and frame.f_globals.get("__name__") == "runpy":
            if frame.f_locals.get("run_globals") is self.main:
                return frame.f_locals["code"].co_filename
        return None


def _name_in_code(loader):
    if isinstance(loader, _external.SourcelessFileLoader):
        try:
            return loader.get_code(loader.name).co_filename  # that of the source, which may be gone
        except Exception:  # Python is about to say what is wrong with the file
            pass
    return loader.path
