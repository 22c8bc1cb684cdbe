"""Known numbers of calls in several threads, one of which ends after the main thread."""

import sys
import threading


def leaf(x):
    return x + 1


def spin(n):
    for i in range(n):
        leaf(i)


def late(main):
    main.join()
    spin(100)


def main():
    threads = [threading.Thread(target=spin, args=(1000,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    spin(1000)
    for thread in threads:
        thread.join()
    threading.Thread(target=late, args=(threading.current_thread(),)).start()


main()
print("threads", len(sys.argv))
