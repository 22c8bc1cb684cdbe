"""Runs some lines of a file in the namespace of its module, which is the main module then, as when Python runs the file."""

import sys

_FunctionType = type(lambda: None)


class Lines:
    def __init__(self, module, first, last):
        self.module = module
        self.first = first
        self.last = last

    def prepare(self):
        """Returns what imports the module: a function and its argument."""
        load, argument = self.module.prepare()
        sys.argv[0] = self.module.path
        return load, argument

    def ready(self):
        """Returns what is to be called, with its arguments by position and by name."""
        module = self.module.imported()
        code = self._compiled(module.__spec__.loader, module.__name__)
        sys.modules["__main__"] = module
        module.__name__ = "__main__"
        if not module.__package__:
            module.__package__ = module.__spec__ = None
        return _FunctionType(code, module.__dict__), (), {}

    def label(self, function):
        """The file and the name of the code of the lines."""
        return function.__code__.co_filename, function.__code__.co_name

    def rest(self, result):
        """What is left to do: nothing to iterate over, and nothing to give the result to."""
        return (), None, None

    def _compiled(self, loader, name):
        whole = loader.get_code(name)
        lines = loader.get_source(name).split("\n")
        chosen = lines[self.first - 1 : self.last]
        starts = [line for line in chosen if line.strip() and not line.lstrip().startswith("#")]
        if not starts:
            raise SystemExit("tottime: lines %d to %d of %s hold no code. It has %d lines." % (self.first, self.last, self.module, len(lines)))
        before = [""] * (self.first - 1)
        if starts[0][0].isspace():
            # As the first line of a file is not indented, there is a line before for the header of a block.
            before[-1:] = ["if 1:"]
        text = "\n".join(before + chosen) + "\n"
        return compile(text, whole.co_filename, "exec", _future(whole.co_flags), True)


def _future(flags):
    """Those of the flags of a module's code that its `from __future__ import` has set."""
    import __future__

    features = [getattr(__future__, name) for name in __future__.all_feature_names]
    return sum({feature.compiler_flag for feature in features if feature.compiler_flag & flags and feature.compiler_flag > 0xFFFF})
