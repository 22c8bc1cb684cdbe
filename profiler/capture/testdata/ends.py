"""Ends in the way that its argument names."""

import atexit
import functools
import operator
import os
import signal
import sys


def nested():
    try:
        {}["key"]
    except KeyError as error:
        try:
            raise ValueError("é: while handling")
        except ValueError:
            raise RuntimeError("at last") from error


def hook(kind, error, traceback):
    print("hook", kind.__name__, error, traceback.tb_frame.f_code.co_name, traceback.tb_lineno, file=sys.stderr)
    print(sys.last_type is kind, sys.last_value is error, sys.last_traceback is traceback, file=sys.stderr)


def broken_hook(kind, error, traceback):
    raise KeyError("in the hook")


class Unprintable(Exception):
    def __str__(self):
        raise TypeError("no text")


def recurse(n):
    return recurse(n + 1)


class InAtexit:
    def __repr__(self):
        return "InAtexit"

    def __call__(self):
        raise ValueError("in atexit")


def leaf():
    pass


def numbers():
    yield 1
    yield 2


def call(*functions):
    """Calls functions one after the other from C, where Python does not look for signals in between."""
    list(map(operator.methodcaller("__call__"), functions))


def interrupt(function, caught):
    """Has SIGINT come just before a function's first instruction."""
    import ctypes

    try:
        call(functools.partial(ctypes.PyDLL(None)["raise"], signal.SIGINT), function)
    except KeyboardInterrupt:
        if not caught:
            raise
    leaf()


generator = numbers()
next(generator)
interrupted = {"interrupted-function": leaf, "interrupted-generator": generator.__next__}

how = sys.argv[1]
print("begin", how)
sys.stdout.flush()
if how == "code":
    sys.exit(3)
elif how == "large-code":
    sys.exit(300)
elif how == "negative-code":
    sys.exit(-1)
elif how == "message":
    sys.exit("a message: é")
elif how == "none":
    sys.exit()
elif how == "tuple":
    sys.exit((1, "two"))
elif how == "SystemExit":
    raise SystemExit(4)
elif how == "exit":
    exit(5)
elif how == "SystemExit-in-function":
    (lambda: sys.exit(6))()
elif how == "exception":
    raise ValueError("a value")
elif how == "nested":
    nested()
elif how == "hook":
    sys.excepthook = hook
    nested()
elif how == "broken-hook":
    sys.excepthook = broken_hook
    nested()
elif how == "no-hook":
    del sys.excepthook
    nested()
elif how == "unprintable":
    raise Unprintable()
elif how == "recursion":
    recurse(0)
elif how == "group":
    raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
elif how == "syntax-error":
    compile("x = = 1", "inner.py", "exec")
elif how == "bad-module":
    import unreadable  # noqa: F401
elif how == "atexit":
    atexit.register(print, "first registered")
    atexit.register(lambda: print("last registered"))
elif how == "atexit-raises":
    atexit.register(InAtexit())
elif how == "atexit-exits":
    atexit.register(sys.exit, 7)
elif how == "interrupt":
    atexit.register(print, "atexit")
    os.kill(os.getpid(), 2)
    recurse(0)
elif how == "caught-interrupt":
    try:
        os.kill(os.getpid(), 2)
        recurse(0)
    except KeyboardInterrupt:
        print("caught")
elif how in interrupted:
    if "threaded" in sys.argv:
        import threading

        thread = threading.Thread(target=leaf)
        thread.start()
        thread.join()
    interrupt(interrupted[how], caught="caught" in sys.argv)
elif how == "raised-interrupt":
    raise KeyboardInterrupt
elif how == "terminate":
    atexit.register(print, "atexit does not run")
    os.kill(os.getpid(), 15)
    recurse(0)
elif how == "kill":
    os.kill(os.getpid(), 9)
elif how == "os._exit":
    os._exit(8)
elif how == "abort":
    os.abort()
elif how == "stack":
    import traceback

    traceback.print_stack()
elif how == "warning":
    import warnings

    warnings.warn("careful", stacklevel=1)
    warnings.warn("outside", stacklevel=2)
elif how == "closed-stdout":
    os.close(1)
    print("lost")
elif how == "no-program":
    for call in (
        lambda: os.execv("/no/such", ["such"]),
        lambda: os.execve("/no/such", ["such"], {}),
        lambda: os.execvp("no-such", ["such"]),
        lambda: getattr(os, "posix_spawn", os.execve)("/no/such", ["such"], {}),
        lambda: os.execve("/no/such", ["such"], {"NAME": 1}),
        lambda: os.kill("pid", 1),
    ):
        try:
            call()
        except Exception:
            import traceback

            traceback.print_exc()
    leaf()
    os.execv("/no/such", ["such"])
elif how == "exec":
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-c", "print('another')"])
print("end")
