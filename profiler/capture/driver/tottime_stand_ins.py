"""Puts functions of ours in the place of functions in C, so that neither the program nor its user can tell them apart.

What stands in is an object that has all attributes of the original. To call it calls a class, whose __new__ is where our work and the call of the
original happen. When the original fails, __new__ returns an instance that holds the error: Python initializes that, which raises the error by means of
functions in C alone, so that no frame of ours shows in the traceback.
"""

import os
import sys

from _io import _IOBase

from tottime_borrowed import attrgetter, methodcaller, setitem
from tottime_untraced import Method, again, calls, untraced

_DRIVER = os.path.dirname(__file__)

_exhausted = (nothing for nothing in ())
next(_exhausted, None)


class _Likeness:
    """Stands in for a function in C. Its attributes are all those of the original."""

    __slots__ = ("call", "attributes", "original", "code", "__weakref__")


def _slots():
    return [vars(_Likeness)[name] for name in _Likeness.__slots__[:4]]


_call, _attributes, _original, _code = _slots()
_Likeness.__call__ = property(_call.__get__)
_Likeness.__getattribute__ = property(_attributes.__get__)
for _name in ("__repr__", "__dir__", "__setattr__", "__delattr__"):
    setattr(_Likeness, _name, property(attrgetter(_name)))
_Likeness.__name__ = _Likeness.__qualname__ = type(len).__name__
_Likeness.__module__ = "builtins"


class _Calls(type):
    """A class that makes a call for each call of it, without tracing until our work is done."""

    __call__ = property(methodcaller("enter"))


class _Call:
    """A call that fails: to initialize it calls its action, which raises the error."""

    __slots__ = ("action",)
    __init__ = property(methodcaller("action"))
    make = object.__new__


class _CallWithoutResult(_IOBase):
    """A call that fails or is still to be made: to initialize it calls its action, whatever the arguments, as __exit__ calls close()."""

    __init__ = property(attrgetter("__exit__"))
    make = _IOBase.__new__
    close = property(attrgetter("action"))
    closed = True  # nothing is to be done when it is freed


class Work:
    """One call of a function that has a stand-in; a subclass says what is done besides."""

    call = None  # what is called instead of the original
    unframed = False  # the original is called when all our frames have gone; only where it `returns_none`
    returns_none = False  # the original returns nothing but None, and takes two arguments
    traced = True  # a tracer is told of what the original calls
    names = ()  # those of the first arguments, where they may be given by name
    instance = None  # what calls the original

    def __init__(self, arguments):
        self.arguments = arguments

    def returned(self, result):
        """Called when the original has returned."""

    def failed(self):
        """Called when the original has failed."""


def stand_in(original, work):
    """What calls the original within work(arguments)."""

    def begin(made, trace, arguments, options):
        for name in work.names[len(arguments) :]:
            if name in options:
                arguments += (options.pop(name),)
        try:
            begun = work(arguments)
        except RecursionError:  # the original may have enough room
            begun = object.__new__(Work)
            begun.arguments = arguments
        begun.call = begun.call or original
        if begun.unframed:
            begun.instance = _instance(made, Method(Method(original, arguments[0]), arguments[1]))
        if begun.traced:
            again(trace)
        return begun

    # As it stands for a call of the original, it calls nothing but that and functions of ours.
    def called(_class, _tracing, *arguments, **options):
        begun = None
        try:
            begun = begin(_class, _tracing[0], arguments, options)
            if begun.instance is not None:
                return begun.instance
            result = begun.call(*begun.arguments, **options)
        except BaseException as error:
            return _failed(_class, _tracing[0], begun, error)
        _returned(_tracing[0], begun, result)
        return result

    name = original.__name__
    code = _renamed(called.__code__, name)
    function = type(called)(code, called.__globals__, name, None, called.__closure__)
    base = _CallWithoutResult if work.returns_none else _Call
    made = call = _Calls(name, (base,), {"__new__": function, "__slots__": ()})
    made.enter = calls(Method(type.__call__, made))
    if work.returns_none:
        # Where __new__ returns an instance, that would be the result. To set an item has none.
        call = Method(setitem, type(name, (), {"__setitem__": made})())
    likeness = object.__new__(_Likeness)
    for slot, value in ((_call, call), (_attributes, Method(getattr, original)), (_original, original), (_code, code)):
        slot.__set__(likeness, value)
    return likeness


def _renamed(code, name):
    """The code under a name of its own, and an object of its own, as profilers know functions by their code."""
    if hasattr(code, "replace"):  # Python 3.8
        return code.replace(co_name=name)
    counts = (code.co_argcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize, code.co_flags)
    names = (code.co_names, code.co_varnames, code.co_filename, name, code.co_firstlineno)
    return type(code)(*counts, code.co_code, code.co_consts, *names, code.co_lnotab, code.co_freevars, code.co_cellvars)


def _instance(made, action):
    instance = made.make(made)
    instance.action = action
    return instance


@untraced
def _returned(trace, work, result):
    try:
        work.returned(result)
    finally:
        if not work.traced:
            again(trace)


@untraced
def _failed(made, trace, work, error):
    try:
        if work is not None:
            work.failed()
        inner = error.__traceback__
        while inner is not None and _is_ours(inner.tb_frame.f_code, work):
            inner = inner.tb_next
        return _instance(made, Method(_exhausted.throw, error.with_traceback(inner)))
    finally:
        if work is None or not work.traced:
            again(trace)


def _is_ours(code, work):
    """Tells whether that is the code of the driver, or of what calls the original as if its caller did."""
    return os.path.dirname(code.co_filename) == _DRIVER or code is getattr(getattr(work, "call", None), "__code__", None)


def give_back(codes, *modules):
    """Has the originals take the places of their stand-ins of that code."""
    for module in modules:
        for name, value in list(vars(sys.modules[module]).items()) if module in sys.modules else ():
            if type(value) is _Likeness and _code.__get__(value) in codes:
                setattr(sys.modules[module], name, _original.__get__(value))


def put_for(original, work, *modules):
    """Has a stand-in take the place of a function under all its names in these modules. Returns its code."""
    replacement = stand_in(original, work)
    for module in modules:
        for name, value in list(vars(sys.modules[module]).items()) if module in sys.modules else ():
            if value is original:
                setattr(sys.modules[module], name, replacement)
    return [_code.__get__(replacement)]


def put(name, work, *modules):
    """Has stand-ins take the place of the function of that name in these modules. Returns their code."""
    codes = []
    for module in modules:
        original = sys.modules[module].__dict__.get(name) if module in sys.modules else None
        if original is None:
            continue
        if not codes:
            first, replacement = original, stand_in(original, work)
            codes.append(_code.__get__(replacement))
        if original is first:
            setattr(sys.modules[module], name, replacement)
    return codes
