"""Hands classes and functions of the script to processes started afresh."""

import multiprocessing
import sys


class Task:
    def __init__(self, n):
        self.n = n

    def run(self):
        return self.n**2


def work(task):
    return task.run(), __name__, sys.argv[1:]


if __name__ == "__main__":
    for method in sys.argv[1:]:
        with multiprocessing.get_context(method).Pool(2) as pool:
            print(method, pool.map(work, [Task(n) for n in range(5)]))
