"""Works until a file is there, and tells in which threads its garbage was collected."""

import os
import sys
import threading

FUNCTIONS = 3000


class Circle:
    def __init__(self):
        self.itself = self

    def __del__(self):
        threads.add(threading.get_ident())


def made():
    """Many functions, so that it takes many objects to tell of their calls."""
    scope = {}
    exec("\n".join("def f%d(): pass" % i for i in range(FUNCTIONS)), scope)
    return [scope["f%d" % i] for i in range(FUNCTIONS)]


threads = set()
for function in made():
    function()
circles = 0
while not os.path.exists(sys.argv[1]):
    if circles < 100:
        Circle()
        circles += 1
print(circles, len(threads - {threading.get_ident()}))
