"""Forks a child that ends as scripts do, after the parent's own code has ended, and one that ends as a forked child should."""

import atexit
import os
import sys


def in_parent():
    pass


def in_child():
    pass


def in_brief_child():
    pass


def last():
    """Lets the child go on, once the parent has nothing more to do but this."""
    os.close(write)
    os.waitpid(child, 0)


read, write = os.pipe()
child = os.fork()
if child == 0:
    os.close(write)
    os.read(read, 1)
    for _ in range(5):
        in_child()
    sys.exit()
brief = os.fork()
if brief == 0:
    for _ in range(3):
        in_brief_child()
    os._exit(0)
os.waitpid(brief, 0)
atexit.register(last)
for _ in range(7):
    in_parent()
