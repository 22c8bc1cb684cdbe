"""Gives its threads a profiler of their own."""

import threading

told = []


def leaf():
    pass


threading.setprofile(lambda frame, event, argument: told.append(frame.f_code.co_name))
thread = threading.Thread(target=leaf)
thread.start()
thread.join()
print("leaf" in told)
