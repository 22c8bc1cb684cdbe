# Functions that call themselves, directly and through each other.


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def hanoi(discs, start, end, spare, moves):
    if discs:
        hanoi(discs - 1, start, spare, end, moves)
        moves.append((start, end))
        hanoi(discs - 1, spare, end, start, moves)


def main():
    fibonacci(14)
    is_even(40)
    hanoi(6, "a", "b", "c", [])


main()
