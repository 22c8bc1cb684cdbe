"""Tells what a program can see of how it is run, and ends with exit code 3."""

import atexit
import pickle
import sys

import __main__


class Point:
    pass


def leaf():
    pass


def at_exit():
    leaf()


def pickled():
    try:
        return type(pickle.loads(pickle.dumps(Point()))) is Point
    except Exception as error:
        return type(error).__name__


def spec():
    return globals().get("__spec__") and __spec__.name


print("argv:", sys.argv)
print("path:", sys.path)
print("main:", getattr(__main__, "Point", None) is Point, __main__.__dict__ is globals())
print("module:", __name__, __package__, spec())
print("file:", __file__)
print("pickle:", pickled())
print("stdin:", repr(sys.stdin.readline()), repr(sys.stdin.read()))
for _ in range(7):
    leaf()
atexit.register(at_exit)
sys.exit(3)
