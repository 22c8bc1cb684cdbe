"""Works for a while in which no file can be written to; "end" means until its end, "little" that there is room for a thousand bytes until its end."""

import resource
import sys
import time


def leaf():
    pass


def work(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        leaf()


before = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000 if "little" in sys.argv else 0, before[1]))
work(0.9)
if len(sys.argv) == 1:
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
print("done")
