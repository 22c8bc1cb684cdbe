"""Ends by an exception that nothing catches, in the way that its argument names."""

import sys


def leaf():
    pass


def fails():
    leaf()
    raise ValueError("é: not caught")


def hook(kind, error, traceback):
    leaf()
    sys.__excepthook__(kind, error, traceback)


def thread_hook(arguments):
    leaf()
    threading.__excepthook__(arguments)


way = sys.argv[1] if len(sys.argv) > 1 else ""
if way == "hook":
    sys.excepthook = hook
if way.startswith("thread"):
    import threading

    if way == "thread-hook":
        threading.excepthook = thread_hook
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
if __name__ == "__main__":
    fails()
