"""Forks; both go on and end in the ordinary way."""

import os
import sys


def twice(x):
    return x * 2


sys.stdout.flush()
pid = os.fork()
if pid == 0:
    for i in range(10):
        twice(i)
    sys.exit(twice(2))
print("child", os.WEXITSTATUS(os.waitpid(pid, 0)[1]))
twice(1)
