"""Functions in every shape."""


def plain(a, b=(1,
                2), *rest, **named) -> "int":
    # a comment first
    return a + b  # and one behind
    # a comment that is no part of the body


def one_line(): pass


def one_line_with_semicolons(): x = 1; y = (2,
    3); return x;


def outer():
    """Text."""

    def first(default=lambda: 1):
        def inner(): return default
        return inner

    class Local:
        def method(self):
            return lambda: self

    if True:
        def conditional():
            try:
                pass
            finally:
                while True:
                    break
            # behind the body

        return conditional
    return first, Local

async def waits():
    async with outer() as o, outer() as p:
        async for i in o:
            await p


def continued(a, \
              b): \
    return a + \
        b


async \
    def continued_async(): return 1


def tabs():
	if True:
	        return 1
	return 2


def generates():
    yield
    yield (
        1
    )


def declares():
    global first_global, second_global, Third

    def first_global(): pass

    def local():
        def second_global(): pass
        return second_global

    class Third:
        def method(self): pass


def 名前(ñ): return ñ


def endless(x=[{(1): [2]}]):
    return {
        "a": [
            (x)
        ]
    }
# end
