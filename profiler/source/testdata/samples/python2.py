# coding: latin-1
"""Syntax of Python 2."""
import sys


def prints(value):
    print >>sys.stderr, `value`, ur'\'', 0777, 10L
    print "def not_here(): pass", 1 <> 2
    exec "value = 1" in {}


class Old:
    @classmethod
    def method(cls, (a, b), c=lambda (x, y): x):
        raise ValueError, "text"

    def other(self):
        try:
            return [x for x in 1, 2], (lambda: (y for y in self))
        except ValueError, error:
            return {z: error for z in self}


def nonlocal(async, await):
    async = 1
    return async, (await
                   , async)


def last(): yield
