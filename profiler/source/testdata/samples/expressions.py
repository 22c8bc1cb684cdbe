"""Lambdas and comprehensions."""

simple = lambda: 1
default = lambda a, b=lambda: 2, *c, d=[lambda: 3]: a
nested = lambda: lambda x: lambda: x
in_dict = {"a": lambda: 1, lambda: 2: 3, 4: lambda x: {5: x}}
in_slice = [1, 2, 3][(lambda: 0)():(lambda: 2)()]
conditional = lambda: 1 if simple else 2
either = lambda: 1 if simple else lambda: 2
one_of = (lambda: 1) if simple else (lambda: 2)
bare = lambda: 1, lambda: 2
walrus = [last := 1, lambda: (last := 2)]
multiple = (lambda a,
            b: a +
            b
            )
called = max(
    (1, 2),
    key=lambda x:
    -x
)
for loop in lambda: 1, lambda: 2: pass
with open(__file__) as file, open(__file__) as other: pass


def function(rows):
    a = [lambda: row for row in rows]
    b = {row: lambda: row for row in rows}
    c = {row for row in rows if row if not row}
    d = (lambda: row for row in (lambda: rows)() if (lambda: row)())
    e = [
        [cell for cell in row]
        for row in rows
        for part in row
    ]
    f = sum(x
            for x in
            (y for y in rows))
    g = {
        # a comment
        key:
            [value for value in row]
        for key, row in rows
    }
    h = list(row if row else (lambda: row) for row in rows if row or (lambda: 1))
    i = [x for x in rows if (x in rows)], [y for y in [z for z in rows]]
    return lambda: (a, b, c, d, e, f, g, h, i)


async def asynchronous(rows):
    a = [row async for row in rows]
    return {await row: [x for x in row] async for row in rows}, a


class Scope:
    rows = [lambda: row for row in range(3)]
    cells = list((lambda: row) for row in range(3))
    rest = {k: v for k, v in zip(rows, cells)}
