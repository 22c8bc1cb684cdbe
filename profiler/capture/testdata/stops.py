"""Is stopped for longer than it takes to the next snapshot, and goes on."""

import os
import signal
import subprocess


def work():
    return sum(range(1000))


work()
subprocess.Popen(["sh", "-c", "sleep 1; kill -CONT %d" % os.getpid()])
os.kill(os.getpid(), signal.SIGSTOP)
print("went on:", work())
