"""Runs until it is ended; its arguments say how hard that is."""

import os
import signal
import subprocess
import sys
import threading
import time

WAIT = [sys.executable, "-c", "import time; print(__import__('os').getpid(), flush=True); time.sleep(3600)"]


def busy():
    return sum(range(1000))


def work():
    while True:
        busy()


def start(**options):
    subprocess.Popen(WAIT, **options)


if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "child" in sys.argv:
    start()
if "session" in sys.argv:
    start(start_new_session=True)
if "clean" in sys.argv:
    start(start_new_session=True, env={})
if "thread" in sys.argv:
    threading.Thread(target=work, daemon=True).start()
for _ in range(1000):
    busy()
print(os.getpid(), flush=True)
if "end" in sys.argv:
    sys.exit(0)
if "sleep" in sys.argv:
    time.sleep(3600)
work()
