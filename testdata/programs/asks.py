"""Asks for a name: the program has a real terminal, with a prompt and an answer."""

import sys


def greet(name):
    return "Hello %s, from %s" % (name, "a terminal" if sys.stdin.isatty() else "a pipe")


def main():
    print(greet(input("Your name? ")))


if __name__ == "__main__":
    main()
