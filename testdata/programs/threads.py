"""Shares its work among three threads: 1,500 messages are read, 500 by each."""

import threading


def read(message):
    return sum(ord(letter) for letter in message)


def read_all(messages):
    for message in messages:
        read(message)


def main():
    readers = []
    for number in range(3):
        messages = ["message %d of reader %d: %s" % (count, number, "." * 2000) for count in range(500)]
        readers.append(threading.Thread(target=read_all, args=(messages,), name="reader %d" % number))
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


if __name__ == "__main__":
    main()
