"""Tells which of its threads a signal may come to, which signals come to it, and how many threads it has when it forks, as Linux sees them."""

import os
import signal

TASKS = "/proc/self/task"


def takes(task, number):
    with open("%s/%s/status" % (TASKS, task)) as status:
        blocked = next(int(line.split()[1], 16) for line in status if line.startswith("SigBlk"))
    return not blocked >> (number - 1) & 1


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.waitpid(pid, 0)[1]


for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGCHLD):
    print(number.name, sum(takes(task, number) for task in os.listdir(TASKS)))
heard = []
for number in range(signal.SIGRTMIN, signal.SIGRTMAX + 1):
    signal.signal(number, lambda number, frame: heard.append(number))
    os.kill(os.getpid(), number)
print(heard, [number for number in range(1, signal.NSIG) if not takes(os.getpid(), number)])
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=lambda: print("at a fork:", len(os.listdir(TASKS)), flush=True))
for _ in range(5):
    print("in the child:", fork(), flush=True)
