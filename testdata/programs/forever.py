"""Never ends by itself: it has to be stopped, and what was measured until then is kept."""


def work(amount):
    return sum(number * number % 7 for number in range(amount))


def main():
    print("working", flush=True)
    while True:
        work(10000)


if __name__ == "__main__":
    main()
