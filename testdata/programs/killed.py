"""Is killed by the system when it has worked for a while, so that it cannot save anything itself."""

import os
import signal
import time


def work(amount):
    return sum(number * number % 7 for number in range(amount))


def main():
    end = time.time() + 3
    while time.time() < end:
        work(10000)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
