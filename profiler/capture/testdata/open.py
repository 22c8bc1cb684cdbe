"""Ends while calls are open in two threads, in the way that its argument names."""

import os
import signal
import sys
import threading
import time

OPEN = 0.05  # seconds that they are open at least

waiting = threading.Event()


def waits():
    waiting.set()
    nothing = threading.Lock()
    nothing.acquire()
    nothing.acquire()


def works(end):
    begun = time.perf_counter()
    while time.perf_counter() < begun + OPEN:
        pass
    end()


def nests(depth, function, *arguments):
    if depth:
        nests(depth - 1, function, *arguments)
    else:
        function(*arguments)


def in_thread(end):
    threading.Thread(target=works, args=(end,), daemon=True).start()
    while True:
        time.sleep(1)


def main(way):
    threading.Thread(target=waits, daemon=True).start()
    waiting.wait()
    end = {
        "exit": lambda: None,
        "_exit": lambda: os._exit(0),
        "_exit-in-thread": lambda: os._exit(0),
        "abort": os.abort,
        "exec": lambda: os.execv(sys.executable, [sys.executable, "-S", "-c", ""]),
        "terminate": lambda: os.kill(os.getpid(), signal.SIGTERM),
        "terminate-in-thread": lambda: os.kill(os.getpid(), signal.SIGTERM),
        "hang-up": lambda: os.kill(os.getpid(), signal.SIGHUP),
        "interrupt": lambda: os.kill(os.getpid(), signal.SIGINT),
    }[way]
    nests(3, in_thread if way.endswith("in-thread") else works, end)


main(sys.argv[1])
