"""Forks children and ends each at once, as the pool of multiprocessing may."""

import os
import signal
import time

endings = set()
for _ in range(100):
    pid = os.fork()
    if pid == 0:
        time.sleep(2)
        os._exit(1)
    os.kill(pid, signal.SIGTERM)
    endings.add(os.waitpid(pid, 0)[1])
print(endings)
