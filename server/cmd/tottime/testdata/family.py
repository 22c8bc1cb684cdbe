"""A program that is hard to end: family.py MARK [ROLE].

Every process that it starts has MARK among its arguments or in its environment, so that none can hide from the test.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

MARK = sys.argv[1]


def work():
    return sum(range(50))


def live():
    """Calls a function now and then, for a minute: longer than any test waits."""
    for _ in range(6000):
        work()
        time.sleep(0.01)


def leave():
    """Goes on in a session of its own, as the child of nobody."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            live()
        os._exit(0)


def lonely(role, **options):
    """Starts a process that knows nothing of us but its arguments."""
    return subprocess.Popen([sys.executable, "-ES", os.path.abspath(__file__), MARK, role], env={}, **options)


def main():
    os.environ["FAMILY"] = MARK
    print("begun", flush=True)
    for _ in range(2):
        threading.Thread(target=live, daemon=True).start()
    for method in "fork", "spawn":
        multiprocessing.get_context(method).Process(target=live, daemon=method == "fork").start()
    leave()
    lonely("live")
    lonely("leave", start_new_session=True).wait()
    lonely("stubborn")
    # Processes that come and go, so that some are born while the others are killed.
    subprocess.Popen(["sh", "-c", "while :; do sleep 0.02; done", MARK])
    print("complete", flush=True)
    live()


if __name__ == "__main__":
    role = sys.argv[2] if len(sys.argv) > 2 else "main"
    if role == "stubborn":
        for number in signal.SIGTERM, signal.SIGHUP, signal.SIGINT:
            signal.signal(number, signal.SIG_IGN)
        role = "live"
    globals()[role]()
