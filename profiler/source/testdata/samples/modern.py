"""Syntax of Python 3.12."""
import asyncio


def generic[T](value: T) -> T: return value


def bounded[T: (int, str), *Ts, **P](
    value: T,
) -> T:
    return value


class Box[T]:
    def get[U: int](self, default: U) -> T | U:
        return default

    type Alias[V] = dict[str, V]

    @staticmethod
    async def make[W](): return [w async for w in W]


def matches(command):
    match command:
        case {"a": 1, **rest}: return lambda: rest
        case [Box() as box, *_]:
            def found(): return box
            return found
        case _:
            type = match = case = 1
            return type, match, case


def reuses_quotes(names):
    a = f"{names["first"]} {f"{f"{names}"}"}"
    b = f"{', '.join(name for name in names)}" f'{
        names  # a comment with " and ' and }
    }'
    c = f"{(lambda: f"{1:{2}}")()}"
    return a, b, c


try:
    pass
except* ValueError as error: late = lambda: error

with (
    open(__file__) as file,
    open(__file__) as other,
):
    def in_with(): pass


@(lambda function: function)
def any_decorator(): pass


@[asyncio, generic][1]
def last(): pass
