"""Calls a function of a module, with the program's arguments, which are Python literals."""

import sys

_ASYNCHRONOUS = 0x80 | 0x200  # the flags of the code of an async function and of an async generator


async def _exhausted(generator):
    async for _ in generator:
        pass


STAND_INS = {_exhausted.__code__}  # what calls functions of the program as if Python did


class Function:
    def __init__(self, module, name):
        self.module = module
        self.name = name

    def prepare(self):
        """Returns what imports the module: a function and its argument."""
        self.arguments, self.named = self._literals(sys.argv[1:])
        load, argument = self.module.prepare()
        sys.argv[:] = [self.module.path or sys.argv[0]]
        return load, argument

    def ready(self):
        """Returns what is to be called, with its arguments by position and by name."""
        module = self.module.imported()
        sys.argv[0] = self.module.path or getattr(module, "__file__", None) or sys.argv[0]
        function = module
        for name in self.name.split("."):
            function = getattr(function, name, None)
        if function is None:
            raise SystemExit("tottime: %s has no function %s. Check its name." % (self.module, self.name))
        if not callable(function):
            raise SystemExit("tottime: %s of %s cannot be called. Name a function." % (self.name, self.module))
        if getattr(getattr(function, "__code__", None), "co_flags", 0) & _ASYNCHRONOUS:
            import asyncio  # now, because its import is no part of the call
        return function, self.arguments, self.named

    def label(self, function):
        """The file and the name of the function, None and None for one in C."""
        code = getattr(function, "__code__", None)
        return getattr(code, "co_filename", None), getattr(code, "co_name", None)

    def rest(self, result):
        """What an async function or a generator leaves to do: what to iterate over, what to call if anything, and its argument."""
        if hasattr(result, "send") and hasattr(result, "__next__"):
            return result, None, None
        if hasattr(result, "asend") and hasattr(result, "__anext__"):
            result = _exhausted(result)
        if hasattr(result, "send") and hasattr(result, "__await__"):
            import asyncio

            return (), getattr(asyncio, "run", None) or asyncio.get_event_loop().run_until_complete, result
        return (), None, None

    def _literals(self, words):
        from ast import literal_eval

        arguments, named = [], {}
        for word in words:
            name, equals, text = word.partition("=")
            by_name = equals and name.isidentifier()
            try:
                value = literal_eval(text if by_name else word)
            except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
                advice = "Give arguments as Python literals, such as 3, None or [1, 2], and a text with quotes of its own: \"'%s'\"."
                raise SystemExit(("tottime: %s cannot be given to %s. " + advice) % (word, self.name, text if by_name else word))
            if by_name:
                named[name] = value
            else:
                arguments.append(value)
        return arguments, named
