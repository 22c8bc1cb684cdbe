"""Takes the tools of sys.monitoring that are left, forks, starts a thread and has an exception of its own shown."""

import os
import sys
import threading

monitoring = sys.monitoring


def leaf():
    pass


def starts():
    """Takes the tools. Returns how many there are, and what each is told of."""
    told = {}
    for tool in range(6):
        if monitoring.get_tool(tool) is None:
            monitoring.use_tool_id(tool, "mine")
            told[tool] = []
            monitoring.register_callback(tool, monitoring.events.PY_START, lambda code, offset, tool=tool: told[tool].append(code.co_name))
            monitoring.set_local_events(tool, leaf.__code__, monitoring.events.PY_START)
    return told


leaf()
told = starts()
leaf()
print(len(told) >= 5, all(names == ["leaf"] for names in told.values()))
for tool in told:
    monitoring.set_local_events(tool, leaf.__code__, 0)
    monitoring.free_tool_id(tool)
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    leaf()
    sys.exit()
os.waitpid(pid, 0)
thread = threading.Thread(target=leaf)
thread.start()
thread.join()
print(len(starts()) >= 4)
raise ValueError("shown")
