"""Puts functions of ours in the place of functions in C, in such a way that no frame of ours shows in the traceback when one fails.

What stands in is a class: to call it calls its __new__, where our work and the call of the original happen. When the original fails, __new__
returns an instance, so that Python calls __init__ with the same arguments, which is the original itself: that fails again, now without us.
"""

import sys

from tottime_borrowed import attrgetter, errno, setitem

# Errors that a second call meets as well.
_LASTING = {errno.ENOENT, errno.EACCES, errno.ENOTDIR, errno.ENOEXEC, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG, errno.E2BIG, errno.EINVAL}


class _Likeness(type):
    def __repr__(cls):
        return repr(cls.original)


class _WithoutResult(_Likeness):
    __call__ = property(attrgetter("enter"))


class Work:
    """One call of a function that has a stand-in; a subclass says what is done besides."""

    call = None  # what is called instead of the original
    unframed = False  # the original is called when all our frames have gone; only where it `returns_none`
    returns_none = False  # the original returns nothing but None

    def __init__(self, arguments):
        self.arguments = arguments

    def returned(self, result):
        """Called when the original has returned."""

    def failed(self):
        """Called when the original has failed."""


_Method = type(Work(()).failed)


def stand_in(original, work):
    """What calls the original within work(arguments). Its attribute `code` is the code that profilers see, `original` the original."""

    def begin(arguments):
        begun = work(arguments)
        begun.call = begun.call or original
        return begun

    # As it stands for a call of the original, it calls nothing but that and functions of ours.
    def called(_class, *arguments, **options):
        begun = begin(arguments)
        if begun.unframed:
            return _instance(_class)
        try:
            result = begun.call(*begun.arguments, **options)
        except BaseException as error:
            if not _failed(begun, error):
                raise
            return _instance(_class)
        _returned(begun, result)
        return result

    name = original.__name__
    code = _renamed(called.__code__, name)
    body = {
        "__new__": staticmethod(type(called)(code, called.__globals__, name, None, called.__closure__)),
        "__init__": property(lambda self: original),
        "__doc__": original.__doc__,
        "__module__": original.__module__,
        "__slots__": (),
        "original": original,
        "code": code,
    }
    made = _Likeness(name, (), body)
    if work.returns_none:
        # Where __new__ returns an instance, that would be the result. To set an item has none.
        inner = type(name, (), {"__setitem__": made})()
        made = _WithoutResult(name, (), dict(body, enter=_Method(setitem, inner)))
    return made


def _renamed(code, name):
    """The code under a name of its own, and an object of its own, as profilers know functions by their code."""
    if hasattr(code, "replace"):  # Python 3.8
        return code.replace(co_name=name)
    counts = (code.co_argcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize, code.co_flags)
    names = (code.co_names, code.co_varnames, code.co_filename, name, code.co_firstlineno)
    return type(code)(*counts, code.co_code, code.co_consts, *names, code.co_lnotab, code.co_freevars, code.co_cellvars)


def _instance(stand_in):
    return object.__new__(stand_in)


def _returned(work, result):
    work.returned(result)


def _failed(work, error):
    work.failed()
    if isinstance(error, OSError):
        return error.errno in _LASTING
    return isinstance(error, (TypeError, ValueError, OverflowError))


def give_back(codes, *modules):
    """Has the originals take the places of their stand-ins of that code."""
    for module in modules:
        for name, value in list(vars(sys.modules[module]).items()) if module in sys.modules else ():
            if isinstance(value, _Likeness) and value.code in codes:
                setattr(sys.modules[module], name, value.original)


def put_for(original, work, *modules):
    """Has a stand-in take the place of a function under all its names in these modules. Returns its code."""
    replacement = stand_in(original, work)
    for module in modules:
        for name, value in list(vars(sys.modules[module]).items()) if module in sys.modules else ():
            if value is original:
                setattr(sys.modules[module], name, replacement)
    return [replacement.code]


def put(name, work, *modules):
    """Has stand-ins take the place of the function of that name in these modules. Returns their code."""
    codes = []
    for module in modules:
        original = sys.modules[module].__dict__.get(name) if module in sys.modules else None
        if original is None:
            continue
        if not codes:
            first, replacement = original, stand_in(original, work)
            codes.append(replacement.code)
        if original is first:
            setattr(sys.modules[module], name, replacement)
    return codes
