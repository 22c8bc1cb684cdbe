"""Asks for and sets what happens on the signals that end a program, in each order, and ends by one of them."""

import os
import signal
import sys
import threading
import traceback


def leaf():
    pass


def show(*arguments):
    try:
        print(signal.getsignal(*arguments) if len(arguments) < 2 else signal.signal(*arguments))
    except Exception:
        traceback.print_exc(file=sys.stdout)


def ask():
    show(signal.SIGTERM)
    show(int(signal.SIGHUP))
    show(signal.SIGTERM, signal.SIG_DFL)
    show(signal.SIGTERM, "no handler")
    show(signal.SIGTERM)


def handle(number, frame):
    print("handled", number)


ask()
thread = threading.Thread(target=ask)
thread.start()
thread.join()
before = signal.signal(signal.SIGTERM, handle)
print(before, signal.getsignal(signal.SIGTERM) is handle)
os.kill(os.getpid(), signal.SIGTERM)
print(signal.signal(signal.SIGTERM, before) is handle)
ask()
show(signal.SIGINT)
show(1000)
show("TERM")
leaf()
sys.stdout.flush()
os.kill(os.getpid(), getattr(signal, sys.argv[1]))
print("goes on")
