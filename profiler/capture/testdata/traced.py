"""Shows which calls a tracer is told of while threads and processes are started and signals sent."""

import os
import subprocess
import sys
import threading
import warnings

warnings.simplefilter("ignore")
told = []


def trace(frame, event, argument):
    if threading.get_ident() == main:
        told.append((os.path.basename(frame.f_code.co_filename), frame.f_code.co_name, event, frame.f_lineno))
    else:
        threads.append((os.path.basename(frame.f_code.co_filename), frame.f_code.co_name, event))
    return trace


def work():
    pass


main = threading.get_ident()
threads = []
threading.settrace(trace)
thread = threading.Thread(target=work)
thread.start()
thread.join()
before = threads[:]
for _ in range(2):
    sys.settrace(trace)
    os.system("true")
    x = 1
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    subprocess.call(["true"])
    try:
        os.kill(99999999, 15)
    except OSError:
        pass
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    print(sys.gettrace() is trace)
    sys.settrace(None)
ours = os.path.basename(__file__), "threading.py", "subprocess.py"
print([each for each in before if each[0] not in ours], [each for each in threads if each[0] not in ours])
print([each for each in told if each[0].startswith("tottime") or each[0] == ours[0]])
