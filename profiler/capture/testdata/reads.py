"""Reads standard input in several ways."""

import sys

print(repr(input("name? ")))
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.buffer.read(3)), sys.stdin.isatty())
print(repr(sys.stdin.read()))
try:
    input()
except EOFError as error:
    print(error)
