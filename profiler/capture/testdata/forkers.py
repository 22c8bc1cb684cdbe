"""Has four threads fork again and again, all at once: themselves, for subprocess, in functions that are called at a fork, or in one for a signal."""

import os
import signal
import subprocess
import sys
import threading

how = sys.argv[1]
nested = False


def leaf():
    pass


def fork(work):
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    os.waitpid(child, 0)


def work():
    for _ in range(4):
        if how == "subprocess":
            subprocess.call(["true"], preexec_fn=lambda: fork(leaf))
        else:
            fork(leaf)


def forked():
    global nested
    if not nested:
        nested = True
        fork(int)


def handle(number, frame):
    fork(int)
    signal.setitimer(signal.ITIMER_REAL, 0.005)


if how == "hooks" and hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=forked)
if how == "signals":
    signal.signal(signal.SIGALRM, handle)
    signal.setitimer(signal.ITIMER_REAL, 0.005)
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
work()
for thread in threads:
    thread.join()
signal.setitimer(signal.ITIMER_REAL, 0)
print("done")
