"""Has a process of a pool work, and gives up when nothing comes of it."""

import concurrent.futures
import os
import sys


def leaf():
    pass


def work(calls):
    for _ in range(calls):
        leaf()
    return calls


if __name__ == "__main__":
    executor = concurrent.futures.ProcessPoolExecutor(1)
    try:
        print("futures:", executor.submit(work, 5).result(timeout=10))
    except Exception as error:
        print("futures:", type(error).__name__)
        sys.stdout.flush()
        os._exit(1)
    executor.shutdown()
