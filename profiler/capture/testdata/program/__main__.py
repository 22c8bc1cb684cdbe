"""The program of a folder."""

import sys


def say():
    print(sys.argv[1:], sys.path[0] == sys.argv[0], __spec__.name, __package__ == "")


say()
