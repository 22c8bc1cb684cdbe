"""Calls as many functions as the first argument says, for some seconds, and prints what part of the main thread's processor time other threads have used.

Linux alone tells the time of each thread.
"""
import os
import sys
import time

COUNT, SECONDS = int(sys.argv[1]), 15

names = {}
for number in range(COUNT):
    # Each has a line of its own, as in a real program.
    code = compile("\n" * number + "def f%d(n): return n + 1" % number, os.path.abspath(__file__), "exec")
    exec(code, names)
functions = [names["f%d" % number] for number in range(COUNT)]


def processor_time(thread):
    with open("/proc/self/task/%s/schedstat" % thread) as times:
        return int(times.read().split()[0])


end = time.monotonic() + SECONDS
while time.monotonic() < end:
    for function in functions:
        function(1)

main = str(os.getpid())
others = [thread for thread in os.listdir("/proc/self/task") if thread != main]
print(sum(map(processor_time, others)) / processor_time(main))
