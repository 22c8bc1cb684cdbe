"""Shows what there is to know of functions in C that end or start processes and threads, and has them fail, with and without a tracer."""

import _thread
import copy
import inspect
import os
import pickle
import signal
import subprocess
import sys
import traceback
import types
import weakref
from unittest import mock

NAMES = "_exit abort execv execve fork forkpty kill posix_spawn posix_spawnp system".split()


def functions():
    """The functions that this system has."""
    found = [getattr(os, name) for name in NAMES if hasattr(os, name)]
    return found + [_thread.start_new_thread, sys.__excepthook__]


def attempt(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except Exception as error:
        return type(error).__name__, str(error)


def tell(function):
    print(function.__name__, function, repr(function), attempt(inspect.signature, function), function.__text_signature__)
    print(isinstance(function, types.BuiltinFunctionType), inspect.isbuiltin(function), inspect.isclass(function), callable(function))
    print(function.__self__, function.__module__, function.__qualname__, function.__class__, dir(function) == dir(len), len(function.__doc__ or ""))
    copies = [pickle.loads(pickle.dumps(function, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    print(all(it is function for it in copies + [copy.copy(function), copy.deepcopy(function)]), pickle.dumps(function))
    print(function == function, len({function, function}), weakref.ref(function)() is function, attempt(setattr, function, "x", 1))
    print(hasattr(function, "__get__"), hasattr(function, "__signature__"), hasattr(function, "original"), attempt(getattr, function, "x"))


def patched():
    for name in NAMES:
        if hasattr(os, name):
            with mock.patch("os." + name, autospec=True) as it:
                getattr(os, name)("a", b=1)
            print(name, it.call_args, getattr(os, name) in functions())


class Late(Exception):
    pass


def late(number, frame):
    raise Late("in the handler")


def fails(function, *arguments, **named):
    try:
        print(function(*arguments, **named))
    except BaseException:
        traceback.print_exc()


def failing():
    fails(os.system, None)
    fails(os.system, command="exit 3")
    fails(os.system, "true", "true")
    fails(os._exit, "code")
    fails(os.execv, "/no/such", ["a"])
    fails(os.execv, "/no/such\0", ["a"])
    fails(os.execve, path="/no/such", argv=["a"], env={})
    fails(os.execve, "/no/such", argv=["a"])
    if hasattr(os, "posix_spawn"):
        fails(os.posix_spawn, "/no/such", ["a"], {"A": 1})
        fails(os.posix_spawn, "/no/such", ["a"], {"A": "1"})
    fails(os.kill, 99999999, 15)
    fails(os.kill, "pid", 15)
    fails(os.kill, os.getpid(), None)
    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    fails(os.system, "sleep 0.4")
    signal.signal(signal.SIGUSR1, late)
    fails(os.kill, os.getpid(), signal.SIGUSR1)
    fails(os.kill, os.getpid(), signal.SIGINT)


def deep(depth):
    return deep(depth - 1) if depth else os.system("true")


if sys.argv[1:] == ["described"]:
    for each in functions():
        tell(each)
    patched()
elif sys.argv[1:] == ["failing"]:
    failing()
    subprocess.call(["true"])
    failing()
elif sys.argv[1:] == ["deep"]:
    print(deep(sys.getrecursionlimit() - 20))
elif sys.argv[1:] == ["replaced"]:
    sys.stdout.flush()
    os.execve(path=sys.executable, argv=[sys.executable, "-c", "print('replaced')"], env=dict(os.environ, A="1"))
