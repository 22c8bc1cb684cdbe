"""Sends itself signals after it has had a child, and shows from where its functions for them are called."""

import os
import signal
import sys
import traceback


def handler(number, frame):
    traceback.print_stack(frame)
    if number == signal.SIGUSR2:
        raise ValueError("in the handler")


def send(number):
    return os.kill(os.getpid(), number)


pid = os.fork()
if pid == 0:
    os._exit(0)
os.waitpid(pid, 0)
signal.signal(signal.SIGUSR1, handler)
signal.signal(signal.SIGUSR2, handler)
print(os.kill(os.getpid(), 0), send(signal.SIGUSR1), os.kill, os.kill.__name__)
for arguments in (("pid", 1), (os.getpid(), "number"), (1 << 100, 1)):
    try:
        os.kill(*arguments)
    except Exception:
        traceback.print_exc()
try:
    send(signal.SIGUSR2)
except ValueError:
    traceback.print_exc()
sys.stdout.flush()
send({"hang-up": signal.SIGHUP, "interrupt": signal.SIGINT, "handled": signal.SIGUSR2}[sys.argv[1]])
print("goes on")
