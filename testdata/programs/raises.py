"""Works for a while, then ends with an uncaught exception: what was measured until then is kept."""


def work(amount):
    return sum(number * number % 7 for number in range(amount))


def fail():
    raise ValueError("the till is empty")


def main():
    print("worked: %d" % work(200000))
    fail()


if __name__ == "__main__":
    main()
