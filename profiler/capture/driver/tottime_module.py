"""Imports the module that a function or some lines are in, so that its main program does not run."""

import os
import sys

_bootstrap = sys.modules["_frozen_importlib"]
_external = sys.modules["_frozen_importlib_external"]


class Module:
    """A module, known by the path of its file as the user gave it or by its name.

    A file is imported as what it is to its neighbours: goods.py in a package shop as shop.goods. sys.path begins with the folder that such a package
    is in; else with the file's, as when Python runs it.
    """

    def __init__(self, path, name):
        self.path = path
        self.name = name
        self.module = None

    def __str__(self):
        return self.path or self.name

    def prepare(self):
        """Returns a function and the argument to call it with, which imports the module. None of our frames is there then."""
        if self.path is None:
            return __import__, self.name
        path = self.path
        if not os.path.isfile(path):
            raise SystemExit("tottime: there is no file %s. Check its name." % path)
        if sys.version_info >= (3, 9):  # which takes the path of a script so
            path = os.path.join(os.getcwd(), path)
        folder, self.name = _place(os.path.realpath(path))
        if sys.path[:1] == [""]:  # else the user wants no such folder
            sys.path[0] = folder
        if "." in self.name:
            return __import__, self.name
        loader = _external.SourceFileLoader(self.name, path)
        self.module = _bootstrap.module_from_spec(_external.spec_from_file_location(self.name, path, loader=loader))
        sys.modules.setdefault(self.name, self.module)
        return loader.exec_module, self.module

    def imported(self):
        """The module, once it is imported."""
        if self.module is None:
            self.module = sys.modules[self.name]
        return self.module


def _place(path):
    """The folder that the package of a file is in, or the file itself, and the full name of the file's module."""
    folder, file = os.path.split(path)
    names = [os.path.splitext(file)[0]]
    if not names[0].isidentifier():
        return folder, names[0].replace(".", "_")
    outer, package = os.path.split(folder)
    while package.isidentifier() and os.path.isfile(os.path.join(folder, "__init__.py")):
        names.insert(0, package)
        folder = outer
        outer, package = os.path.split(folder)
    if len(names) > 1 and names[-1] == "__init__":
        del names[-1]
    return folder, ".".join(names)
