"""Starts the program that its arguments name."""

import subprocess
import sys

print(subprocess.check_output(sys.argv[1:]).decode(), end="")
