"""Has other processes work, in each of the ways that there are, and tells how each ended."""

import multiprocessing
import os
import subprocess
import sys


def fork():
    pass


def spawn():
    pass


def forkserver():
    pass


def work(function, calls):
    for _ in range(calls):
        function()


def start(method, function):
    try:
        process = multiprocessing.get_context(method).Process(target=work, args=(function, 5))
        process.start()
        process.join()
        return process.exitcode
    except Exception as error:
        return type(error).__name__


if __name__ == "__main__":
    print("subprocess:", subprocess.call([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "called.py")]))
    for function in fork, spawn, forkserver:
        print(function.__name__ + ":", start(function.__name__, function))
