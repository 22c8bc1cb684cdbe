"""Has asynchronous generators to be called."""

import asyncio


def price(n):
    return n * 2


async def each(n):
    task = None
    for i in range(n):
        await asyncio.sleep(0)
        yield price(i)
        task = task or _task()
        assert task is _task()


def _task():
    return (asyncio.current_task if hasattr(asyncio, "current_task") else asyncio.Task.current_task)()


async def fails(n):
    async for it in each(n):
        yield it
    raise ValueError("at last")
