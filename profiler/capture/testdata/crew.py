"""Has work done by processes of each kind."""

import multiprocessing
import os
import subprocess
import sys


def leaf():
    pass


def work(n):
    for _ in range(n):
        leaf()
    return n


def fork_within():
    leaf()
    pid = os.fork()
    leaf()
    if pid == 0:
        work(2)
        os._exit(0)
    os.waitpid(pid, 0)


def main():
    work(1)
    pid = os.fork()
    if pid == 0:
        work(10)
        leaf()
        os._exit(0)
    os.waitpid(pid, 0)
    fork_within()
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            pool.map(work, [100] * 3)
            pool.close()
            pool.join()
    subprocess.check_call([sys.executable, "-c", "import crew; crew.work(1000)"])


if __name__ == "__main__":
    main()
