"""Ends with exit code 3, from deep inside: the profile is kept and the exit code passed on."""

import sys


def work(amount):
    return sum(number * number % 7 for number in range(amount))


def leave():
    sys.exit(3)


def main():
    print("worked: %d" % work(200000))
    leave()


if __name__ == "__main__":
    main()
