"""Runs commands in turns and prints as JSON what each run took: seconds by the clock, seconds of processor time, the peak of
its memory in bytes, and what it printed.

    python usage.py ROUNDS '[["command", "argument", ...], ...]'

The system counts as a process's memory that of the process which it was forked from, so this one must be small: it is why Python
measures here and not Node.js.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

ROUNDS, COMMANDS = int(sys.argv[1]), json.loads(sys.argv[2])
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


def usage(command):
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = status
        if status != 0:
            sys.exit("%s failed" % " ".join(command)[:200])
        output.seek(0)
        return {
            "seconds": seconds,
            "processor": used.ru_utime + used.ru_stime,
            "memory": used.ru_maxrss * MEMORY_UNIT,
            "output": output.read(1 << 16).decode(),
        }


runs = [[] for _ in COMMANDS]
for _ in range(ROUNDS):
    for number, command in enumerate(COMMANDS):
        runs[number].append(usage(command))
json.dump(runs, sys.stdout)
