"""Works until a file is there, and ends as its second argument says."""

import os
import sys
import threading


def leaf():
    pass


def work(path):
    count = 0
    while not os.path.exists(path):
        for _ in range(100):
            leaf()
        count += 100
    return count


print(work(sys.argv[1]), [thread.name for thread in threading.enumerate()], flush=True)
if sys.argv[2] == "kill":
    os.kill(os.getpid(), 9)
