"""Calls leaf seven times, then ends in the way that its argument names."""

import os
import signal
import sys

depth = 0


def leaf():
    pass


def work():
    for _ in range(7):
        leaf()


def dig():
    global depth
    depth += 1
    dig()


def exception():
    try:
        dig()
    except RecursionError:
        print("depth:", depth)
    {}["no such key"]


def interrupt():
    """What a terminal does when Ctrl-C is pressed."""
    os.killpg(os.getpgrp(), signal.SIGINT)
    signal.pause()


def wait():
    print("ready:", os.getpid())
    sys.stdout.flush()
    sys.stdin.readline()


def full():
    """Goes on with a disk on which no file can be written to any more."""
    import resource

    wait()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


WAYS = {
    "exception": exception,
    "interrupt": interrupt,
    "wait": wait,
    "full": full,
    "exit": lambda: os._exit(4),
    "abort": os.abort,
    "exec": lambda: os.execv(sys.executable, [sys.executable, "-S", "-c", "pass"]),
}

work()
WAYS[sys.argv[1]]()
