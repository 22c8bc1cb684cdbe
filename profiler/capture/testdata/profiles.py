"""Starts what profiles another program: a command and a variable for it, or python -m cProfile."""

import os
import subprocess
import sys


def leaf():
    pass


leaf()
sys.stdout.flush()
if sys.argv[1] == "cProfile":
    subprocess.check_call([sys.executable, "-m", "cProfile", "-o", sys.argv[2], "counts.py"])
else:
    name, value = sys.argv[2].split("=", 1)
    os.environ[name] = value
    subprocess.check_call([sys.argv[1]])
leaf()
